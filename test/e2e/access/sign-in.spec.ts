import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Client, Credentials, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
let home: Home;
let admin: Client;

beforeAll(async () => {
  home = await Home.start({ environment: { TOKEN_MINUTES: '30' } });
  admin = await home.as('admin');
});
afterAll(() => home.stop());

function ask(body: unknown, headers?: Record<string, string>): Promise<Answer> {
  return home.visitor().post('/api/v1/auth/token', body, headers);
}

describe('signing in', () => {
  test.each<[string, (user: Credentials) => Promise<Answer>]>([
    ['JSON', ({ username, password }) => ask({ username, password })],
    [
      'an OAuth 2.0 password-grant form',
      ({ username, password }) =>
        ask(String(new URLSearchParams({ grant_type: 'password', username, password, scope: '' })), FORM),
    ],
  ])('with %s gives a bearer token that says who it is', async (_, signIn) => {
    const user = aUser({ password: 'contraseña & más = ¿sí? +%41', displayName: 'Nuria Ruiz', roles: ['nurse'] });
    await admin.created('/api/v1/users', user);
    const { status, body, headers } = await signIn(user);
    expect({ status, body }).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 1800 } });
    expect(headers.get('cache-control')).toBe('no-store');
    const me = await home.visitor().get('/api/v1/auth/me', { authorization: `bearer ${String(body['access_token'])}` });
    expect(me.body).toMatchObject({ username: user.username, displayName: 'Nuria Ruiz', roles: ['nurse'] });
  });

  test('with a wrong password, as an unknown user or as one who left are the same refusal', async () => {
    const left = aUser({ active: false });
    await admin.created('/api/v1/users', left);
    const answers = await Promise.all([
      ask({ username: 'admin', password: 'not the password' }),
      ask({ username: 'nobody', password: 'not the password' }),
      ask({ username: left.username, password: left.password }),
      ask({ username: 'ADMIN', password: 'an admin for the tests' }),
    ]);
    for (const answer of answers) {
      expectProblem(answer, 401, 'unauthenticated');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test('names every field that is missing or wrong', async () => {
    expectBadFields(await ask({ username: 7, grant_type: 'implicit' }), '/grant_type', '/password', '/username');
    expectBadFields(await ask('username=admin&extra=1', FORM), '/extra', '/password');
  });
});

describe('a token', () => {
  test.each(['', 'Bearer', 'Bearer nonsense', 'Basic YWRtaW46YWRtaW4=', `Bearer ${'x'.repeat(600)}`])(
    'that reads %j is none',
    async (authorization) => {
      expectProblem(await home.visitor().get('/api/v1/auth/me', { authorization }), 401, 'unauthenticated');
    },
  );

  test('is revoked by signing out, and no other with it', async () => {
    const user = aUser();
    await admin.created('/api/v1/users', user);
    const [here, there] = [await home.signIn(user), await home.signIn(user)];
    expect((await here.post('/api/v1/auth/logout')).status).toBe(204);
    expectProblem(await here.get('/api/v1/auth/me'), 401, 'unauthenticated');
    expect((await there.get('/api/v1/auth/me')).status).toBe(200);
  });

  test.each([
    ['a new password', { password: 'an entirely new one' }],
    ['leaving', { active: false }],
  ])('ends with %s', async (_, change) => {
    const user = aUser();
    const { id } = await admin.created('/api/v1/users', user);
    const client = await home.signIn(user);
    expect((await admin.patch(`/api/v1/users/${id}`, change)).status).toBe(200);
    expectProblem(await client.get('/api/v1/auth/me'), 401, 'unauthenticated');
  });

  test('carries new roles at once', async () => {
    const user = aUser({ roles: ['coordinator'] });
    const { id } = await admin.created('/api/v1/users', user);
    const client = await home.signIn(user);
    expectProblem(await client.get('/api/v1/users'), 403, 'forbidden');
    await admin.patch(`/api/v1/users/${id}`, { roles: ['manager'] });
    expect((await client.get('/api/v1/users')).status).toBe(200);
  });

  test('ends after its minutes', async () => {
    const nurse = await home.as('nurse');
    expect((await nurse.get('/api/v1/auth/me')).status).toBe(200);
    await home.restart(new Date(Date.now() + 31 * 60_000).toISOString());
    expectProblem(await nurse.get('/api/v1/auth/me'), 401, 'unauthenticated');
    const again = await home.signIn({ username: 'the-nurse', password: 'a nurse of the tests' });
    expect((await again.get<Resource>('/api/v1/auth/me')).body).toMatchObject({ username: 'the-nurse' });
  });
});
