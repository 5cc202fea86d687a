import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ABSENCES, critical, MORNING } from '../../support/builders/absences.js';
import { aResidentSinceNovember, record, thePrescription } from '../../support/builders/prescriptions.js';
import { move } from '../../support/builders/residents.js';
import type { Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { EVERY_SECOND, expectAlerts, ofRule, theAlert } from '../../support/sweeping.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: MORNING, environment: EVERY_SECOND });
  nurse = await home.as('nurse');
}, 60_000);
afterAll(() => home.stop());

describe('a critical dose', () => {
  test('that is overdue warns, that is missed is urgent, and that is recorded is over', async () => {
    const prescription = await thePrescription(home, critical(['08:30']));
    await expectAlerts(nurse, prescription.residentId, 'missed-dose', ['warning open']);
    await home.restart('2026-11-24T09:31:00+01:00');
    await expectAlerts(nurse, prescription.residentId, 'missed-dose', ['urgent open']);
    const omitted = { scheduledFor: '2026-11-24T07:30:00Z', outcome: 'omitted', reason: 'omitted-error' };
    expect((await record(nurse, prescription, omitted)).status).toBe(201);
    expect(await theAlert(nurse, prescription.residentId, 'missed-dose')).toMatchObject({
      status: 'resolved',
      resolvedReason: 'the dose was recorded: omitted',
    });
  });

  test('is none where the medicine is not critical', async () => {
    const prescription = await thePrescription(home, {
      terms: { startsOn: '2026-11-24', schedule: { kind: 'times', times: ['06:00'] } },
    });
    const other = await thePrescription(home, critical(['08:00']));
    await expectAlerts(nurse, other.residentId, 'missed-dose', ['urgent open']);
    expect(await ofRule(nurse, prescription.residentId, 'missed-dose')).toEqual([]);
  });
});

describe('who is in hospital', () => {
  test('is left alone', async () => {
    const resident = await aResidentSinceNovember(home);
    await ABSENCES['no-bowel-movement']?.wanting(home, resident);
    await expectAlerts(nurse, resident.id, 'no-bowel-movement', ['warning open']);
    await move(nurse, resident.id, 'hospitalisation');
    await expectAlerts(nurse, resident.id, 'no-bowel-movement', ['warning resolved']);
  });
});
