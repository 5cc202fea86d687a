import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aOneToOne } from '../../support/builders/activities.js';
import {
  acknowledged,
  alertsOf,
  eventsOf,
  resolve,
  theAlertOf,
  type AlertBody,
} from '../../support/builders/alerts.js';
import {
  aResidentSinceNovember,
  record,
  thePrescription,
  type Prescription,
} from '../../support/builders/prescriptions.js';
import { move as moveResident } from '../../support/builders/residents.js';
import { move as moveStock } from '../../support/builders/stock.js';
import { anObservation } from '../../support/builders/wellness.js';
import type { Client, Resource } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';

const EVERY_SECOND = { SWEEP_INTERVAL_SECONDS: '1' };

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({
    clockAt: '2026-11-24T09:05:00+01:00',
    environment: { ...EVERY_SECOND, ALERT_ESCALATION: 'urgent=30', TOKEN_MINUTES: '10080' },
  });
  nurse = await home.as('nurse');
}, 60_000);
afterAll(() => home.stop());

async function ofRule(residentId: string, rule: string): Promise<readonly AlertBody[]> {
  return (await alertsOf(nurse, residentId, '&limit=200')).filter((alert) => alert.rule === rule);
}

/** In the end the alerts of a resident by a rule are these, the newest first. */
function expectAlerts(residentId: string, rule: string, expected: readonly string[]): Promise<void> {
  const said = async (): Promise<readonly string[]> =>
    (await ofRule(residentId, rule)).map(({ severity, status }) => `${severity} ${status}`);
  return eventually(said, expected);
}

async function theAlert(residentId: string, rule: string): Promise<AlertBody> {
  const [alert] = await ofRule(residentId, rule);
  if (alert === undefined) throw new Error(`no alert of ${rule}`);
  return alert;
}

function write(resident: Resource, kind: string, details: Readonly<Record<string, unknown>>): Promise<Resource> {
  return nurse.created(`/api/v1/residents/${resident.id}/${kind}`, details);
}

function critical(times: readonly string[]): Promise<Prescription> {
  return thePrescription(home, {
    medication: { name: 'Levodopa 100 mg tablets', timeCritical: true },
    terms: { schedule: { kind: 'times', times }, startsOn: '2026-11-24' },
  });
}

const MUST_OF_ZERO = {
  instrument: 'must',
  answers: { bodyMassIndex: 'over-20', weightLoss: 'under-5', acuteDisease: false },
};

/** What isn't there when it should be; `wanting` makes it so, and `made good` ends it. */
const STORIES: readonly (readonly [
  string,
  string,
  (resident: Resource) => Promise<unknown>,
  (resident: Resource) => Promise<unknown>,
])[] = [
  [
    'no-bowel-movement',
    'warning',
    (resident) =>
      write(
        resident,
        'observations',
        anObservation({ type: 'bowel-movement', value: 4, takenAt: '2026-11-21T09:00:00+01:00' }),
      ),
    (resident) => write(resident, 'observations', anObservation({ type: 'bowel-movement', value: 4 })),
  ],
  [
    'no-fluids',
    'warning',
    (resident) =>
      write(
        resident,
        'observations',
        anObservation({ type: 'fluid-intake', value: 200, takenAt: '2026-11-23T09:00:00+01:00' }),
      ),
    (resident) => write(resident, 'observations', anObservation({ type: 'fluid-intake', value: 200 })),
  ],
  [
    'reassessment-due',
    'notice',
    (resident) => write(resident, 'assessments', { ...MUST_OF_ZERO, assessedAt: '2026-10-23T09:00:00+02:00' }),
    (resident) => write(resident, 'assessments', MUST_OF_ZERO),
  ],
  [
    'low-stock',
    'notice',
    async (resident) => {
      const { medicationId } = await thePrescription(home, { residentId: resident.id });
      await moveStock(nurse, { medicationId, residentId: resident.id, quantity: 5 });
    },
    async (resident) => {
      const { items } = await nurse.read<{ items: readonly { medicationId: string }[] }>(
        `/api/v1/stock?residentId=${resident.id}`,
      );
      await moveStock(nurse, { medicationId: items[0]?.medicationId ?? '', residentId: resident.id, quantity: 100 });
    },
  ],
  [
    'no-activity',
    'notice',
    async () => {
      const other = await aResidentSinceNovember(home);
      await (await home.as('coordinator')).created(`/api/v1/residents/${other.id}/one-to-one-sessions`, aOneToOne());
    },
    async (resident) =>
      (await home.as('coordinator')).created(`/api/v1/residents/${resident.id}/one-to-one-sessions`, aOneToOne()),
  ],
];
test.each(STORIES)(
  '%s is found once, and resolved by the system when it is made good',
  async (rule, severity, wanting, madeGood) => {
    const resident = await aResidentSinceNovember(home);
    await wanting(resident);
    await expectAlerts(resident.id, rule, [`${severity} open`]);
    const alert = await theAlert(resident.id, rule);
    await madeGood(resident);
    await expectAlerts(resident.id, rule, [`${severity} resolved`]);
    expect(await theAlert(resident.id, rule)).toMatchObject({
      id: alert.id,
      occurrences: 1,
      raisedBy: 'system',
      resolvedBy: 'system',
    });
  },
);

describe('a critical dose', () => {
  test('that is overdue warns, that is missed is urgent, and that is recorded is over', async () => {
    const prescription = await critical(['08:30']);
    await expectAlerts(prescription.residentId, 'missed-dose', ['warning open']);
    await home.restart('2026-11-24T09:31:00+01:00');
    await expectAlerts(prescription.residentId, 'missed-dose', ['urgent open']);
    const omitted = { scheduledFor: '2026-11-24T07:30:00Z', outcome: 'omitted', reason: 'omitted-error' };
    expect((await record(nurse, prescription, omitted)).status).toBe(201);
    expect(await theAlert(prescription.residentId, 'missed-dose')).toMatchObject({
      status: 'resolved',
      resolvedReason: 'the dose was recorded: omitted',
    });
  });

  test('is none where the medicine is not critical', async () => {
    const prescription = await thePrescription(home, {
      terms: { startsOn: '2026-11-24', schedule: { kind: 'times', times: ['06:00'] } },
    });
    const other = await critical(['08:00']);
    await expectAlerts(other.residentId, 'missed-dose', ['urgent open']);
    expect(await ofRule(prescription.residentId, 'missed-dose')).toEqual([]);
  });
});

describe('what a person has resolved', () => {
  test('is left alone for a while though it still holds, and then found again', async () => {
    const resident = await aResidentSinceNovember(home);
    const [, , wanting] = STORIES[0] ?? [];
    await wanting?.(resident);
    await expectAlerts(resident.id, 'no-bowel-movement', ['warning open']);
    await resolve(
      nurse,
      await acknowledged(nurse, await theAlert(resident.id, 'no-bowel-movement')),
      'a laxative was given',
    );
    const witness = await aResidentSinceNovember(home);
    await wanting?.(witness);
    await expectAlerts(witness.id, 'no-bowel-movement', ['warning open']);
    await expectAlerts(resident.id, 'no-bowel-movement', ['warning resolved']);
    await home.restart('2026-11-25T10:00:00+01:00');
    await expectAlerts(resident.id, 'no-bowel-movement', ['warning open', 'warning resolved']);
  });
});

describe('who is in hospital', () => {
  test('is left alone', async () => {
    const resident = await aResidentSinceNovember(home);
    const [, , wanting] = STORIES[0] ?? [];
    await wanting?.(resident);
    await expectAlerts(resident.id, 'no-bowel-movement', ['warning open']);
    await moveResident(nurse, resident.id, 'hospitalisation');
    await expectAlerts(resident.id, 'no-bowel-movement', ['warning resolved']);
  });
});

describe('an alert that nobody has seen', () => {
  test('is made known further up after its time, one that somebody has seen is not', async () => {
    await home.restart('2026-11-25T11:00:00+01:00');
    const [unseen, seen] = [await aResidentSinceNovember(home), await aResidentSinceNovember(home)];
    const alert = await theAlertOf(nurse, unseen.id);
    await acknowledged(nurse, await theAlertOf(nurse, seen.id));
    await home.restart('2026-11-25T11:31:00+01:00');
    const level = async (): Promise<number> => Number((await theAlert(unseen.id, 'threshold'))['escalationLevel']);
    await eventually(level, 1);
    await home.restart('2026-11-25T12:02:00+01:00');
    await eventually(level, 2);
    expect((await eventsOf(nurse, alert)).map(({ kind }) => kind)).toEqual(['raised', 'escalated', 'escalated']);
    expect(await theAlert(seen.id, 'threshold')).toMatchObject({ escalationLevel: 0 });
  });
});
