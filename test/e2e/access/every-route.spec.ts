import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import PQueue from 'p-queue';
import { issueKey } from '../../support/builders/api-keys.js';
import { addressOf, oneOfEach, type OneOfEach } from '../../support/builders/one-of-each.js';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Client } from '../../support/client.js';
import { loadContract } from '../../support/contract.js';
import { Home } from '../../support/home.js';
import { ROLES } from '../../support/role-table.js';
import { windowOf } from '../../support/route-fields.js';
import {
  disagreements,
  ROUTE_TABLE,
  routesOf,
  verdictOf,
  type Route,
  type Standing,
} from '../../support/route-table.js';

const MORNING = '2026-11-24T08:05:00+01:00';
const NEXT_DAY = '2026-11-25T08:05:00+01:00';
const SIGNING_KEY = String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const NOBODY = '0199b1d0-7c00-7000-8000-00000000dead';

/** What one person, or one program, of each role can show at the door. */
interface Keyring {
  readonly right: string;
  /** For signing out: it is of no use afterwards. */
  readonly spare: string;
  readonly expired: string;
  readonly revoked: string;
  readonly dismissed: string;
  readonly key: string;
  readonly expiredKey: string;
  readonly revokedKey: string;
  readonly password: string;
}

/** A credential: what it is good for, and how it is shown in `Authorization`; several forms take turns. */
type Credential = readonly [Standing, ...((keyring: Keyring) => string | undefined)[]];

const CREDENTIALS: Readonly<Record<string, Credential>> = {
  'no token': ['none', () => undefined],
  'an expired token': ['none', ({ expired }) => `Bearer ${expired}`],
  'a token that was signed out': ['none', ({ revoked }) => `Bearer ${revoked}`],
  'the token of someone dismissed': ['none', ({ dismissed }) => `Bearer ${dismissed}`],
  'a malformed credential': [
    'none',
    () => 'Bearer ',
    ({ right }) => right,
    ({ right }) => `Token ${right}`,
    ({ password }) => `Basic ${Buffer.from(password).toString('base64')}`,
    ({ right }) => `Bearer ${right.slice(0, -1)}`,
    ({ right }) => `Bearer ${changed(right)}`,
    ({ right }) => `Bearer ${right} ${right}`,
    ({ right }) => `Bearer ${right.repeat(50)}`,
    () => `Bearer ${unsignedJwt()}`,
    ({ key }) => `Bearer ${changed(key)}`,
    ({ key }) => `Bearer ${key.slice(0, 12)}`,
  ],
  'the right token': ['person', ({ right }) => `Bearer ${right}`],
  'an expired API key': ['none', ({ expiredKey }) => `Bearer ${expiredKey}`],
  'a revoked API key': ['none', ({ revokedKey }) => `Bearer ${revokedKey}`],
  'the right API key': ['program', ({ key }) => `Bearer ${key}`],
};

interface Case {
  readonly route: string;
  readonly role: string;
  readonly credential: string;
  readonly expected: string;
  readonly given: string;
}

let home: Home;
let routes: readonly Route[];
let cases: readonly Case[];

beforeAll(async () => {
  const environment = { TOKEN_MINUTES: '60', AUDIT_SIGNING_KEY: SIGNING_KEY };
  home = await Home.start({ clockAt: MORNING, environment });
  const things = await oneOfEach(home, '2026-10-11T10:30');
  const keyrings = await cutKeys();
  routes = routesOf((await loadContract(home.url)).document);
  cases = await walk(keyrings, things);
}, 240_000);
afterAll(() => home.stop());

test('the table has every route that is served, no other, and says what the document says', () => {
  expect(disagreements(routes, ROUTE_TABLE)).toEqual([]);
});

test('every route was walked by every role with every credential', () => {
  const walked = new Set(cases.map(({ route, role, credential }) => JSON.stringify([route, role, credential])));
  expect(walked.size).toBe(routes.length * ROLES.length * Object.keys(CREDENTIALS).length);
  expect(cases).toHaveLength(walked.size);
  expect(routes.length).toBeGreaterThan(70);
});

describe('every route answers as the table says', () => {
  test.each(Object.keys(CREDENTIALS))('with %s', (name) => {
    const shown = cases.filter(({ credential }) => credential === name);
    expect(shown).toHaveLength(routes.length * ROLES.length);
    expect(shown.filter(({ expected, given }) => expected !== given)).toEqual([]);
  });
});

/** Signs people of every role in and out, gives keys to programs, and lets a night pass. */
async function cutKeys(): Promise<Map<string, Keyring>> {
  const admin = await home.as('admin');
  const before = new Map<string, Awaited<ReturnType<typeof inTheMorning>>>();
  for (const role of ROLES) before.set(role, await inTheMorning(admin, role));
  await home.restart(NEXT_DAY);
  const keyrings = new Map<string, Keyring>();
  for (const [role, { person, leaver, ...kept }] of before) {
    const { bearer: right } = await home.signIn(person);
    const { bearer: spare } = await home.signIn(person);
    const goer = await home.signIn(person);
    await goer.post('/api/v1/auth/logout');
    const { bearer: dismissed } = await home.signIn(leaver);
    const password = `${person.username}:${person.password}`;
    keyrings.set(role, { ...kept, right, spare, revoked: goer.bearer, dismissed, password });
  }
  const boss = home.bearing(keyrings.get('admin')?.right ?? '');
  for (const { leaverId } of before.values()) await boss.patch(`/api/v1/users/${leaverId}`, { active: false });
  return keyrings;
}

async function inTheMorning(admin: Client, role: string) {
  const person = aUser({ roles: [role] });
  const leaver = aUser({ roles: [role] });
  await admin.created('/api/v1/users', person);
  const { id: leaverId } = await admin.created('/api/v1/users', leaver);
  const { bearer: expired } = await home.signIn(person);
  const { key } = await issueKey(admin, { roles: [role] });
  const { key: expiredKey } = await issueKey(admin, { roles: [role], expiresAt: '2026-11-24T20:00:00Z' });
  const { id, key: revokedKey } = await issueKey(admin, { roles: [role] });
  await admin.delete(`/api/v1/api-keys/${id}`);
  return { person, leaver, leaverId, expired, key, expiredKey, revokedKey };
}

async function walk(keyrings: ReadonlyMap<string, Keyring>, things: OneOfEach): Promise<Case[]> {
  const visitor = home.visitor();
  const steps = [...keyrings].flatMap(([role, keyring], turn) =>
    Object.entries(CREDENTIALS).flatMap(([credential, [standing, ...forms]]) =>
      routes.map((route, index) => async (): Promise<Case> => {
        // Signing out with the right token would end the walk for that role.
        const kept = route.name === 'POST /auth/logout' ? { ...keyring, right: keyring.spare } : keyring;
        const shown = forms[(turn + index) % forms.length]?.(kept);
        const answer = await ask(visitor, route, things, shown === undefined ? {} : { authorization: shown });
        const right = ROUTE_TABLE[route.name];
        const verdict = right === undefined ? 'no row' : verdictOf(right, role, standing);
        const expected = verdict === 'answered' ? answerOf(route) : verdict;
        return { route: route.name, role, credential, expected, given: inWords(answer) };
      }),
    ),
  );
  return new PQueue({ concurrency: 16 }).addAll(steps);
}

/** A request that changes nothing, whoever asks: it reads, its body is none, or it deletes what is not there. */
function ask(client: Client, route: Route, things: OneOfEach, headers: Record<string, string>): Promise<Answer> {
  const { method, template } = route;
  if (method === 'GET') {
    const query = new URLSearchParams(windowOf(route, { medicationId: things['medications'] ?? NOBODY }));
    return client.send(method, `${addressOf(template, things)}?${query.toString()}`, undefined, headers);
  }
  if (method === 'DELETE') {
    const path = addressOf(template, things).replace(/[^/]+$/, NOBODY);
    return client.send(method, path, undefined, headers);
  }
  return client.send(method, addressOf(template, things), { nonsense: true }, headers);
}

/** What {@link ask} is answered by a route that takes it up. */
function answerOf({ name, method }: Route): string {
  if (name === 'GET /stock/controlled-register') return '409 not-controlled';
  if (method === 'GET') return '200';
  if (method === 'DELETE') return '404 not-found';
  if (name === 'POST /auth/logout') return '204';
  return name === 'POST /medications/import' ? '415 unsupported-media-type' : '422 validation-failed';
}

function inWords({ status, body }: Answer): string {
  const code = status < 400 ? undefined : body['code'];
  return typeof code === 'string' ? `${status} ${code}` : String(status);
}

function changed(token: string): string {
  return `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
}

function unsignedJwt(): string {
  const parts = [
    { alg: 'none', typ: 'JWT' },
    { sub: 'admin', roles: ROLES, exp: 4_000_000_000 },
  ];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}
