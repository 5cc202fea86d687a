import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

let home: Home;
let admin: Client;
let manager: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true });
  admin = await home.as('admin');
  manager = await home.as('manager');
});
afterAll(() => home.stop());

describe('users', () => {
  test('are added and changed by an administrator, and never show a secret', async () => {
    const { password, ...user } = aUser({ roles: ['nurse', 'coordinator'] });
    const added = await admin.post('/api/v1/users', { ...user, password });
    expect(added).toMatchObject({ status: 201, body: { ...user, active: true, version: 1 } });
    const path = added.headers.get('location') ?? '';
    expect(Object.keys(added.body).sort()).toEqual(
      ['active', 'createdAt', 'displayName', 'id', 'roles', 'updatedAt', 'username', 'version'].sort(),
    );
    const changed = await admin.patch(path, { displayName: 'Another Name' }, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ displayName: 'Another Name', roles: user['roles'], version: 2 });
    expectProblem(await admin.patch(path, { active: false }, { 'if-match': '"1"' }), 412, 'version-conflict');
    expect(await manager.read(path)).toEqual(changed.body);
  });

  test('are listed by name, page by page', async () => {
    for (const username of ['zz.c', 'zz.a', 'zz.b']) await admin.created('/api/v1/users', aUser({ username }));
    const names: unknown[] = [];
    let path: string | undefined = '/api/v1/users?limit=2';
    while (path !== undefined) {
      const { body, headers }: Answer<PageBody> = await manager.get<PageBody>(path);
      names.push(...body.items.map(({ username }) => username));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(names).toEqual([...names].sort());
    expect(names.slice(-3)).toEqual(['zz.a', 'zz.b', 'zz.c']);
  });

  test('have a name of their own', async () => {
    const user = aUser();
    await admin.created('/api/v1/users', user);
    expectProblem(await admin.post('/api/v1/users', user), 409, 'username-taken');
  });

  test.each([
    [{ password: 'too short' }, '/password'],
    [{ roles: [] }, '/roles'],
    [{ roles: ['nurse', 'nurse'] }, '/roles'],
    [{ roles: ['nurse', 'owner'] }, '/roles/1'],
    [{ username: 'a name' }, '/username'],
    [{ active: 'yes' }, '/active'],
    [{ passwordHash: 'x' }, '/passwordHash'],
    [{ displayName: null }, '/displayName'],
  ])('are refused with %j', async (details, pointer) => {
    expectBadFields(await admin.post('/api/v1/users', aUser(details)), pointer);
  });

  test('are active or not, and nothing in between', async () => {
    const user = await admin.created('/api/v1/users', aUser());
    expectBadFields(await admin.patch(`/api/v1/users/${user.id}`, { active: null }), '/active');
  });

  test('keep their name', async () => {
    const { id } = await admin.created('/api/v1/users', aUser());
    expectBadFields(await admin.patch(`/api/v1/users/${id}`, { username: 'other' }), '/username');
  });
});

describe('who may', () => {
  test('a manager reads users but changes none; a nurse does neither', async () => {
    expect((await manager.get('/api/v1/users')).status).toBe(200);
    expectProblem(await manager.post('/api/v1/users', aUser()), 403, 'forbidden');
    expectProblem(await (await home.as('nurse')).get('/api/v1/users'), 403, 'forbidden');
  });

  test('a person with several roles may what any of them may', async () => {
    const both = aUser({ roles: ['carer', 'manager'] });
    await admin.created('/api/v1/users', both);
    const client = await home.signIn(both);
    expect((await client.get('/api/v1/users')).status).toBe(200);
    expect((await client.get('/api/v1/residents')).status).toBe(200);
  });

  test('401 comes before 403, that before 404, and that before 422', async () => {
    const unknown = '/api/v1/users/0199b1d0-7c00-7000-8000-00000000dead';
    expectProblem(await home.visitor().patch(unknown, { roles: 'x' }), 401, 'unauthenticated');
    expectProblem(await manager.patch(unknown, { roles: 'x' }), 403, 'forbidden');
    expectProblem(await admin.patch(unknown, { displayName: 'x' }), 404, 'not-found');
    expectProblem(await admin.patch('/api/v1/users/7', { displayName: 'x' }), 404, 'not-found');
    const { id } = await admin.created('/api/v1/users', aUser());
    expectBadFields(await admin.patch(`/api/v1/users/${id}`, { roles: 'x' }), '/roles');
  });
});

describe('a witness PIN', () => {
  test('is set by everyone for themselves, 6 to 8 digits', async () => {
    const carer = await home.as('carer');
    expect((await carer.post('/api/v1/auth/pin', { pin: '482913' })).status).toBe(204);
    for (const pin of ['12345', '123456789', '12345a', '١٢٣٤٥٦', 482913]) {
      expectBadFields(await carer.post('/api/v1/auth/pin', { pin }), '/pin');
    }
  });
});
