import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addressOf, kindsIn, oneOfEach, type OneOfEach } from '../../support/builders/one-of-each.js';
import { aResident } from '../../support/builders/residents.js';
import { bodiesAbout, bodiesNaming } from '../../support/builders/sample-bodies.js';
import type { Answer, Body, Client, PageBody } from '../../support/client.js';
import { loadContract, type OpenApi } from '../../support/contract.js';
import { Home, type Role } from '../../support/home.js';
import { ROLES } from '../../support/role-table.js';
import { idFieldsOf, idFiltersOf, windowOf } from '../../support/route-fields.js';
import { rolesWith, ROUTE_TABLE, routesOf, type Route } from '../../support/route-table.js';

/** In the places of a path: what names nothing. */
const NOTHING: OneOfEach = {
  sessions: '2026-10-12T03:00',
  'observation-types': 'dead',
  'assessment-instruments': 'dead',
  charts: 'dead',
};
const NOBODY = '0199b1d0-7c00-7000-8000-00000000dead';

const MALFORMED = [
  '7',
  'x'.repeat(900),
  '%00',
  '%27%20OR%201=1',
  '..%2F..',
  '%F0%9F%91%B5',
  `${NOBODY}x`,
  '-1',
  'null',
];

let home: Home;
let document: OpenApi;
let routes: readonly Route[];
let here: OneOfEach;
let elsewhere: OneOfEach;
let bodies: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:05:00+01:00' });
  ({ document } = await loadContract(home.url));
  routes = routesOf(document).filter(({ template }) => kindsIn(template).length > 0);
  here = await oneOfEach(home, '2026-10-11T10:30');
  elsewhere = await oneOfEach(home, '2026-10-11T16:00');
  bodies = bodiesAbout(here);
}, 120_000);
afterAll(() => home.stop());

/** Someone who may call a route, and everyone who may not. */
async function whoMay({ name }: Route): Promise<Client> {
  const [role] = rolesOf(name);
  if (role === undefined) throw new Error(`nobody may ${name}`);
  return home.as(role as Role);
}

function rolesOf(name: string): readonly string[] {
  const right = ROUTE_TABLE[name];
  return right === undefined ? [] : rolesWith(right);
}

/** The address of a thing, with what it can't be asked for without. */
function pathOf(route: Route, things: OneOfEach): string {
  const query = new URLSearchParams(windowOf(route)).toString();
  return `${addressOf(route.template, things)}${query === '' ? '' : `?${query}`}`;
}

function ask(client: Client, route: Route, things: OneOfEach, about = bodies): Promise<Answer> {
  const { name, method } = route;
  const path = pathOf(route, things);
  if (method === 'GET' || method === 'DELETE') return client.send(method, path);
  const body = about[name];
  if (body === undefined) throw new Error(`there is no body to send to ${name}`);
  return client.send(method, path, body);
}

/** An answer but for the address that was asked for, its moment and its number. */
function told({ status, headers, body }: Answer): string {
  const { instance, asOf: _when, ...rest }: Body = typeof body === 'object' ? body : { text: body };
  const kept = [...headers].filter(([name]) => !/^(date|content-length|x-request-id)$/.test(name));
  return JSON.stringify({ status, headers: kept, body: rest, names: typeof instance });
}

/** All that can be read at an address of its own, of both residents; what may be given changes by the minute. */
async function everything(): Promise<unknown[]> {
  const read: unknown[] = [];
  for (const route of routes.filter(({ name }) => name.startsWith('GET') && !name.endsWith('/can-give'))) {
    const client = await whoMay(route);
    for (const things of [here, elsewhere]) {
      const { asOf: _when, ...said } = await client.read(pathOf(route, things));
      read.push(said);
    }
  }
  return read;
}

async function severalAllergies(nurse: Client): Promise<string> {
  const { id } = await nurse.created('/api/v1/residents', aResident());
  const path = `/api/v1/residents/${id}/allergies`;
  for (const substance of ['latex', 'penicillin', 'peanut']) {
    await nurse.created(path, { substance, type: 'allergy', criticality: 'high' });
  }
  return path;
}

/** Each place of each path: the route, the kind of thing that stands there, and what else exists to put there. */
function places(): { route: Route; kind: string; strangers: readonly string[] }[] {
  return routes.flatMap((route) =>
    kindsIn(route.template).map((kind, index) => {
      const another = kind === 'sessions' ? undefined : here[kind === 'residents' ? 'rooms' : 'residents'];
      // A kind of chart is there for everybody.
      const sibling = index === 0 || kind === 'charts' ? undefined : elsewhere[kind];
      return { route, kind, strangers: [another, sibling].filter((one) => one !== undefined) };
    }),
  );
}

describe('what exists, but not there', () => {
  test('is answered as what does not exist at all, at every place of every path', async () => {
    const before = await everything();
    const wrong: unknown[] = [];
    let compared = 0;
    for (const { route, kind, strangers } of places()) {
      const client = await whoMay(route);
      const nothing = await ask(client, route, { ...here, [kind]: NOTHING[kind] ?? NOBODY });
      if (nothing.status !== 404) wrong.push([route.name, kind, nothing.body]);
      for (const stranger of strangers) {
        compared += 1;
        const answer = await ask(client, route, { ...here, [kind]: stranger });
        if (told(answer) !== told(nothing)) wrong.push([route.name, kind, answer.body]);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(routes.length);
    expect(await everything()).toEqual(before);
  });

  test('is malformed nowhere: what is no id at all is not there either', async () => {
    const wrong: unknown[] = [];
    for (const { route, kind } of places()) {
      const client = await whoMay(route);
      for (const malformed of MALFORMED) {
        const { status, body } = await ask(client, route, { ...here, [kind]: malformed });
        if (status !== 404 || body['code'] !== 'not-found') wrong.push([route.name, kind, malformed, body]);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('is refused to those who may not, as what does not exist and what is no id', async () => {
    const wrong: unknown[] = [];
    let compared = 0;
    for (const { route, kind, strangers } of places()) {
      for (const role of ROLES.filter((one) => !rolesOf(route.name).includes(one))) {
        const client = await home.as(role as Role);
        const existing = await ask(client, route, here);
        if (existing.status !== 403) wrong.push([route.name, role, existing.body]);
        for (const other of [...strangers, NOTHING[kind] ?? NOBODY, '7']) {
          compared += 1;
          const answer = await ask(client, route, { ...here, [kind]: other });
          if (told(answer) !== told(existing)) wrong.push([route.name, role, other]);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });

  test('would have been answered where it is: it is the id alone that is refused', async () => {
    const own = await oneOfEach(home, '2026-10-11T10:30');
    const wrong: unknown[] = [];
    const last = /stop$|enter-in-error$|^DELETE/;
    for (const route of routes.toSorted((a, b) => Number(last.test(a.name)) - Number(last.test(b.name)))) {
      const { status, body } = await ask(await whoMay(route), route, own, bodiesAbout(own));
      if (status >= 300 && status !== 409) wrong.push([route.name, status, body]);
    }
    expect(wrong).toEqual([]);
  });
});

describe('an id in a body', () => {
  test('of another kind of thing is answered as one that does not exist', async () => {
    const naming = bodiesNaming(here);
    const named = routesOf(document).flatMap((route) => idFieldsOf(document, route).map((field) => ({ route, field })));
    expect(named.map(({ route, field }) => `${route.name} ${field}`).sort()).toEqual(Object.keys(naming).sort());
    for (const { route, field } of named) {
      const client = await whoMay(route);
      const send = async (id = ''): Promise<string> => {
        const body = naming[`${route.name} ${field}`]?.(id);
        return told(await client.send(route.method, addressOf(route.template, here), body));
      };
      const unknown = await send(NOBODY);
      expect([route.name, unknown]).toEqual([route.name, expect.stringMatching(`/${field}"|"not-found"`)]);
      for (const kind of ['users', 'rooms', 'allergies', 'administrations']) {
        expect([route.name, await send(here[kind])]).toEqual([route.name, unknown]);
      }
    }
  });
});

describe('a list', () => {
  test('asked for what is of another kind is as empty as for what does not exist', async () => {
    // The register is of one medicine, and is not there for what is none (controlled-register.spec.ts).
    const lists = routesOf(document).filter(({ name }) => name !== 'GET /stock/controlled-register');
    const listed = lists.flatMap((route) => idFiltersOf(route).map((filter) => ({ route, filter })));
    expect(listed.length).toBeGreaterThan(5);
    for (const { route, filter } of listed) {
      const client = await whoMay(route);
      const found = async (id = ''): Promise<string> => {
        const query = new URLSearchParams({ ...windowOf(route), [filter]: id });
        return told(await client.get(`${addressOf(route.template, here)}?${query.toString()}`));
      };
      const unknown = await found(NOBODY);
      expect([route.name, await found(here['rooms'])]).toEqual([route.name, unknown]);
      // A calendar has no events.
      expect(unknown).toMatch(/"(items|rounds)":\[\]|BEGIN:VCALENDAR(?!.*BEGIN:VEVENT).*END:VCALENDAR/);
    }
  });

  test('of one resident never goes on into that of another, whatever its cursor says', async () => {
    const nurse = await home.as('nurse');
    const [mine, hers] = await Promise.all([severalAllergies(nurse), severalAllergies(nurse)]);
    const first = await nurse.read<PageBody>(`${hers}?limit=1`);
    const { items } = await nurse.read<PageBody>(`${mine}?limit=5&cursor=${first.nextCursor ?? ''}`);
    const own = (await nurse.read<PageBody>(`${mine}?limit=5`)).items.map(({ id }) => id);
    expect(first.nextCursor).not.toBeNull();
    expect(own).toEqual(expect.arrayContaining(items.map(({ id }) => id)));
  });
});
