import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  acknowledge,
  acknowledged,
  alertsOf,
  aRacingHeart,
  eventsOf,
  resolve,
  theAlertOf,
  type AlertBody,
} from '../../support/builders/alerts.js';
import { aResidentSinceNovember } from '../../support/builders/prescriptions.js';
import { aBed, aResident, move, revoke } from '../../support/builders/residents.js';
import { anObservation, calmReadings } from '../../support/builders/wellness.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;
let carer: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00' });
  [nurse, carer] = [await home.as('nurse'), await home.as('carer')];
});
afterAll(() => home.stop());

function observe(resident: Resource, details: Readonly<Record<string, unknown>>): Promise<Resource> {
  return nurse.created(`/api/v1/residents/${resident.id}/observations`, anObservation(details));
}

describe('an alert', () => {
  test('says why it was raised: the rule, its version, the values and where they are', async () => {
    const resident = await aResidentSinceNovember(home);
    const { id, takenAt } = await observe(resident, { value: 141 });
    const [{ id: alert }] = (await alertsOf(nurse, resident.id)) as [AlertBody];
    expect(await carer.read(`/api/v1/alerts/${alert}`)).toMatchObject({
      rule: 'threshold',
      ruleVersion: '1',
      inputs: [
        { name: 'heart-rate', value: 141, unit: '/min', at: takenAt, id },
        { name: 'high', value: 130, unit: '/min', at: null, id: null },
      ],
      lastOccurrenceAt: takenAt,
    });
  });

  test('is acknowledged, then resolved, each once and with who, when and why', async () => {
    const alert = await theAlertOf(nurse, (await aResidentSinceNovember(home)).id);
    expectProblem(await resolve(nurse, alert), 409, 'illegal-transition');
    const seen = await acknowledge(carer, alert, { reason: 'on my way' });
    expect(seen.body).toMatchObject({ status: 'acknowledged', acknowledgedReason: 'on my way', version: 2 });
    expect(seen.body['acknowledgedBy']).toBe((await carer.read('/api/v1/auth/me'))['id']);
    expectProblem(await acknowledge(nurse, alert), 409, 'illegal-transition');
    const done = await resolve(nurse, alert, 'the strap was loose');
    expect(done.body).toMatchObject({ status: 'resolved', resolvedReason: 'the strap was loose', version: 3 });
    expectProblem(await resolve(nurse, alert), 409, 'illegal-transition');
    expectProblem(await acknowledge(nurse, alert), 409, 'illegal-transition');
    expect((await eventsOf(nurse, alert)).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['raised', null],
      ['acknowledged', 'on my way'],
      ['resolved', 'the strap was loose'],
    ]);
  });

  test('is not acknowledged by who has not seen the last that became of it', async () => {
    const resident = await aResidentSinceNovember(home);
    const alert = await theAlertOf(nurse, resident.id);
    await observe(resident, { value: 150 });
    const answer = await nurse.post(`/api/v1/alerts/${alert.id}/acknowledge`, {}, { 'if-match': '"1"' });
    expectProblem(answer, 412, 'version-conflict');
  });

  test('becomes worse with a worse reading, says when, and not better with a better one', async () => {
    const resident = await aResidentSinceNovember(home);
    await observe(resident, { value: 115 });
    await observe(resident, { value: 141 });
    await observe(resident, { value: 112 });
    const [alert] = (await alertsOf(nurse, resident.id)) as [AlertBody];
    expect(alert).toMatchObject({ severity: 'urgent', occurrences: 3, severityRaisedAt: expect.any(String) });
    expect(alert.message.en).toContain('141');
    const events = await eventsOf(nurse, alert);
    expect(events.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
      'raised warning',
      'repeated urgent',
      'escalated urgent',
      'repeated urgent',
    ]);
    expect([...events].map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(events.map(({ seq }) => seq));
  });

  test('of one side is another than that of the other', async () => {
    const resident = await aResidentSinceNovember(home);
    await observe(resident, { value: 141 });
    await observe(resident, { value: 38 });
    expect((await alertsOf(nurse, resident.id)).map(({ cause }) => cause)).toEqual([
      'heart-rate:low',
      'heart-rate:high',
    ]);
  });

  test('is for the roles of the contract: a carer may see and acknowledge, and no coordinator may see', async () => {
    const alert = await theAlertOf(nurse, (await aResidentSinceNovember(home)).id);
    expectProblem(await resolve(carer, await acknowledged(carer, alert)), 403, 'forbidden');
    for (const role of ['coordinator', 'admin'] as const) {
      expectProblem(await (await home.as(role)).get(`/api/v1/alerts/${alert.id}`), 403, 'forbidden');
    }
    const auditor = await home.as('auditor');
    expect((await auditor.get(`/api/v1/alerts/${alert.id}`)).status).toBe(200);
    expectProblem(await acknowledge(auditor, alert), 403, 'forbidden');
    for (const role of ['manager', 'prescriber'] as const) {
      expect((await resolve(await home.as(role), alert)).status).toBe(role === 'manager' ? 200 : 409);
    }
  });
});

describe('what is old', () => {
  test('raises nothing when a newer reading of its type is on record, whatever comes in first', async () => {
    const resident = await aResidentSinceNovember(home);
    await observe(resident, { value: 72 });
    await observe(resident, { value: 141, takenAt: '2026-11-24T07:00:00+01:00' });
    await nurse.created(`/api/v1/residents/${resident.id}/assessments`, {
      instrument: 'news2',
      answers: calmReadings(),
    });
    await nurse.created(`/api/v1/residents/${resident.id}/assessments`, {
      ...{ instrument: 'news2', assessedAt: '2026-11-24T07:00:00+01:00' },
      answers: calmReadings({ temperature: 34 }),
    });
    expect(await alertsOf(nurse, resident.id)).toEqual([]);
  });

  test('is still news when it comes in one batch with what is newer', async () => {
    const resident = await aResidentSinceNovember(home);
    const items = [
      { takenAt: '2026-11-24T07:00:00+01:00', value: 141 },
      { takenAt: '2026-11-24T07:10:00+01:00', value: 143 },
      { takenAt: '2026-11-24T07:20:00+01:00', value: 90 },
    ].map((details) => ({ residentId: resident.id, ...anObservation(details) }));
    await nurse.post('/api/v1/observations/batch', { items });
    expect(await alertsOf(nurse, resident.id)).toMatchObject([
      { occurrences: 2, lastOccurrenceAt: '2026-11-24T06:10:00.000Z', status: 'open' },
    ]);
  });

  test('does not keep a fall that is written down late from being one', async () => {
    const resident = await aResidentSinceNovember(home);
    await observe(resident, { type: 'fall', value: 'no-harm', takenAt: '2026-11-24T06:00:00+01:00' });
    await observe(resident, { type: 'fall', value: 'major', takenAt: '2026-11-23T22:00:00+01:00' });
    expect(await alertsOf(nurse, resident.id)).toMatchObject([{ severity: 'emergency', occurrences: 2 }]);
  });
});

describe('a reading that was entered in error', () => {
  async function markWrong(resident: Resource, { id }: Resource): Promise<void> {
    const path = `/api/v1/residents/${resident.id}/observations/${id}/enter-in-error`;
    expect((await nurse.post(path, { reason: 'of her neighbour' })).status).toBe(200);
  }

  test('takes its alert with it, unless another reading speaks for that', async () => {
    const resident = await aResidentSinceNovember(home);
    const [first, second] = [await observe(resident, { value: 141 }), await observe(resident, { value: 143 })];
    await markWrong(resident, first);
    expect(await alertsOf(nurse, resident.id)).toMatchObject([{ status: 'open' }]);
    await markWrong(resident, second);
    expect(await alertsOf(nurse, resident.id)).toMatchObject([
      { status: 'resolved', resolvedBy: 'system', resolvedReason: 'what raised it was entered in error' },
    ]);
  });
});

describe('a reading that is corrected', () => {
  test.each([
    [72, [['resolved', 'system']]],
    [
      141,
      [
        ['open', null],
        ['resolved', 'system'],
      ],
    ],
  ])('to %i is looked at anew', async (value, expected) => {
    const resident = await aResidentSinceNovember(home);
    const { id } = await observe(resident, { value: 171 });
    const path = `/api/v1/residents/${resident.id}/observations/${id}/correct`;
    expect((await nurse.post(path, { value, reason: 'misread' })).status).toBe(200);
    const alerts = await alertsOf(nurse, resident.id);
    expect(alerts.map(({ status, resolvedBy }) => [status, resolvedBy])).toEqual(expected);
  });
});

describe('who leaves for good', () => {
  test.each([
    ['discharge', 'the resident was discharged'],
    ['death', 'the resident has died'],
  ])('by %s leaves no open alert, and later readings raise none', async (type, reason) => {
    const resident = await aResidentSinceNovember(home);
    await theAlertOf(nurse, resident.id);
    const departure = await move(nurse, resident.id, type);
    expect(await alertsOf(nurse, resident.id)).toMatchObject([{ status: 'resolved', resolvedReason: reason }]);
    await observe(resident, { value: 150, takenAt: '2026-11-24T08:59:00+01:00' });
    expect(await alertsOf(nurse, resident.id, '&status=unresolved')).toEqual([]);
    await revoke(type === 'death' ? await home.as('manager') : nurse, resident.id, departure);
    expect(await alertsOf(nurse, resident.id, '&status=unresolved')).toEqual([]);
    await observe(resident, { value: 151 });
    expect(await alertsOf(nurse, resident.id, '&status=unresolved')).toMatchObject([{ occurrences: 1 }]);
  });
});

describe('the list of alerts', () => {
  test('is the newest first, page by page, and narrowed by status, severity, unit and resident', async () => {
    const resident = await nurse.created('/api/v1/residents', aResident({ familyName: 'Zapata' }));
    await move(nurse, resident.id, 'admission', { bedId: await aBed(nurse, { unit: 'Attic' }) });
    for (const value of [141, 38]) await observe(resident, { value });
    await observe(resident, { type: 'pain', value: 5 });
    const [pain] = (await alertsOf(nurse, resident.id)) as [AlertBody];
    await acknowledged(nurse, pain);
    const causes = async (query: string): Promise<string[]> =>
      (await carer.read<PageBody<AlertBody>>(`/api/v1/alerts?${query}`)).items.map(({ cause }) => cause);
    const all = ['pain:high', 'heart-rate:low', 'heart-rate:high'];
    expect(await causes('unit=Attic')).toEqual(all);
    expect(await causes('unit=Attic&status=unresolved')).toEqual(all);
    expect(await causes('unit=Attic&status=open')).toEqual(all.slice(1));
    expect(await causes('unit=Attic&severity=warning')).toEqual(all.slice(0, 1));
    expect(await causes(`unit=Cellar&residentId=${resident.id}`)).toEqual([]);
    const page = await carer.read<PageBody<AlertBody>>('/api/v1/alerts?unit=Attic&limit=2');
    expect(page.items[0]).toMatchObject({ residentName: 'Zapata, Carmen' });
    expect(await causes(`unit=Attic&limit=2&cursor=${page.nextCursor ?? ''}`)).toEqual(['heart-rate:high']);
    for (const query of ['status=new', 'severity=bad', 'residentId=her']) {
      expectProblem(await carer.get(`/api/v1/alerts?${query}`), 400, 'bad-query');
    }
  });

  test('is part of the story of each resident', async () => {
    const resident = await aResidentSinceNovember(home);
    const alert = await theAlertOf(nurse, resident.id);
    const path = `/api/v1/residents/${resident.id}/timeline?kinds=alerts`;
    expect((await nurse.read<PageBody>(path)).items).toMatchObject([
      {
        kind: 'alerts',
        event: 'threshold',
        text: 'Heart rate 141 /min: above 130 (urgent, open)',
        href: `/api/v1/alerts/${alert.id}`,
        at: alert.raisedAt,
      },
    ]);
    expect((await (await home.as('coordinator')).read<PageBody>(path)).items).toEqual([]);
  });
});

test('a reading is stored and its alert raised by whoever may record it', async () => {
  const resident = await aResidentSinceNovember(home);
  await carer.created(`/api/v1/residents/${resident.id}/observations`, aRacingHeart());
  const [alert] = (await alertsOf(nurse, resident.id)) as [AlertBody];
  expect(alert['raisedBy']).toBe((await carer.read('/api/v1/auth/me'))['id']);
});
