import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anActivity, enrol, enrolmentsOf } from '../../support/builders/activities.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

let home: Home;
let coordinator: Client;
let manager: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  [coordinator, manager, nurse] = await Promise.all([home.as('coordinator'), home.as('manager'), home.as('nurse')]);
});
afterAll(() => home.stop());

const HILLS = {
  requires: { mobility: ['walks alone', 'walks with a stick'] },
  excludes: { diets: ['pureed'], allergies: ['bee venom', 'nuts'], conditions: ['epilepsy', 'G40'] },
};

function offer(details: Readonly<Record<string, unknown>> = {}): Promise<Resource> {
  return coordinator.created('/api/v1/activities', anActivity(details));
}

/** Someone who walks with a frame, is allergic to bees and has had seizures. */
async function carmen(): Promise<Resource> {
  const person = await anAdmittedResident(nurse, { mobility: 'walks with a frame', diet: 'low salt' });
  const path = `/api/v1/residents/${person.id}`;
  await nurse.created(`${path}/allergies`, { substance: 'Bee venom', type: 'allergy', criticality: 'high' });
  await nurse.created(`${path}/conditions`, { text: 'Focal epilepsy', code: 'G40.9', codeSystem: 'ICD-10' });
  return person;
}

const OF_WALKING = {
  kind: 'mobility',
  wanted: 'walks alone or walks with a stick',
  found: 'walks with a frame',
  detail: 'It takes: walks alone or walks with a stick; of the resident is recorded: walks with a frame.',
};
const OF_BEES = {
  kind: 'allergy',
  wanted: 'bee venom',
  found: 'Bee venom',
  detail: 'Not with an allergy or intolerance to bee venom; of the resident is recorded: Bee venom.',
};

describe('a walk in the hills', () => {
  test('is refused to someone whom it does not fit, with all that is against it', async () => {
    const [hills, person] = [await offer(HILLS), await carmen()];
    const answer = await enrol(manager, hills, person);
    expectProblem(answer, 409, 'contraindicated', { warnings: ['contraindicated'] });
    expect(answer.body).toMatchObject({
      contraindications: [
        OF_WALKING,
        OF_BEES,
        { kind: 'condition', wanted: 'epilepsy', found: 'Focal epilepsy' },
        { kind: 'condition', wanted: 'G40', found: 'Focal epilepsy' },
      ],
    });
    expect(await enrolmentsOf(manager, hills)).toEqual([]);
  });

  test('is offered all the same with a reason, and both are kept', async () => {
    const [hills, person] = [await offer(HILLS), await carmen()];
    const acknowledge = ['contraindicated'];
    expectBadFields(await enrol(manager, hills, person, { acknowledge }), '/acknowledgeReason');
    const acknowledgeReason = 'her daughter takes her in the car to the view';
    const { status, body } = await enrol(manager, hills, person, { acknowledge, acknowledgeReason });
    expect([status, body]).toMatchObject([201, { acknowledge, acknowledgeReason, status: 'enrolled' }]);
    expect(await enrolmentsOf(manager, hills)).toEqual([body]);
  });

  test('fits who is as it asks for, and who has got over what is against it', async () => {
    const [hills, person] = [await offer({ ...HILLS, requires: null }), await carmen()];
    const of = `/api/v1/residents/${person.id}`;
    for (const kind of ['allergies', 'conditions']) {
      const { items } = await nurse.read<PageBody>(`${of}/${kind}`);
      await nurse.patch(`${of}/${kind}/${items[0]?.id ?? ''}`, { status: 'resolved', statusReason: 'long ago' });
    }
    expect(await enrol(coordinator, hills, person)).toMatchObject({ status: 201, body: { contraindications: [] } });
  });

  test('is not for someone of whom nobody has written down how they walk', async () => {
    const person = await anAdmittedResident(nurse, { mobility: null });
    const answer = await enrol(coordinator, await offer(HILLS), person);
    expectProblem(answer, 409, 'contraindicated');
    expect(answer.body).toMatchObject({ contraindications: [{ kind: 'mobility', found: null }] });
  });
});

describe('a coordinator, who may not read conditions,', () => {
  test('is told that something is against it, and not what', async () => {
    const [hills, person] = [await offer(HILLS), await carmen()];
    const answer = await enrol(coordinator, hills, person);
    expectProblem(answer, 409, 'contraindicated');
    expect(answer.body).toMatchObject({
      contraindications: [OF_WALKING, OF_BEES, { kind: 'condition', wanted: null, found: null }],
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/epilepsy|G40/i);
  });

  test('sees as much in the list; a nurse sees all, as it is now', async () => {
    const [hills, person] = [await offer(HILLS), await carmen()];
    const acknowledged = { acknowledge: ['contraindicated'], acknowledgeReason: 'with two carers' };
    const { body, headers } = await enrol(coordinator, hills, person, acknowledged);
    expect(JSON.stringify(body)).not.toMatch(/epilepsy|G40/i);
    const list = JSON.stringify(await enrolmentsOf(coordinator, hills));
    expect(list).toContain('walks with a frame');
    expect(list).not.toMatch(/epilepsy|G40/i);
    const path = headers.get('location') ?? '';
    expect(await nurse.read(path)).toMatchObject({
      contraindications: [{ kind: 'mobility' }, { kind: 'allergy' }, { kind: 'condition' }, { kind: 'condition' }],
    });
    await nurse.patch(`/api/v1/residents/${person.id}`, { mobility: 'walks alone' });
    const now = await nurse.get(path, { 'if-none-match': '"1"' });
    expect([now.status, now.body]).toMatchObject([
      200,
      { version: 1, contraindications: [{ kind: 'allergy' }, {}, {}] },
    ]);
  });
});

describe('several warnings at once', () => {
  test('have one refusal, and each its own answer', async () => {
    const [person, choir] = [await carmen(), await offer()];
    await enrol(coordinator, choir, person);
    const hills = await offer({ ...HILLS, excludes: null });
    const answer = await enrol(coordinator, hills, person);
    expectProblem(answer, 409, 'schedule-clash', { warnings: ['schedule-clash', 'contraindicated'] });
    expect(answer.body).toMatchObject({ total: 50, contraindications: [OF_WALKING] });
    const once = { acknowledge: ['schedule-clash'], acknowledgeReason: 'the choir is every week' };
    expectProblem(await enrol(coordinator, hills, person, once), 409, 'contraindicated');
    const both = { ...once, acknowledge: ['schedule-clash', 'contraindicated'] };
    expect(await enrol(coordinator, hills, person, both)).toMatchObject({ status: 201, body: both });
  });
});

test('who waits and gets a place is not asked again; the list shows what is against it by then', async () => {
  const hills = await offer({ ...HILLS, capacity: 1 });
  const fit = { mobility: 'walks alone' };
  const [first, second] = [await anAdmittedResident(nurse, fit), await anAdmittedResident(nurse, fit)];
  const { body } = await enrol(coordinator, hills, first);
  expect((await enrol(coordinator, hills, second)).body).toMatchObject({ status: 'waiting', contraindications: [] });
  await nurse.patch(`/api/v1/residents/${second.id}`, { mobility: 'wheelchair' });
  await coordinator.delete(`/api/v1/activities/${hills.id}/enrolments/${body.id}`);
  expect(await enrolmentsOf(coordinator, hills)).toMatchObject([
    { residentId: second.id, status: 'enrolled', contraindications: [{ kind: 'mobility', found: 'wheelchair' }] },
  ]);
});
