import type { Client } from '../client.js';
import type { Home } from '../home.js';
import { theAlertOf } from './alerts.js';
import { aCalendarLink, anActivity, enrol, secretIn } from './activities.js';
import { issueKey } from './api-keys.js';
import { theMedication } from './medications.js';
import { aPrescription, record } from './prescriptions.js';
import { anAdmittedResident, aRoom, backFromHospital } from './residents.js';
import { discrepancyOf, move } from './stock.js';
import { aUser } from './users.js';
import { anObservation, calmReadings } from './wellness.js';

/** One existing thing of each kind, its id by the segment of the path that stands before it. */
export type OneOfEach = Readonly<Record<string, string>>;

/** One thing of each kind, all about one resident; a home whose clock is at 08:05 on 24 November 2026. */
export async function oneOfEach(home: Home, startsAt: string): Promise<OneOfEach> {
  const [admin, nurse, prescriber, coordinator] = await Promise.all([
    home.as('admin'),
    home.as('nurse'),
    home.as('prescriber'),
    home.as('coordinator'),
  ]);
  const admission = { at: '2026-11-01T00:00:00+01:00' };
  const { id: residents } = await anAdmittedResident(nurse, {}, admission);
  const of = `/api/v1/residents/${residents}`;
  const { id: medications } = await theMedication(admin);
  const ordered = aPrescription(residents, medications);
  const { id: prescriptions } = await prescriber.created('/api/v1/prescriptions', ordered);
  await backFromHospital(nurse, residents, { from: '2026-11-01T21:00:00+01:00', at: '2026-11-01T22:00:00+01:00' });
  const activity = await coordinator.created('/api/v1/activities', anActivity({ startsAt }));
  const link = await aCalendarLink(await home.as('manager'), { residentId: residents });
  const counted = { medicationId: medications, residentId: residents };
  const receipt = await move(nurse, counted);
  const count = await move(nurse, { ...counted, type: 'count', quantity: 29 });
  return {
    residents,
    medications,
    prescriptions,
    activities: activity.id,
    'calendar-links': link.id,
    calendar: secretIn(link),
    sessions: startsAt,
    users: await idOf(admin, '/api/v1/users', aUser()),
    'api-keys': (await issueKey(admin)).id,
    rooms: await idOf(nurse, '/api/v1/rooms', aRoom()),
    movements: await idOf(nurse, `${of}/movements`, { type: 'leave', at: '2026-11-02T10:00:00+01:00' }),
    allergies: await idOf(nurse, `${of}/allergies`, { substance: 'latex', type: 'allergy', criticality: 'high' }),
    'allergy-reviews': await idOf(nurse, `${of}/allergy-reviews`, { outcome: 'list-confirmed' }),
    conditions: await idOf(nurse, `${of}/conditions`, { text: 'Type 2 diabetes' }),
    contacts: await idOf(nurse, `${of}/contacts`, { name: 'Lucía Ortega', relationship: 'daughter' }),
    observations: await idOf(nurse, `${of}/observations`, anObservation()),
    assessments: await idOf(nurse, `${of}/assessments`, { instrument: 'news2', answers: calmReadings() }),
    alerts: (await theAlertOf(nurse, residents)).id,
    'stock-movements': receipt.id,
    'stock-discrepancies': (await discrepancyOf(nurse, count)).id,
    administrations: (await record(nurse, { id: prescriptions }, OMITTED)).body.id,
    enrolments: (await enrol(coordinator, activity, { id: residents, version: 1 })).body.id,
    'observation-types': 'heart-rate',
    'assessment-instruments': 'news2',
    charts: 'heart-rate',
  };
}

/** A dose while the resident was at home. */
const OMITTED = { scheduledFor: '2026-11-01T19:00:00Z', outcome: 'omitted', reason: 'omitted-error' };

const PLACE = /([\w-]+)\/\{\w+\}/g;

/** The kinds of things that the parameters of a path stand for, in order. */
export function kindsIn(template: string): string[] {
  return [...template.matchAll(PLACE)].flatMap(([, kind]) => kind ?? []);
}

/**
 * The path of a template with `things` in the places of its parameters.
 * @throws Error when there is nothing to put in a place.
 */
export function addressOf(template: string, things: OneOfEach): string {
  return template.replace(PLACE, (_, kind: string) => {
    const thing = things[kind];
    if (thing === undefined) throw new Error(`${template}: there is none of the ${kind}`);
    return `${kind}/${thing}`;
  });
}

async function idOf(client: Client, path: string, body: unknown): Promise<string> {
  return (await client.created(path, body)).id;
}
