import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anApiKey, issueKey } from '../../support/builders/api-keys.js';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Body, Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { eventually } from '../../support/eventually.js';
import { testAlone } from '../../support/running-home.js';

const NOW = '2026-11-24T08:00:00.000Z';
let home: Home;
let admin: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: NOW });
  admin = await home.as('admin');
});
afterAll(() => home.stop());

/** How a program is answered when it asks who it is. */
async function greeted(key: string): Promise<number> {
  return (await home.bearing(key).get('/api/v1/auth/me')).status;
}

describe('an API key', () => {
  test('is shown once, to be sent as a bearer token', async () => {
    const details = anApiKey({ roles: ['nurse', 'manager'] });
    const made = await admin.post('/api/v1/api-keys', details);
    expect(made).toMatchObject({ status: 201, body: { ...details, version: 1, lastUsedAt: null } });
    expect(made.headers.get('cache-control')).toBe('no-store');
    const { key, ...shown } = made.body;
    expect(key).toMatch(/^rsd_[a-z2-7]{8}_[\w-]{43}$/);
    expect(String(key).slice(0, 12)).toBe(shown['prefix']);
    expect(shown['createdBy']).toBe((await admin.read('/api/v1/auth/me'))['id']);
    expect(await admin.read(made.headers.get('location') ?? '')).toEqual(shown);
    expect((await admin.read<PageBody>('/api/v1/api-keys')).items[0]).toEqual(shown);
  });

  test('tells which program it is', async () => {
    const { id, name, key } = await issueKey(admin, { roles: ['coordinator'] });
    const me = await home.bearing(key).read('/api/v1/auth/me');
    expect(me).toEqual({
      kind: 'program',
      id,
      username: `api-key:${name}`,
      displayName: name,
      roles: ['coordinator'],
    });
  });

  test('may what its roles may, and no more', async () => {
    const program = home.bearing((await issueKey(admin, { roles: ['manager'] })).key);
    expect((await program.get('/api/v1/users')).status).toBe(200);
    expect((await program.get('/api/v1/api-keys')).status).toBe(200);
    expectProblem(await program.post('/api/v1/api-keys', anApiKey()), 403, 'forbidden');
  });

  test('is revoked at once, and gone for everyone', async () => {
    const { id, name, key } = await issueKey(admin);
    expect(await greeted(key)).toBe(200);
    const path = `/api/v1/api-keys/${id}`;
    expect((await admin.delete(path)).status).toBe(204);
    expect(await greeted(key)).toBe(401);
    expectProblem(await admin.get(path), 404, 'not-found');
    expectProblem(await admin.delete(path), 404, 'not-found');
    const { items } = await admin.read<PageBody>('/api/v1/api-keys?limit=200');
    expect(items.map((item) => item.id)).not.toContain(id);
    expect(await issueKey(admin, { name })).toMatchObject({ name });
  });

  test('has a name of its own, whoever asks first', async () => {
    const details = anApiKey();
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/api/v1/api-keys', details)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) expectProblem(answer, 409, 'name-taken');
  });

  testAlone.each<[Body, string]>([
    [{ roles: [] }, '/roles'],
    [{ roles: ['nurse', 'owner'] }, '/roles/1'],
    [{ name: ' ' }, '/name'],
    [{ name: ' blanks ' }, '/name'],
    [{ name: 'two\nlines' }, '/name'],
    [{ name: 'x'.repeat(81) }, '/name'],
    [{ expiresAt: '2026-11-24T07:59:00Z' }, '/expiresAt'],
    [{ expiresAt: '2028-11-25T08:00:00Z' }, '/expiresAt'],
    [{ expiresAt: null }, '/expiresAt'],
    [{ expiresAt: undefined }, '/expiresAt'],
    [{ key: 'rsd_of_my_own' }, '/key'],
  ])('is refused with %j', async (details, pointer) => {
    expectBadFields(await admin.post('/api/v1/api-keys', anApiKey(details)), pointer);
  });

  test('that is nearly right is none', async () => {
    const { key, prefix } = await issueKey(admin);
    const changed = key.endsWith('A') ? 'B' : 'A';
    for (const wrong of [`${key.slice(0, -1)}${changed}`, key.slice(0, -1), prefix, key.toUpperCase(), `${key}A`]) {
      expect([wrong, await greeted(wrong)]).toEqual([wrong, 401]);
    }
    expect(await greeted(key)).toBe(200);
  });
});

describe('API keys', () => {
  test('are listed newest first, page by page', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await issueKey(admin)).id);
    const listed: string[] = [];
    let path: string | undefined = '/api/v1/api-keys?limit=2';
    while (path !== undefined && listed.length < 5) {
      const { body, headers }: Answer<PageBody> = await admin.get<PageBody>(path);
      listed.push(...body.items.map(({ id }) => id));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(listed.slice(0, 5)).toEqual(made);
  });

  test('are for administrators; managers may read', async () => {
    const { id } = await issueKey(admin);
    const manager = await home.as('manager');
    const nurse = await home.as('nurse');
    expect((await manager.get(`/api/v1/api-keys/${id}`)).status).toBe(200);
    expectProblem(await manager.delete(`/api/v1/api-keys/${id}`), 403, 'forbidden');
    expectProblem(await nurse.get('/api/v1/api-keys'), 403, 'forbidden');
    expectProblem(await nurse.post('/api/v1/api-keys', anApiKey()), 403, 'forbidden');
  });
});

describe('a program', () => {
  test('has no PIN and signs out nowhere', async () => {
    const program = home.bearing((await issueKey(admin, { roles: ['nurse'] })).key);
    expectProblem(await program.post('/api/v1/auth/pin', { pin: 'no pin at all' }), 403, 'not-a-person');
    expectProblem(await program.post('/api/v1/auth/logout'), 403, 'not-a-person');
    expect((await program.get('/api/v1/auth/me')).status).toBe(200);
  });

  test('cannot sign in by its name, with its key as the password', async () => {
    const { name, key } = await issueKey(admin);
    const answer = await home.visitor().post('/api/v1/auth/token', { username: `api-key:${name}`, password: key });
    expectProblem(answer, 401, 'unauthenticated');
  });

  test('stands in the audit trail under its name, and its key nowhere', async () => {
    const { id, name, key, prefix } = await issueKey(admin, { roles: ['admin'] });
    const { id: userId } = await home.bearing(key).created('/api/v1/users', aUser());
    await admin.delete(`/api/v1/api-keys/${id}`);
    const auditor = await home.as('manager');
    const by = await auditor.read<PageBody<Body>>(`/api/v1/audit?actor=${encodeURIComponent(`api-key:${name}`)}`);
    expect(by.items).toMatchObject([{ action: 'create', resource: 'user', resourceId: userId }]);
    const about = await auditor.read<PageBody<Body>>('/api/v1/audit?resource=api-key&limit=200');
    const ofThis = about.items.filter(({ resourceId }) => resourceId === id);
    expect(ofThis).toMatchObject([
      { actor: 'admin', action: 'update', before: { revokedAt: null }, after: { revokedAt: expect.any(String) } },
      { actor: 'admin', action: 'create', after: { name, prefix, roles: ['admin'], keyHash: '(not told)' } },
    ]);
    expect(JSON.stringify(about)).not.toContain(key.slice(-43));
  });
});

describe('in time a key', () => {
  testAlone(
    'tells when it was last used, to the minute, and ends',
    async () => {
      const { id, key } = await issueKey(admin, { expiresAt: '2026-11-24T12:00:00Z' });
      const path = `/api/v1/api-keys/${id}`;
      const lastUsedAt = (): Promise<unknown> => admin.read<Resource>(path).then((shown) => shown['lastUsedAt']);

      await home.restart('2026-11-24T09:30:00.000Z');
      expect(await greeted(key)).toBe(200);
      await eventually(lastUsedAt, '2026-11-24T09:30:00.000Z');

      await home.restart('2026-11-24T12:00:00.000Z');
      expect(await greeted(key)).toBe(401);
      const ended = { id, expiresAt: '2026-11-24T12:00:00.000Z', lastUsedAt: '2026-11-24T09:30:00.000Z' };
      expect(await admin.read(path)).toMatchObject(ended);
    },
    60_000,
  );
});
