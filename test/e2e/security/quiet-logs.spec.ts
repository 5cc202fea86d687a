import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Answer, Client, Resource } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { onPostgres } from '../../support/fresh-database.js';
import { Home } from '../../support/home.js';
import { Intruder } from '../../support/intruder.js';
import { startThatFails } from '../../support/start.js';
import { Wire } from '../../support/wire.js';

/** Nothing else in a log looks like one of these. */
const PERSON = {
  givenName: 'Quiteria',
  familyName: 'Zarzalejo',
  birthDate: '1931-02-28',
  sex: 'female',
  identifiers: [{ system: 'urn:oid:2.16.724', value: 'ZZ-77412-Q' }],
  notes: 'afraid of thunderstorms',
};
const USER = {
  username: 'h.zurbano',
  displayName: 'Hortensia Zurbano',
  password: 'xylophone-quartz-9',
  roles: ['nurse'],
};
const PIN = '918273';
const SECRETS = [
  ...[PERSON.givenName, PERSON.familyName, PERSON.birthDate, PERSON.notes, 'ZZ-77412-Q'],
  ...[USER.username, 'Hortensia', 'Zurbano', USER.password, PIN],
  ...['mistaken-password-7', 'stray-token-4711', 'ward-of-the-canaries'],
];

const BLURT_ON_SQLITE = [
  `CREATE TRIGGER blurt BEFORE INSERT ON residents BEGIN SELECT RAISE(ABORT, 'no room for Zarzalejo'); END`,
];
const BLURT_ON_POSTGRES = [
  `CREATE FUNCTION blurt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room for %', NEW.family_name; END $$`,
  'CREATE TRIGGER blurt BEFORE INSERT ON residents FOR EACH ROW EXECUTE FUNCTION blurt()',
];

const heard: string[] = [];
let home: Home;
let admin: Client;

beforeAll(async () => {
  home = await Home.start({ environment: { LOG_LEVEL: 'trace' }, hear: (text) => heard.push(text) });
  admin = await home.as('admin');
});
afterAll(() => home.stop());

const JSON_TYPE = { 'content-type': 'application/json' };

/** Says in plain HTTP what no client would say. */
async function mutter(...lines: readonly string[]): Promise<void> {
  const wire = await Wire.open(home.url);
  wire.send(...lines);
  await wire.toTheEnd();
}

async function statuses(...answers: readonly Promise<Answer<unknown>>[]): Promise<number[]> {
  return (await Promise.all(answers)).map(({ status }) => status);
}

test('whatever is done or tried, no log line names anyone, quotes what they sent or holds what lets them in', async () => {
  const visitor = home.visitor();
  const { id: userId } = await admin.created('/api/v1/users', USER);
  const nurse = await home.signIn(USER);
  const key = await admin.created<Resource & { key: string }>('/api/v1/api-keys', {
    name: 'Zurbano sensors',
    roles: ['carer'],
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const resident = await nurse.created('/api/v1/residents', PERSON);
  const path = `/api/v1/residents/${resident.id}`;

  // A working day.
  expect(
    await statuses(
      nurse.post('/api/v1/auth/pin', { pin: PIN }),
      nurse.get(path),
      nurse.get(`/api/v1/residents?q=${PERSON.familyName}`),
      nurse.patch(path, { notes: 'ward-of-the-canaries' }),
      nurse.get('/api/v1/residents', { authorization: `Bearer ${key.key}` }),
    ),
  ).toEqual([204, 200, 200, 200, 200]);

  // What goes wrong on one.
  expect(
    await statuses(
      visitor.post('/api/v1/auth/token', { username: USER.username, password: 'mistaken-password-7' }),
      visitor.post(`/api/v1/auth/token?password=${USER.password}`, { username: USER.username }),
      visitor.get(path, { authorization: 'Bearer stray-token-4711' }),
      nurse.post('/api/v1/residents', PERSON),
      nurse.post('/api/v1/residents', { ...PERSON, birthDate: 'Quiteria', Zarzalejo: 1 }),
      nurse.post('/api/v1/residents', `{"familyName": "Zarzalejo" "givenName"`, JSON_TYPE),
      nurse.post('/api/v1/residents', 'Zarzalejo', { 'content-type': 'text/plain' }),
      nurse.patch(path, { notes: PERSON.notes }, { 'if-match': '"1"' }),
      nurse.get(`/api/v1/residents?surname=${PERSON.familyName}`),
      nurse.get(`/api/v1/residents?cursor=${PERSON.familyName}`),
      nurse.get(`/api/v1/residents/${PERSON.familyName}`),
      nurse.get(`/api/v1/people/${PERSON.familyName}`),
      admin.post('/api/v1/users', USER),
      admin.patch(`/api/v1/users/${userId}`, { password: 'short' }),
    ),
  ).toEqual([401, 422, 401, 409, 422, 400, 415, 412, 400, 400, 404, 404, 409, 422]);

  // What no client of ours sends.
  await mutter('Quiteria Zarzalejo', '', '');
  await mutter('GET /Zarzalejo/%zz HTTP/1.1', 'Host: Zarzalejo', 'Connection: close', '', '');
  await mutter(`GET /api/v1/residents/Zarzalejo${'a'.repeat(300)} HTTP/1.1`, 'Host: x', 'Connection: close', '', '');
  await mutter('GET / HTTP/1.1', 'Host: x', `X-Name: Zarzalejo${'a'.repeat(17_000)}`, '', '');
  await mutter(
    'POST /api/v1/auth/token HTTP/1.1',
    'Host: x',
    'Content-Length: 1',
    'Transfer-Encoding: Zarzalejo',
    '',
    '',
  );

  // What nobody foresaw: a database that refuses, and quotes what it refuses.
  await new Intruder(home.databaseUrl).run(...(onPostgres() ? BLURT_ON_POSTGRES : BLURT_ON_SQLITE));
  const failed = await fetch(`${home.url}/api/v1/residents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${nurse.bearer}`, ...JSON_TYPE },
    body: JSON.stringify({ ...PERSON, identifiers: [] }),
  });
  expect([failed.status, await failed.text()]).toEqual([500, expect.not.stringContaining('no room')]);
  await eventually(() => Promise.resolve(heard.join('').includes('"type":"QueryFailedError"')), true);
  await home.restart();

  const log = heard.join('');
  expect(log).toContain('"route":"/api/v1/residents/:id"');
  const secrets = [...SECRETS, key.key, nurse.bearer, admin.bearer, resident.id];
  expect(secrets.filter((secret) => log.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
  expect(log).not.toMatch(/\?\w+=/);
});

test('a start that fails does not print the password of the database', async () => {
  const { code, output, errors } = await startThatFails({
    DATABASE_URL: 'postgress://home:xylophone-quartz-9@db/home',
  });
  expect([code, errors]).toEqual([1, ['residencia: DATABASE_URL: must be sqlite:PATH or postgres://...']]);
  expect(output).toBe('');
});
