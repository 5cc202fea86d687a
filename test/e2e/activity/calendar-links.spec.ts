import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aCalendarLink, anActivity, enrol, secretIn, type IssuedLink } from '../../support/builders/activities.js';
import { issueKey } from '../../support/builders/api-keys.js';
import { anAdmittedResident } from '../../support/builders/residents.js';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Client, PageBody, Resource } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';
import { expectBadFields, expectProblem } from '../../support/matchers.js';
import { entriesOf } from '../../support/trail.js';

const LINKS = '/api/v1/activities/calendar-links';
const heard: string[] = [];
let home: Home;
let admin: Client;
let carer: Client;
let resident: Resource;

beforeAll(async () => {
  const environment = { LOG_LEVEL: 'trace' };
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00', environment, hear: (text) => heard.push(text) });
  [admin, carer] = await Promise.all([home.as('admin'), home.as('carer')]);
  resident = await anAdmittedResident(await home.as('nurse'), {}, { at: '2026-11-01T10:00:00+01:00' });
  const coordinator = await home.as('coordinator');
  const [choir, tea] = [anActivity({ title: 'Choir for all' }), anActivity({ title: 'Tea with friends' })];
  await coordinator.created('/api/v1/activities', choir);
  await enrol(coordinator, await coordinator.created('/api/v1/activities', tea), resident);
}, 60_000);
afterAll(() => home.stop());

/** What a calendar program gets, which can't sign in. */
function fetched({ url }: IssuedLink, headers: Record<string, string> = {}): Promise<Answer<string>> {
  return home.visitor().get<string>(url, headers);
}

function expectNothingThere(answer: Answer<unknown>): void {
  expectProblem(answer, 404, 'not-found');
  expect((answer as Answer).body['instance']).toBe('/api/v1/activities/calendar/....ics');
}

/** Someone of their own, who may read activities. */
async function someone(): Promise<{ readonly client: Client; readonly id: string }> {
  const user = aUser({ roles: ['carer'] });
  const { id } = await admin.created('/api/v1/users', user);
  return { client: await home.signIn(user), id };
}

describe('a link', () => {
  test("shows the home's calendar to whoever has it, as signing in would", async () => {
    const link = await aCalendarLink(carer, { name: 'my telephone' });
    expect(link).toMatchObject({ name: 'my telephone', residentId: null, version: 1 });
    expect(link.url).toMatch(/^\/api\/v1\/activities\/calendar\/[\w-]{43}\.ics$/);
    const answer = await fetched(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toBe(await carer.read('/api/v1/activities/calendar.ics'));
    expect(answer.body).toContain('SUMMARY:Choir for all');
    const tag = answer.headers.get('etag') ?? '';
    expect((await fetched(link, { 'if-none-match': tag })).status).toBe(304);
  });

  test("shows a resident's calendar alone, and tells that its user read it", async () => {
    const link = await aCalendarLink(carer, { residentId: resident.id });
    const requests = { 'x-request-id': 'telephone-1' };
    const { body } = await fetched(link, requests);
    expect([body.includes('Tea with friends'), body.includes('Choir for all')]).toEqual([true, false]);
    const told = async (): Promise<unknown[]> => {
      const all = await entriesOf(await home.as('auditor'), `residentId=${resident.id}&actor=the-carer`);
      return all
        .filter(({ requestId }) => requestId === 'telephone-1')
        .map(({ resource, resourceId }) => [resource, resourceId]);
    };
    await eventually(told, [['activity-session', resident.id]]);
  });

  test('is listed to its user only, without its secret', async () => {
    const [mine, hers] = [await someone(), await someone()];
    const link = await aCalendarLink(mine.client, { name: 'the tablet' });
    const { items } = await mine.client.read<PageBody>(LINKS);
    expect(items.map(({ id, name }) => [id, name])).toEqual([[link.id, 'the tablet']]);
    expect(JSON.stringify(items)).not.toContain(secretIn(link));
    expect((await hers.client.read<PageBody>(LINKS)).items).toEqual([]);
  });

  test('is not made to nobody, by a program, or by who may not read activities', async () => {
    const nobody = '0199b1d0-7c00-7000-8000-00000000dead';
    expectBadFields(await carer.post(LINKS, { residentId: nobody }), '/residentId');
    expectBadFields(await carer.post(LINKS, { name: 'x'.repeat(81) }), '/name');
    expectProblem(await admin.post(LINKS, {}), 403, 'forbidden');
    const { key } = await issueKey(admin);
    expectProblem(await home.bearing(key).post(LINKS, {}), 403, 'not-a-person');
  });

  test('is another each time that it is asked for, whatever the key of the request', async () => {
    const key = { 'idempotency-key': 'one-and-the-same' };
    const asked = [await carer.post<IssuedLink>(LINKS, {}, key), await carer.post<IssuedLink>(LINKS, {}, key)];
    expect(new Set(asked.map(({ body }) => body.url)).size).toBe(2);
  });
});

describe('a link leads nowhere', () => {
  test('once it is revoked by its user, or by an administrator, and by nobody else', async () => {
    const { client } = await someone();
    const [one, other] = [await aCalendarLink(client), await aCalendarLink(client)];
    expectProblem(await carer.delete(`${LINKS}/${one.id}`), 404, 'not-found');
    expect((await fetched(one)).status).toBe(200);
    expect((await client.delete(`${LINKS}/${one.id}`)).status).toBe(204);
    expect((await admin.delete(`${LINKS}/${other.id}`)).status).toBe(204);
    expectNothingThere(await fetched(one));
    expectNothingThere(await fetched(other));
    expect((await client.read<PageBody>(LINKS)).items).toEqual([]);
    expectProblem(await client.delete(`${LINKS}/${one.id}`), 404, 'not-found');
  });

  test('while its user is not active, or has no role that reads activities', async () => {
    const { client, id } = await someone();
    const link = await aCalendarLink(client);
    const answers: number[] = [];
    for (const change of [{ active: false }, { active: true }, { roles: ['admin'] }, { roles: ['nurse'] }]) {
      await admin.patch(`/api/v1/users/${id}`, change);
      answers.push((await fetched(link)).status);
    }
    expect(answers).toEqual([404, 200, 404, 200]);
  });

  test('where its secret is not the whole secret', async () => {
    const link = await aCalendarLink(carer);
    const secret = secretIn(link);
    const other = secret.startsWith('A') ? 'B' : 'A';
    for (const wrong of [
      secret.slice(0, -1),
      `${secret}A`,
      other + secret.slice(1),
      secret.toUpperCase(),
      'x',
      '%00',
    ]) {
      const { status } = await fetched({ ...link, url: `/api/v1/activities/calendar/${wrong}.ics` });
      expect([wrong, status]).toEqual([wrong, 404]);
    }
    expectNothingThere(await fetched({ ...link, url: `/api/v1/activities/calendar/${other}${secret.slice(1)}.ics` }));
  });
});

test('no secret of a link is in a log line, a metric, the trail or a problem', async () => {
  const { client } = await someone();
  const links = [await aCalendarLink(client), await aCalendarLink(client, { residentId: resident.id })];
  for (const link of links) {
    await fetched(link);
    await fetched(link, { 'if-none-match': '*' });
    await home
      .visitor()
      .post(link.url, {})
      .catch(() => undefined);
    await fetch(`${home.url}${link.url}?x=1`);
    await client.delete(`${LINKS}/${link.id}`);
    const refused = await fetch(`${home.url}${link.url}`);
    expect([refused.status, await refused.text()]).toEqual([404, expect.not.stringContaining(secretIn(link))]);
  }
  const metrics = await (await fetch(`${home.url}/metrics`)).text();
  const trail = JSON.stringify(await entriesOf(await home.as('auditor'), 'resource=calendar-link'));
  await eventually(() => Promise.resolve(heard.join('').includes('/api/v1/activities/calendar/:secret.ics')), true);
  const secrets = links.map(secretIn);
  expect([metrics, trail, heard.join('')].map((text) => secrets.filter((secret) => text.includes(secret)))).toEqual([
    [],
    [],
    [],
  ]);
  expect(trail).toContain('"action":"create"');
});
