import type { Resource } from '../client.js';
import type { Home } from '../home.js';
import { acknowledged, theAlertOf } from './alerts.js';
import { anActivity } from './activities.js';
import type { OneOfEach } from './one-of-each.js';
import { backFromHospital } from './residents.js';
import { aResidentSinceNovember, AS_NEEDED, record, thePrescription } from './prescriptions.js';
import { theMedication } from './medications.js';
import { discrepancyOf, move } from './stock.js';
import { anObservation, calmReadings } from './wellness.js';

/**
 * The things of a home with a fresh one in the place of that which a route changes, in a state that lets it: an act such
 * as a stop can be done once. What any route may change again and again is left as it is.
 */
export async function readyFor(name: string, home: Home, things: OneOfEach): Promise<OneOfEach> {
  const make = Object.entries(FRESH).find(([part]) => name.includes(part))?.[1];
  return make === undefined ? things : { ...things, ...(await make(home, things)) };
}

type Make = (home: Home, things: OneOfEach) => Promise<OneOfEach>;

const REASON = { reason: 'for the test' };

const FRESH: Readonly<Record<string, Make>> = {
  '/movements': async (home) => {
    const { id } = await aResidentSinceNovember(home);
    const leave = await (await home.as('nurse')).created(`/api/v1/residents/${id}/movements`, { type: 'leave' });
    return { residents: id, movements: leave.id };
  },
  '/reconciliation': async (home) => {
    const { id: residents } = await aResidentSinceNovember(home);
    const { id: prescriptions } = await thePrescription(home, { residentId: residents });
    await backFromHospital(await home.as('nurse'), residents);
    return { residents, prescriptions };
  },
  '/attendance': async (home, { sessions }) => {
    const activity = anActivity({ startsAt: sessions });
    return { activities: (await (await home.as('coordinator')).created('/api/v1/activities', activity)).id };
  },
  '/observations/': async (home, { residents = '' }) => {
    const path = `/api/v1/residents/${residents}/observations`;
    return { observations: (await (await home.as('nurse')).created(path, anObservation())).id };
  },
  '/assessments/': async (home, { residents = '' }) => {
    const assessment = { instrument: 'news2', answers: calmReadings() };
    const path = `/api/v1/residents/${residents}/assessments`;
    return { assessments: (await (await home.as('nurse')).created(path, assessment)).id };
  },
  '/acknowledge': async (home) => ({ alerts: (await anAlert(home)).id }),
  '/resolve': async (home) => ({ alerts: (await acknowledged(await home.as('nurse'), await anAlert(home))).id }),
  '/stock-movements/': async (home) => ({ 'stock-movements': (await received(home)).id }),
  '/explain': async (home) => ({ 'stock-discrepancies': (await miscounted(home)).id }),
  '/close': async (home) => {
    const { id } = await miscounted(home);
    await (
      await home.as('nurse')
    ).post(`/api/v1/stock-discrepancies/${id}/explain`, { explanation: 'one was dropped' });
    return { 'stock-discrepancies': id };
  },
  '/correct': async (home) => {
    const dose = { scheduledFor: '2026-11-01T19:00:00Z', outcome: 'omitted', reason: 'omitted-error' };
    const { body } = await record(await home.as('nurse'), await thePrescription(home), dose);
    return { administrations: body.id };
  },
  '/response': async (home) => {
    const asNeeded = await thePrescription(home, { terms: { schedule: AS_NEEDED } });
    return { administrations: (await record(await home.as('nurse'), asNeeded)).body.id };
  },
  '/activate': async (home) => ({ prescriptions: (await thePrescription(home, { terms: { status: 'draft' } })).id }),
  '/resume': async (home) => {
    const { id } = await thePrescription(home);
    await (await home.as('nurse')).post(`/api/v1/prescriptions/${id}/suspend`, REASON);
    return { prescriptions: id };
  },
  '/prescriptions/{id}/': async (home) => ({ prescriptions: (await thePrescription(home)).id }),
};

async function anAlert(home: Home): Promise<Resource> {
  return theAlertOf(await home.as('nurse'), (await aResidentSinceNovember(home)).id);
}

async function received(home: Home): Promise<Resource> {
  return move(await home.as('nurse'), { medicationId: (await theMedication(await home.as('admin'))).id });
}

/** The discrepancy of a count that finds one less than there should be. */
async function miscounted(home: Home): Promise<Resource> {
  const nurse = await home.as('nurse');
  const { medicationId } = await received(home);
  return discrepancyOf(nurse, await move(nurse, { medicationId: String(medicationId), type: 'count', quantity: 29 }));
}
