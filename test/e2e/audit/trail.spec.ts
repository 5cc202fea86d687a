import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import { record, thePrescription } from '../../support/builders/prescriptions.js';
import { aResident, aRoom, type Room } from '../../support/builders/residents.js';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';
import { entriesOf, type Entry } from '../../support/trail.js';

let home: Home;
let auditor: Client;
let manager: Client;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T08:05:00+01:00' });
  [auditor, manager, nurse] = await Promise.all([home.as('auditor'), home.as('manager'), home.as('nurse')]);
});
afterAll(() => home.stop());

/** What was written, as a filter finds it, oldest first; reads are told of elsewhere. */
async function writes(query: string, reader = auditor): Promise<Entry[]> {
  return (await entriesOf(reader, query)).filter(({ action }) => action !== 'read');
}

describe('every write leaves an entry', () => {
  testAlone('that says who, what, when, and in which request', async () => {
    const answer = await nurse.post<Resource>('/api/v1/residents', aResident({ givenName: 'Pilar' }), {
      'x-request-id': 'tablet-7/0815',
    });
    const { id } = answer.body;
    const [entry] = await writes(`residentId=${id}`);
    expect(entry).toMatchObject({
      actor: 'the-nurse',
      action: 'create',
      resource: 'resident',
      resourceId: id,
      residentId: id,
      before: null,
      after: { version: 1, givenName: 'Pilar', sex: 'female', birthDate: '1938-04-17', status: 'pre-admission' },
      requestId: 'tablet-7/0815',
    });
    expect(entry?.at.slice(0, 16)).toBe('2026-11-24T07:05');
  });

  test('with the changed fields only, before and after', async () => {
    const identifiers = [{ system: 'dni', value: '00000001R' }];
    const { id } = await nurse.created('/api/v1/residents', aResident({ identifiers, diet: 'soft' }));
    const better = [{ system: 'dni', value: '00000002W' }];
    await nurse.patch(`/api/v1/residents/${id}`, { diet: null, notes: 'likes tea', identifiers: better });
    const [, change] = await writes(`residentId=${id}`);
    expect(change).toMatchObject({ action: 'update', resource: 'resident' });
    expect(change?.before).toEqual({
      version: 1,
      diet: 'soft',
      notes: null,
      identifiers: [{ id: expect.any(String), ...identifiers[0] }],
    });
    expect(change?.after).toEqual({
      version: 2,
      diet: null,
      notes: 'likes tea',
      identifiers: [{ id: expect.any(String), ...better[0] }],
    });
  });

  testAlone('of everything that one act changes: a dose given, and corrected', async () => {
    const prescription = await thePrescription(home);
    const slot = { scheduledFor: '2026-11-24T07:00:00.000Z' };
    const { body: given } = await record(nurse, prescription, slot);
    const correction = { outcome: 'refused', outcomeReason: 'nausea', reason: 'meant for the neighbour' };
    expect((await nurse.post(`/api/v1/administrations/${given.id}/correct`, correction)).status).toBe(200);
    const entries = await writes(`residentId=${prescription.residentId}&resource=administration`);
    expect(entries.map(({ action, before, after }) => [action, before?.['status'], after?.['status']])).toEqual([
      ['create', undefined, 'recorded'],
      ['update', 'recorded', 'entered-in-error'],
      ['create', undefined, 'recorded'],
    ]);
    expect(entries[0]?.after).toMatchObject({ outcome: 'given', quantity: 1, unit: 'tablet' });
    const [ordered] = await writes(`residentId=${prescription.residentId}&resource=prescription`);
    expect(ordered?.after).toMatchObject({
      revisions: [{ revision: 1, doseQuantity: 1, schedule: { kind: 'times', times: ['08:00', '20:00'] } }],
      statusHistory: [{ status: 'active' }],
    });
  });

  test('of a room with its beds, one that is changed and one that is gone', async () => {
    const room = await nurse.created<Room>('/api/v1/rooms', aRoom(2));
    const [first, second] = room.beds;
    await nurse.patch(`/api/v1/rooms/${room.id}`, { beds: [{ id: first?.id, name: 'Window' }] });
    const [, change] = (await writes('resource=room')).filter(({ resourceId }) => resourceId === room.id);
    expect(change?.after?.['beds']).toEqual([
      { id: second?.id, name: 'B', position: 1, removedAt: expect.any(String) },
      { id: first?.id, name: 'Window', position: 0 },
    ]);
  });

  test('and a refused one leaves none', async () => {
    const request = { 'x-request-id': randomUUID() };
    await nurse.post('/api/v1/residents', aResident({ sex: 'unheard-of' }), request);
    const { id } = await nurse.created('/api/v1/residents', aResident());
    expectProblem(
      await nurse.patch(`/api/v1/residents/${id}`, { notes: 'x' }, { 'if-match': '"7"', ...request }),
      412,
      'version-conflict',
    );
    expectProblem(await (await home.as('carer')).post('/api/v1/residents', aResident(), request), 403, 'forbidden');
    const told = await writes('resource=resident');
    expect(told.filter(({ requestId }) => requestId === request['x-request-id'])).toEqual([]);
    expect(told.filter(({ resourceId }) => resourceId === id)).toHaveLength(1);
  });

  test('but never a secret', async () => {
    const user = aUser({ password: 'a-secret-nobody-reads-1' });
    const admin = await home.as('admin');
    const { id } = await admin.created('/api/v1/users', user);
    const person = await home.signIn(user);
    await person.post('/api/v1/auth/pin', { pin: '739182' });
    const entries = (await writes(`actor=${user.username}`, admin)).concat(await writes('resource=user', admin));
    const own = entries.filter(({ resourceId, actor }) => resourceId === id || actor === user.username);
    expect(own.map(({ actor, action, resource }) => `${actor} ${action} ${resource}`)).toEqual(
      expect.arrayContaining([
        'admin create user',
        `${user.username} create access-token`,
        `${user.username} update user`,
      ]),
    );
    const text = JSON.stringify(own);
    for (const secret of ['a-secret-nobody-reads-1', '739182', 'argon2', person.bearer])
      expect(text).not.toContain(secret);
    expect(own.find(({ action, resource }) => action === 'create' && resource === 'user')?.after).toMatchObject({
      passwordHash: '(not told)',
    });
  });
});

describe('the chain', () => {
  test('can be recomputed by whoever reads it', async () => {
    const { items } = await auditor.read<PageBody<Entry>>('/api/v1/audit?resource=movement&limit=200');
    const all = [...items];
    const { items: residents } = await auditor.read<PageBody<Entry>>('/api/v1/audit?resource=resident&limit=200');
    all.push(...residents);
    expect(all.length).toBeGreaterThan(5);
    for (const { hash, ...entry } of all) {
      expect(
        createHash('sha256')
          .update(canonicalize(entry) ?? '')
          .digest('hex'),
      ).toBe(hash);
    }
  });

  testAlone('goes on without a gap while twenty people write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => nurse.created('/api/v1/residents', aResident())));
    const { items } = await auditor.read<PageBody<Entry>>('/api/v1/audit?limit=200');
    const sorted = items.toSorted((a, b) => b.seq - a.seq);
    for (const [index, entry] of sorted.slice(0, -1).entries()) {
      expect(sorted[index + 1]).toMatchObject({ seq: entry.seq - 1, hash: entry.previousHash });
    }
  });
});

describe('the trail is read', () => {
  testAlone('newest first, page by page, while more is written', async () => {
    const seen: Entry[] = [];
    let path: string | undefined = '/api/v1/audit?resource=resident&limit=7';
    while (path !== undefined) {
      const { body, headers }: Answer<PageBody<Entry>> = await auditor.get<PageBody<Entry>>(path);
      seen.push(...body.items);
      await nurse.created('/api/v1/residents', aResident());
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    // By the time of the act: a read is told a moment later, and so has a later number.
    const moments = seen.map(({ at, seq }) => `${at} ${String(seq).padStart(9, '0')}`);
    expect(moments).toEqual(moments.toSorted().reverse());
    expect(new Set(seen.map(({ seq }) => seq)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(20);
  });

  testAlone('by person, by kind and by time', async () => {
    const all = await writes('from=2026-11-24&to=2026-11-24');
    expect(all.length).toBeGreaterThan(20);
    expect(await writes('from=2026-11-25')).toEqual([]);
    expect(await writes('to=2026-11-23')).toEqual([]);
    const mine = await writes('actor=the-nurse&resource=room');
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every(({ actor, resource }) => actor === 'the-nurse' && resource === 'room')).toBe(true);
    expect(await writes('actor=nobody')).toEqual([]);
    expectProblem(await auditor.get('/api/v1/audit?from=yesterday'), 400, 'bad-query');
    expectProblem(await auditor.get('/api/v1/audit?who=me'), 400, 'bad-query');
  });

  testAlone('by those who may, and each sees what was changed only of what they may read', async () => {
    expectProblem(await nurse.get('/api/v1/audit'), 403, 'forbidden');
    expectProblem(await (await home.as('prescriber')).get('/api/v1/audit'), 403, 'forbidden');
    const admin = await home.as('admin');
    const [forAdmin] = await writes('resource=administration', admin);
    expect(forAdmin).toMatchObject({ action: 'create', before: null, after: null });
    const [forManager] = await writes('resource=administration', manager);
    expect(forManager).toMatchObject({ seq: forAdmin?.seq, hash: forAdmin?.hash, after: { outcome: 'given' } });
    const [userForAuditor] = await writes('resource=user');
    expect(userForAuditor?.after).toBeNull();
  });
});
