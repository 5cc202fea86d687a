import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sessionsOf } from '../../support/builders/activities.js';
import { addressOf, oneOfEach, type OneOfEach } from '../../support/builders/one-of-each.js';
import { bodiesAbout } from '../../support/builders/sample-bodies.js';
import { readyFor } from '../../support/builders/to-change.js';
import type { Answer, Client, Resource } from '../../support/client.js';
import { loadContract } from '../../support/contract.js';
import { Home, type Role } from '../../support/home.js';
import { permissionsOfTheContract } from '../../support/role-table.js';
import { windowOf } from '../../support/route-fields.js';
import { ROUTE_TABLE, routesOf, type Route } from '../../support/route-table.js';
import { testAlone } from '../../support/running-home.js';
import {
  changesOne,
  CREATES_AND_CHANGES,
  NOT_STORED,
  TAGGED_BY_CONTENT,
  versionComplaints,
} from '../../support/version-table.js';

const STARTS_AT = '2026-10-11T10:30';

let home: Home;
let routes: readonly Route[];
let things: OneOfEach;

beforeAll(async () => {
  home = await Home.start({ anywhere: true, clockAt: '2026-11-24T08:05:00+01:00' });
  routes = routesOf((await loadContract(home.url)).document);
  things = await oneOfEach(home, STARTS_AT);
}, 60_000);
afterAll(() => home.stop());

test('what the served document says about versions is what the contract says', () => {
  expect(versionComplaints(routes)).toEqual([]);
});

async function whoMay(name: string): Promise<Client> {
  const right = ROUTE_TABLE[name] ?? '';
  if (right === 'open') return home.visitor();
  const [role = 'admin'] = permissionsOfTheContract()[right] ?? [];
  return home.as(role as Role);
}

describe('what is read alone', () => {
  /** What the tags of an `If-None-Match` that name the version `n` may look like, and of one that doesn't. */
  const sameAs = (n: number): string[] => [`"${n}"`, `W/"${n}"`, `"${n + 1}", W/"${n}"`, `"x","${n}"`, '*'];
  const otherThan = (n: number): string[] => [`"${n + 1}"`, `W/"${n + 1}"`, `"${n}0", "x"`, `${n}`];

  test('carries its version as an ETag, and is not sent again to who has it', async () => {
    const wrong: unknown[] = [];
    const versioned = routes.filter(
      ({ name, operation }) => '304' in operation.responses && !(name in TAGGED_BY_CONTENT),
    );
    expect(versioned.length).toBeGreaterThan(11);
    for (const { name, template } of versioned) {
      const client = await whoMay(name);
      const path = addressOf(template, things);
      const { status, headers, body } = await client.get<Resource>(path);
      const etag = `"${body.version}"`;
      if (status !== 200 || headers.get('etag') !== etag) wrong.push([name, status, headers.get('etag'), body]);
      for (const tags of sameAs(body.version)) {
        const again = await client.get<unknown>(path, { 'if-none-match': tags });
        const { status, headers, body: sent } = again;
        if (status !== 304 || headers.get('etag') !== etag || sent !== undefined) wrong.push([name, tags, again]);
      }
      for (const tags of otherThan(body.version)) {
        const again = await client.get(path, { 'if-none-match': tags });
        if (again.status !== 200 || again.body['version'] !== body.version) wrong.push([name, tags, again]);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('has no ETag when it is not stored, and is sent whatever the caller has', async () => {
    const wrong: unknown[] = [];
    for (const route of routes.filter(({ name }) => name in NOT_STORED && name !== 'GET /audit/checkpoint')) {
      const path = `${addressOf(route.template, things)}?${new URLSearchParams(windowOf(route)).toString()}`;
      const answer = await (await whoMay(route.name)).get<unknown>(path, { 'if-none-match': '*' });
      if (answer.status !== 200 || answer.headers.has('etag')) wrong.push([route.name, answer]);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a change', () => {
  /** Whatever is not the current version: older, newer, or no strong tag of ours at all. */
  const notCurrent = (n: number): string[] =>
    [n - 1, n + 1, 99_999_999_999]
      .map((other) => `"${other}"`)
      .concat(`W/"${n}"`, `${n}`, `"${n}`, `"0${n}"`, '"x"', '');

  /** The thing that a route changes, as it reads now. */
  async function stateOf({ name, template }: Route, at: OneOfEach): Promise<Resource> {
    const isRead = routes.some((route) => route.method === 'GET' && route.template === template);
    const itself = name.startsWith('POST') && !isRead ? template.replace(/\/[^/]+$/, '') : template;
    const changed = CREATES_AND_CHANGES[name]?.replace('GET ', '/api/v1') ?? itself;
    const read = routes.find((route) => route.method === 'GET' && route.template === changed);
    if (read !== undefined) return (await whoMay(read.name)).read<Resource>(addressOf(read.template, at));
    // A session is read in a list only.
    const list = await whoMay('GET /activity-sessions');
    const [session] = await sessionsOf(
      list,
      { id: at['activities'] ?? '', version: 1 },
      'from=2026-10-11&to=2026-10-12',
    );
    if (session === undefined) throw new Error(`${name}: there is nothing to read`);
    return session;
  }

  function send(client: Client, { name, method, template }: Route, at: OneOfEach, ifMatch: string): Promise<Answer> {
    const body = bodiesAbout(at)[name];
    if (body === undefined) throw new Error(`there is no body to send to ${name}`);
    return client.send(method, addressOf(template, at), body, { 'if-match': ifMatch });
  }

  /** What is answered when the same is asked three times at once, the success before the refusals. */
  async function thrice(ask: () => Promise<Answer>): Promise<[Answer, Answer, Answer]> {
    const answers = await Promise.all([ask(), ask(), ask()]);
    return answers.sort((a, b) => a.status - b.status);
  }

  testAlone(
    'is made of the version that the caller has read, by one of three at once, and of no other; `*` takes any',
    async () => {
      const wrong: unknown[] = [];
      const changes = routes.filter(changesOne);
      expect(changes.length).toBeGreaterThan(18);
      for (const route of changes) {
        const client = await whoMay(route.name);
        const at = await readyFor(route.name, home, things);
        const before = await stateOf(route, at);
        for (const tag of notCurrent(before.version)) {
          const { status, body } = await send(client, route, at, tag);
          if (status !== 412 || body['code'] !== 'version-conflict') wrong.push([route.name, tag, body]);
        }
        expect([route.name, await stateOf(route, at)]).toEqual([route.name, before]);

        const [made, ...late] = await thrice(() => send(client, route, at, `"${before.version}"`));
        const after = await stateOf(route, at);
        if (made.status >= 300 || after.version !== before.version + 1) wrong.push([route.name, made, after]);
        if (!(route.name in CREATES_AND_CHANGES) && made.headers.get('etag') !== `"${after.version}"`) {
          wrong.push([route.name, made.headers.get('etag'), after.version]);
        }
        for (const { status, body } of late) if (status !== 412) wrong.push([route.name, 'beside another', body]);

        const other = await readyFor(route.name, home, things);
        const { version } = await stateOf(route, other);
        const { status } = await send(client, route, other, '*');
        if (status >= 300 || (await stateOf(route, other)).version !== version + 1)
          wrong.push([route.name, '*', status]);
      }
      expect(wrong).toEqual([]);
    },
  );
});
