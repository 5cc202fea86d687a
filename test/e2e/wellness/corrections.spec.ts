import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import { anObservation, calmReadings } from '../../support/builders/wellness.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let carer: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T09:00:00+01:00' });
  [carer, nurse] = [await home.as('carer'), await home.as('nurse')];
});
afterAll(() => home.stop());

/** A resident of whom something wrong was recorded, and where it is. */
async function aWrong(kind: 'observations' | 'assessments', details: object): Promise<{ of: string; path: string }> {
  const { id } = await nurse.created('/api/v1/residents', aResident());
  const of = `/api/v1/residents/${id}`;
  const wrong = await carer.created(`${of}/${kind}`, details);
  return { of, path: `${of}/${kind}/${wrong.id}` };
}

function rightOf(answer: Answer, { of, path }: { of: string; path: string }): Promise<Resource> {
  const kind = path.split('/').at(-2) ?? '';
  return nurse.read(`${of}/${kind}/${String(answer.body['correctedBy'])}`);
}

describe('a wrong observation', () => {
  test('stays readable, points to the right one, and who corrected it, when and why is kept', async () => {
    const wrong = await aWrong('observations', anObservation({ value: 27, confirm: true, note: 'after the stairs' }));
    const reason = 'a slip of the finger';
    const late = await nurse.post(`${wrong.path}/correct`, { reason, value: 72 }, { 'if-match': '"7"' });
    expectProblem(late, 412, 'version-conflict');
    const corrected = await nurse.post(`${wrong.path}/correct`, { reason, value: 72 }, { 'if-match': '"1"' });
    const me = (await nurse.read('/api/v1/auth/me'))['id'];
    expect(corrected).toMatchObject({
      status: 200,
      body: { value: 27, status: 'entered-in-error', statusReason: reason, markedBy: me, version: 2 },
    });
    expect(await carer.read(wrong.path)).toEqual(corrected.body);
    expect(await rightOf(corrected, wrong)).toMatchObject({
      value: 72,
      note: 'after the stairs',
      takenAt: corrected.body['takenAt'],
      recordedBy: me,
      status: 'final',
      correctedBy: null,
    });
    expectProblem(await nurse.post(`${wrong.path}/correct`, { reason, value: 73 }), 409, 'illegal-transition');
    expectProblem(await nurse.post(`${wrong.path}/enter-in-error`, { reason }), 409, 'illegal-transition');
  });

  test('and the right one are both in the timeline and in the trail', async () => {
    const wrong = await aWrong('observations', { type: 'blood-pressure', systolic: 143, diastolic: 78 });
    await nurse.post(`${wrong.path}/correct`, { reason: 'two digits changed places', systolic: 134 });
    const { items } = await nurse.read<PageBody>(`${wrong.of}/timeline?kinds=observations`);
    expect(items.map(({ text, enteredInError }) => [text, enteredInError])).toEqual([
      ['Blood pressure: systolic 134, diastolic 78 mmHg', false],
      ['Blood pressure: systolic 143, diastolic 78 mmHg', true],
    ]);
    const residentId = wrong.of.split('/').at(-1) ?? '';
    const manager = await home.as('manager');
    const trail = await manager.read<PageBody>(`/api/v1/audit?residentId=${residentId}&resource=observation`);
    const right = items[0]?.['id'];
    const told = trail.items.filter(({ action }) => action !== 'read').map(({ action, after }) => [action, after]);
    expect(told.reverse()).toEqual([
      ['create', expect.objectContaining({ status: 'final' })],
      ['create', expect.objectContaining({ components: { systolic: 134, diastolic: 78 } })],
      ['update', expect.objectContaining({ status: 'entered-in-error', correctedBy: right })],
    ]);
  });

  testAlone('stays as it is when the right one is refused', async () => {
    const { path } = await aWrong('observations', anObservation());
    const correct = (body: object): Promise<Answer> => nurse.post(`${path}/correct`, { reason: 'a slip', ...body });
    expectBadFields(await correct({ value: 720 }), '/value');
    expectBadFields(await correct({ takenAt: '2026-11-24T10:00:00+01:00' }), '/takenAt');
    expectBadFields(await nurse.post(`${path}/correct`, { value: 72 }), '/reason');
    expectProblem(await (await home.as('coordinator')).post(`${path}/correct`, { reason: 'x' }), 403, 'forbidden');
    expect(await carer.read(path)).toMatchObject({ status: 'final', version: 1, correctedBy: null });
  });

  test('is corrected once by a request that is sent again', async () => {
    const wrong = await aWrong('observations', anObservation());
    const send = (): Promise<Answer> =>
      nurse.post(`${wrong.path}/correct`, { reason: 'a slip', value: 70 }, { 'idempotency-key': 'sent-again' });
    const first = await send();
    expect(await send()).toMatchObject({ status: 200, body: first.body });
    expect((await nurse.read<PageBody>(`${wrong.of}/observations`)).items).toHaveLength(2);
  });
});

describe('a wrong assessment', () => {
  test('stays readable and points to the right one, which is scored anew', async () => {
    const answers = calmReadings({ heartRate: 135 });
    const wrong = await aWrong('assessments', { instrument: 'news2', answers });
    const reason = 'the pulse of her neighbour';
    const corrected = await nurse.post(`${wrong.path}/correct`, { reason, answers: calmReadings() });
    expect(corrected).toMatchObject({
      status: 200,
      body: { score: 3, status: 'entered-in-error', statusReason: reason, version: 2 },
    });
    expect(await rightOf(corrected, wrong)).toMatchObject({ score: 0, band: 'low', status: 'final' });
    expectProblem(await nurse.post(`${wrong.path}/correct`, { reason }), 409, 'illegal-transition');
    const { items } = await nurse.read<PageBody>(`${wrong.of}/timeline?kinds=assessments`);
    expect(items.map(({ enteredInError }) => enteredInError)).toEqual([false, true]);
  });

  test('keeps its answers where only the instant was wrong', async () => {
    const wrong = await aWrong('assessments', { instrument: 'news2', answers: calmReadings({ heartRate: 95 }) });
    const assessedAt = '2026-11-23T07:00:00.000Z';
    const corrected = await nurse.post(`${wrong.path}/correct`, { reason: 'of the day before', assessedAt });
    expect(await rightOf(corrected, wrong)).toMatchObject({ assessedAt, score: 1 });
    const again = { reason: 'x', answers: { heartRate: 'fast' } };
    const right = `${wrong.of}/assessments/${String(corrected.body['correctedBy'])}`;
    expectBadFields(await nurse.post(`${right}/correct`, again), '/answers/heartRate');
  });
});
