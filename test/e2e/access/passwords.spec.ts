import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aUser } from '../../support/builders/users.js';
import type { Client, Credentials } from '../../support/client.js';
import { createDatabase } from '../../support/fresh-database.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';
import { startThatFails } from '../../support/start.js';

const NEW = 'lantern-meadow-violin-4';
let home: Home;
let admin: Client;

beforeAll(async () => {
  home = await Home.start({ anywhere: true });
  admin = await home.as('admin');
});
afterAll(() => home.stop());

async function hire(details: Readonly<Record<string, unknown>> = {}): Promise<Credentials & { path: string }> {
  const { username, password } = aUser();
  const { id } = await admin.created('/api/v1/users', aUser({ username, password, ...details }));
  return { username, password, path: `/api/v1/users/${id}` };
}

function change(client: Client, currentPassword: unknown, newPassword: unknown): ReturnType<Client['post']> {
  return client.post('/api/v1/auth/password', { currentPassword, newPassword });
}

describe('one changes the own password', () => {
  test('and stays signed in here, and nowhere else', async () => {
    const user = await hire();
    const [here, there] = [await home.signIn(user), await home.signIn(user)];
    const other = await home.as('carer');
    expect((await change(here, user.password, NEW)).status).toBe(204);
    expect((await here.get('/api/v1/auth/me')).status).toBe(200);
    expectProblem(await there.get('/api/v1/auth/me'), 401, 'unauthenticated');
    expect((await other.get('/api/v1/auth/me')).status).toBe(200);
    const { username, password } = user;
    expectProblem(await home.visitor().post('/api/v1/auth/token', { username, password }), 401, 'unauthenticated');
    expect((await (await home.signIn({ username, password: NEW })).get('/api/v1/auth/me')).status).toBe(200);
  });

  test('only by knowing the current one', async () => {
    const user = await hire();
    const client = await home.signIn(user);
    expectProblem(await change(client, 'not the password', NEW), 403, 'wrong-password');
    expectProblem(await change(client, 'not the password', 'short'), 403, 'wrong-password');
    expect((await (await home.signIn(user)).get('/api/v1/auth/me')).status).toBe(200);
  });

  test.each([
    ['kettle', 'too-short'],
    ['Password2026!', 'too-common'],
    ['aaaaaaaaaaaa', 'too-guessable'],
    ['ward-kettle-orchid-9', 'unchanged'],
  ])('not into %j: %s', async (newPassword, code) => {
    const user = await hire();
    const client = await home.signIn(user);
    const answer = await change(client, user.password, newPassword);
    expectBadFields(answer, '/newPassword');
    expect(answer.body).toMatchObject({ errors: [{ code }] });
    expect((await (await home.signIn(user)).get('/api/v1/auth/me')).status).toBe(200);
  });

  test('with both in the request, and nothing else', async () => {
    const client = await home.as('nurse');
    expectBadFields(await client.post('/api/v1/auth/password', {}), '/currentPassword', '/newPassword');
    expectBadFields(await change(client, 7, 'x'.repeat(257)), '/currentPassword', '/newPassword');
    expectProblem(await change(home.visitor(), 'not the password', NEW), 401, 'unauthenticated');
  });

  test('once, of two changes at the same moment', async () => {
    const user = await hire();
    const [here, there] = [await home.signIn(user), await home.signIn(user)];
    const wanted = ['lantern-meadow-violin-4', 'copper-harbour-thimble-7'];
    const answers = await Promise.all(
      [here, there].map((client, index) => change(client, user.password, wanted[index])),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, expect.any(Number)]);
    const won = answers.findIndex(({ status }) => status === 204);
    // By then its token is revoked, its password another, or both were looked at and only one is written.
    expect([401, 403, 412]).toContain(answers[1 - won]?.status);
    const { username } = user;
    await home.signIn({ username, password: wanted[won] ?? '' });
    const lost = await home.visitor().post('/api/v1/auth/token', { username, password: wanted[1 - won] });
    expectProblem(lost, 401, 'unauthenticated');
  });
});

describe('a password that an administrator sets', () => {
  test.each([
    [{ password: 'ward-kettle' }, 'too-short'],
    [{ password: 'P@ssw0rd12345' }, 'too-common'],
    [{ password: 'ward.nurse.0042', username: 'ward.nurse' }, 'too-guessable'],
    [{ password: 'Residencia-2026', displayName: 'Nuria Ruiz' }, 'too-guessable'],
  ])('is no better when it is %j', async (details, code) => {
    const answer = await admin.post('/api/v1/users', aUser(details));
    expectBadFields(answer, '/password');
    expect(answer.body).toMatchObject({ errors: [{ code }] });
  });

  test('for someone who is here already is held to the same, and to the name that they get with it', async () => {
    const { path } = await hire({ displayName: 'Nuria Ruiz' });
    for (const body of [
      { password: 'letmein-letmein' },
      { password: 'nuria.ruiz.2026' },
      { password: 'violeta.sanz.2026', displayName: 'Violeta Sanz' },
    ]) {
      expectBadFields(await admin.patch(path, body), '/password');
    }
    expect((await admin.patch(path, { password: NEW })).status).toBe(200);
  });

  test.each([
    '秋の夜長に虫の声を聞く日々',
    '🐝🪁🥁🧦🪴🛞🎺🧊🪵🥝🍋🐌',
    'mañana por la mañana, ¿sí?',
    'x'.repeat(3) + 'kettle '.repeat(36),
  ])('may be any text: %j', async (password) => {
    const { username } = await hire({ password });
    expect((await (await home.signIn({ username, password })).get('/api/v1/auth/me')).status).toBe(200);
  });
});

describe('the first start', () => {
  testAlone.each([
    ['aaaaaaaaaaaaaa', 'is a repetition or a sequence that is easily guessed'],
    ['ward-kettle', 'must have at least 14 characters'],
  ])('refuses an ADMIN_PASSWORD that reads %j, in one line', async (password, problem) => {
    const database = await createDatabase();
    const { code, errors } = await startThatFails({
      DATABASE_URL: database.url,
      ADMIN_PASSWORD: password,
      PASSWORD_MIN_LENGTH: '14',
    });
    await database.remove();
    expect({ code, errors }).toEqual({ code: 1, errors: [`residencia: ADMIN_PASSWORD: ${problem}`] });
  });
});
