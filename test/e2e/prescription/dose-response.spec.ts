import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aResidentSinceNovember,
  AS_NEEDED,
  record,
  thePrescription,
  type Administration,
  type Prescription,
} from '../../support/builders/prescriptions.js';
import type { Answer, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

let home: Home;
let nurse: Client;
let carer: Client;

beforeAll(async () => {
  home = await Home.start({
    anywhere: true,
    clockAt: '2026-11-24T10:00:00+01:00',
    environment: { RESPONSE_DUE_MINUTES: '45' },
  });
  nurse = await home.as('nurse');
  carer = await home.as('carer');
});
afterAll(() => home.stop());

/** A medicine when needed, as often as a test likes. */
function whenNeeded(residentId?: string): Promise<Prescription> {
  const terms = { schedule: { ...AS_NEEDED, minIntervalMinutes: 0, maxDosesPer24h: 40 } };
  return thePrescription(home, { ...(residentId === undefined ? {} : { residentId }), terms });
}

/** A dose of this morning, at a local time. */
async function given(prescription: { readonly id: string }, time: string): Promise<Administration> {
  return (await record(nurse, prescription, { administeredAt: `2026-11-24T${time}:00+01:00` })).body;
}

function respond(client: Client, { id }: { readonly id: string }, body: object): Promise<Answer<Administration>> {
  return client.post<Administration>(`/api/v1/administrations/${id}/response`, { effect: 'effective', ...body });
}

describe('what a dose as needed achieved', () => {
  test('is told once, by whoever may record doses, and is on the record and in the story of the resident', async () => {
    const dose = await given(await whenNeeded(), '08:00');
    const told = { at: '2026-11-24T09:00:00+01:00', effect: 'partly-effective', note: 'still sore' };
    const { status, body, headers } = await respond(carer, dose, told);
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    const response = {
      ...told,
      at: '2026-11-24T08:00:00.000Z',
      recordedBy: (await carer.read('/api/v1/auth/me'))['id'],
    };
    expect(body).toMatchObject({ id: dose.id, outcome: 'given', version: 2, response });
    expect(await nurse.read(`/api/v1/administrations/${dose.id}`)).toEqual(body);
    expectProblem(await respond(nurse, dose, {}), 409, 'response-already-recorded', { response });
    const story = await nurse.read<PageBody>(
      `/api/v1/residents/${String(body['residentId'])}/timeline?kinds=administrations`,
    );
    expect(story.items.map(({ text }) => text)).toEqual([expect.stringMatching(/^Given: .+; partly effective$/)]);
  });

  test('leaves its entry in the audit trail', async () => {
    const dose = await given(await whenNeeded(), '08:00');
    await respond(nurse, dose, {});
    const manager = await home.as('manager');
    const query = `resource=administration&residentId=${String(dose['residentId'])}`;
    const { items } = await manager.read<PageBody>(`/api/v1/audit?${query}`);
    const entry = items.find(({ resourceId, action }) => resourceId === dose.id && action === 'update');
    expect(entry).toMatchObject({ after: { response: { effect: 'effective' } }, before: { response: null } });
  });

  test('is asked only of a dose as needed that was taken, and of the record that stands', async () => {
    const scheduled = (await record(nurse, await thePrescription(home), { reason: 'late' })).body;
    expectProblem(await respond(nurse, scheduled, {}), 409, 'no-response-expected');
    const asNeeded = await whenNeeded();
    const refused = await record(nurse, asNeeded, { outcome: 'refused', reason: 'refused' });
    expectProblem(await respond(nurse, refused.body, {}), 409, 'no-response-expected');
    const wrong = await given(asNeeded, '08:00');
    await nurse.post(`/api/v1/administrations/${wrong.id}/correct`, { reason: 'two tablets', quantity: 2 });
    expectProblem(await respond(nurse, wrong, {}), 409, 'no-response-expected', { recordStatus: 'entered-in-error' });
    expectProblem(await respond(nurse, { id: '0199b1d0-7c00-7000-8000-00000000dead' }, {}), 404, 'not-found');
  });

  testAlone('lies between the act and now, and is one of three', async () => {
    const dose = await given(await whenNeeded(), '08:00');
    expectBadFields(await respond(nurse, dose, { at: '2026-11-24T07:59:00+01:00' }), '/at');
    expectBadFields(await respond(nurse, dose, { at: '2026-11-24T10:30:00+01:00' }), '/at');
    expectBadFields(await respond(nurse, dose, { effect: 'miraculous', note: '' }), '/effect', '/note');
  });

  test('is told of the version that was read, and is not told twice when the tablet tries again', async () => {
    const dose = await given(await whenNeeded(), '08:00');
    const path = `/api/v1/administrations/${dose.id}/response`;
    expectProblem(await nurse.post(path, { effect: 'effective' }, { 'if-match': '"2"' }), 412, 'version-conflict');
    const again = { 'if-match': '"1"', 'idempotency-key': crypto.randomUUID() };
    const first = await nurse.post(path, { effect: 'effective' }, again);
    const second = await nurse.post(path, { effect: 'effective' }, again);
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  test('of ten who tell it at the same moment one is first', async () => {
    const dose = await given(await whenNeeded(), '08:00');
    const answers = await Promise.all(Array.from({ length: 10 }, () => respond(nurse, dose, {})));
    const first = answers.find(({ status }) => status === 200)?.body;
    const others = answers.filter(({ status }) => status !== 200);
    expect(others).toHaveLength(9);
    for (const answer of others) {
      expectProblem(answer, 409, 'response-already-recorded', { response: first?.['response'] });
    }
  });

  test('of a controlled drug is not for a carer to tell', async () => {
    const asNeeded = await thePrescription(home, {
      medication: { controlled: true, witnessRequired: false },
      terms: { schedule: AS_NEEDED },
    });
    const dose = await given(asNeeded, '08:00');
    expectProblem(await respond(carer, dose, {}), 403, 'forbidden');
    expect((await respond(nurse, dose, {})).status).toBe(200);
  });

  test('stays when the record is corrected, where it still fits', async () => {
    const dose = await given(await whenNeeded(), '08:00');
    const { body } = await respond(nurse, dose, { at: '2026-11-24T09:00:00+01:00' });
    const correct = async (id: string, correction: object): Promise<Administration> => {
      const { body: wrong } = await nurse.post<Administration>(`/api/v1/administrations/${id}/correct`, correction);
      return nurse.read<Administration>(`/api/v1/administrations/${wrong.correctedBy ?? ''}`);
    };
    const right = await correct(dose.id, { reason: 'two tablets', quantity: 2 });
    expect(right['response']).toEqual(body['response']);
    const refused = await correct(right.id, { reason: 'refused', outcome: 'refused' });
    expect(refused['response']).toBeNull();
  });
});

describe('doses as needed that nobody has told the response of', () => {
  const awaited = async (query: string): Promise<string[]> => {
    const { items } = await carer.read<PageBody>(`/api/v1/administrations?awaitingResponse=true&${query}`);
    return items.map(({ id }) => id);
  };

  testAlone('are listed once it is due, newest first, until it is told or the record was wrong', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const asNeeded = await whenNeeded(residentId);
    const early = await given(asNeeded, '07:00');
    const later = await given(asNeeded, '09:00');
    const justNow = await given(asNeeded, '09:30');
    await record(nurse, asNeeded, {
      outcome: 'refused',
      reason: 'refused',
      administeredAt: '2026-11-24T07:30:00+01:00',
    });
    await record(nurse, await thePrescription(home, { residentId }), { reason: 'late' });
    const ofHers = `residentId=${residentId}`;
    expect(await awaited(ofHers)).toEqual([later.id, early.id]);
    expect(await awaited('limit=200')).toEqual(expect.arrayContaining([later.id, early.id]));
    expect(await awaited('limit=200')).not.toContain(justNow.id);
    expect(await awaited(`${ofHers}&to=2026-11-24T08:00:00%2B01:00`)).toEqual([early.id]);
    expect(await awaited(`prescriptionId=${asNeeded.id}`)).toEqual([later.id, early.id]);
    await respond(nurse, later, {});
    await nurse.post(`/api/v1/administrations/${early.id}/correct`, { reason: 'refused', outcome: 'refused' });
    expect(await awaited(ofHers)).toEqual([]);
    const all = await carer.read<PageBody>(`/api/v1/administrations?awaitingResponse=false&${ofHers}`);
    expect(all.items).toHaveLength(6);
  });

  test('come page by page, and a cursor of another list is refused', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const asNeeded = await whenNeeded(residentId);
    const doses: string[] = [];
    for (const time of ['06:00', '06:30', '07:00', '07:30', '08:00']) doses.unshift((await given(asNeeded, time)).id);
    const page = async (list: string, cursor: string): Promise<Answer<PageBody>> =>
      carer.get<PageBody>(`/api/v1/administrations?${list}residentId=${residentId}&limit=2${cursor}`);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await page('awaitingResponse=true&', cursor);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(doses);
    const { body } = await page('', '');
    expectProblem(await page('awaitingResponse=true&', `&cursor=${body.nextCursor ?? ''}`), 400, 'bad-cursor');
  });
});
