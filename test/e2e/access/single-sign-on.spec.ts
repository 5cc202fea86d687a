import { createHmac, createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueKey } from '../../support/builders/api-keys.js';
import { AS_NEEDED, record, thePrescription } from '../../support/builders/prescriptions.js';
import { aUser } from '../../support/builders/users.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { Issuer, type Algorithm } from '../../support/issuer.js';
import { expectProblem } from '../../support/matchers.js';

let issuer: Issuer;
let home: Home;
let admin: Client;

beforeAll(async () => {
  issuer = await Issuer.start();
  home = await Home.start({ environment: issuer.settings });
  admin = await home.as('admin');
}, 60_000);
afterAll(async () => {
  await home.stop();
  await issuer.goAway();
});

/** How the bearer of a token is answered who asks who they are. */
async function greeted(token: string, at = home): Promise<number> {
  return (await at.bearing(token).get('/api/v1/auth/me')).status;
}

async function me(token: string): Promise<Resource> {
  return home.bearing(token).read<Resource>('/api/v1/auth/me');
}

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

describe('someone whom the issuer knows', () => {
  test('works in the home with the roles that the issuer gives, from the first request on', async () => {
    const claims = { preferred_username: 'n.ruiz', name: 'Nuria Ruiz', roles: ['nurse', 'offline_access'] };
    const token = await issuer.tokenFor(claims);
    const known = await me(token);
    expect(known).toMatchObject({ kind: 'person', username: 'n.ruiz', displayName: 'Nuria Ruiz', roles: ['nurse'] });
    const nurse = home.bearing(token);
    expect((await nurse.get('/api/v1/residents')).status).toBe(200);
    expectProblem(await nurse.post('/api/v1/users', aUser()), 403, 'forbidden');
    expect(await admin.read(`/api/v1/users/${known.id}`)).toMatchObject({
      username: 'n.ruiz',
      active: true,
      version: 1,
    });
  });

  test.each<Algorithm>(['RS256', 'PS256', 'ES256', 'EdDSA'])(
    'is known by a token signed with %s',
    async (algorithm) => {
      expect(await greeted(await issuer.tokenFor({ roles: ['carer'] }, algorithm))).toBe(200);
    },
  );

  test('and to whom it gives no role of ours may only ask who they are', async () => {
    const nobody = home.bearing(await issuer.tokenFor({ roles: ['gardener', 7] }));
    expect(await nobody.read('/api/v1/auth/me')).toMatchObject({ roles: [] });
    expectProblem(await nobody.get('/api/v1/residents'), 403, 'forbidden');
    expectProblem(await nobody.post('/api/v1/auth/pin', { pin: '482913' }), 403, 'forbidden');
    expectProblem(await nobody.post('/api/v1/auth/logout'), 403, 'forbidden');
  });

  test('is entered once, however many requests come first', async () => {
    const token = await issuer.tokenFor({ preferred_username: 'all.at.once', roles: ['carer'] });
    const answers = await Promise.all(Array.from({ length: 12 }, () => me(token)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const { items } = await admin.read<PageBody>('/api/v1/users?limit=200');
    expect(items.filter(({ username }) => String(username).startsWith('all.at.once'))).toHaveLength(1);
  });

  test('never becomes somebody else who has that name already', async () => {
    const { id } = await me(admin.bearer);
    const [one, other] = await Promise.all([
      me(await issuer.tokenFor({ preferred_username: 'Admin', roles: ['carer'] })),
      me(await issuer.tokenFor({ preferred_username: 'admin', roles: ['carer'] })),
    ]);
    for (const { username } of [one, other]) expect(username).toMatch(/^admin\.[0-9a-f]{8}$/);
    expect(new Set([id, one.id, other.id]).size).toBe(3);
    expect(await me(admin.bearer)).toMatchObject({ id, username: 'admin', roles: ['admin'] });
  });

  test('is called and may do what the newest token says; an older one changes nothing back', async () => {
    const sub = issuer.newSubject();
    const older = await issuer.sign({ sub, iat: inSeconds(-60), name: 'Ana', roles: ['carer'] });
    const { id } = await me(older);
    const newer = await issuer.tokenFor({ sub, name: 'Ana Gil', roles: ['nurse', 'manager'] });
    expect(await me(newer)).toMatchObject({ id, displayName: 'Ana Gil', roles: ['manager', 'nurse'] });
    const changed = await admin.read(`/api/v1/users/${id}`);
    expect(changed).toMatchObject({ displayName: 'Ana Gil', roles: ['manager', 'nurse'], version: 2 });
    expect(await me(older)).toMatchObject({ roles: ['carer'] });
    expect(await me(newer)).toMatchObject({ roles: ['manager', 'nurse'] });
    expect(await admin.read(`/api/v1/users/${id}`)).toEqual(changed);
  });

  test('is kept out by an administrator who makes them inactive', async () => {
    const sub = issuer.newSubject();
    const token = await issuer.sign({ sub, iat: inSeconds(-60), roles: ['nurse'] });
    const { id } = await me(token);
    await admin.patch(`/api/v1/users/${id}`, { active: false });
    expect(await greeted(token)).toBe(401);
    expect(await greeted(await issuer.tokenFor({ sub, roles: ['nurse', 'carer'] }))).toBe(401);
    expect(await admin.read(`/api/v1/users/${id}`)).toMatchObject({ active: false, roles: ['nurse'] });
    await admin.patch(`/api/v1/users/${id}`, { active: true });
    expect(await greeted(token)).toBe(200);
  });

  test('has a PIN here, but no password and nothing to sign out of', async () => {
    const token = await issuer.tokenFor({ preferred_username: 'p.soler', roles: ['nurse'] });
    const nurse = home.bearing(token);
    expect((await nurse.post('/api/v1/auth/pin', { pin: '482913' })).status).toBe(204);
    expectProblem(await nurse.post('/api/v1/auth/logout'), 403, 'signed-in-elsewhere');
    expect(await greeted(token)).toBe(200);
    for (const password of ['482913', token.slice(0, 200)]) {
      const answer = await home.visitor().post('/api/v1/auth/token', { username: 'p.soler', password });
      expectProblem(answer, 401, 'unauthenticated');
    }
  });

  test('witnesses with the PIN that they have set', async () => {
    const token = await issuer.tokenFor({ preferred_username: 'w.prat', roles: ['nurse'] });
    await home.bearing(token).post('/api/v1/auth/pin', { pin: '482913' });
    const prescription = await thePrescription(home, {
      medication: { controlled: true },
      terms: { schedule: AS_NEEDED },
    });
    const witness = { username: 'w.prat', pin: '482913' };
    const given = await record(await home.as('nurse'), prescription, { witness });
    expect(given).toMatchObject({ status: 201, body: { witnessedBy: (await me(token)).id } });
  });

  test('stands in the audit trail as who they are, and never their token', async () => {
    const token = await issuer.tokenFor({ preferred_username: 'j.vidal', roles: ['manager'] });
    const { id } = await home.bearing(token).created('/api/v1/rooms', { name: 'SSO 1', unit: 'East', beds: [] });
    const trail = await admin.read<PageBody>('/api/v1/audit?limit=200');
    expect(trail.items.find(({ resourceId }) => resourceId === id)).toMatchObject({
      actor: 'j.vidal',
      action: 'create',
    });
    const text = JSON.stringify(trail);
    expect(text).toContain('"username":"j.vidal"');
    expect(text).not.toContain('argon2');
    expect(text).not.toContain(token.split('.')[2]);
  });

  test('works beside those who signed in here and beside programs', async () => {
    const { key } = await issueKey(admin, { roles: ['nurse'] });
    const tokens = [await issuer.tokenFor({ roles: ['nurse'] }), key, (await home.as('nurse')).bearer];
    for (const token of tokens) expect((await home.bearing(token).get('/api/v1/residents')).status).toBe(200);
  });
});

describe('a token is refused', () => {
  const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const usual = (): Record<string, unknown> => ({ roles: ['admin'] });

  /** A token of three parts that nobody has signed, or not as the issuer does. */
  function unsigned(alg: string, sign: (text: string) => string): string {
    const claims = { ...issuer.usualClaims(), ...usual() };
    const text = `${encoded({ alg, typ: 'at+jwt', kid: issuer.keyFor('RS256').kid })}.${encoded(claims)}`;
    return `${text}.${sign(text)}`;
  }

  function signedWithThePublicKey(): string {
    const pem = createPublicKey({ key: { ...issuer.keyFor('RS256') }, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    return unsigned('HS256', (text) => createHmac('sha256', pem).update(text).digest('base64url'));
  }

  async function changed(part: 0 | 1 | 2, change: (text: string) => string): Promise<string> {
    const parts = (await issuer.sign(usual())).split('.');
    return parts.with(part, change(parts[part] ?? '')).join('.');
  }

  const another = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

  test.each<[string, () => string | Promise<string>]>([
    ['that nobody signed', () => unsigned('none', () => '')],
    ['that nobody signed, in other letters', () => unsigned('NoNe', () => '')],
    ['that is signed with the public key as a secret', signedWithThePublicKey],
    ['that is for somebody else', () => issuer.sign({ ...usual(), aud: 'https://elsewhere.example' })],
    ['that is for nobody', () => issuer.sign({ ...usual(), aud: undefined })],
    ['of another issuer', () => issuer.sign({ ...usual(), iss: 'https://elsewhere.example' })],
    ['of nearly that issuer', () => issuer.sign({ ...usual(), iss: `${issuer.url}/` })],
    ['that has ended', () => issuer.sign({ ...usual(), exp: inSeconds(-31) })],
    ['that never ends', () => issuer.sign({ ...usual(), exp: undefined })],
    ['that is not yet valid', () => issuer.sign({ ...usual(), nbf: inSeconds(60) })],
    ['that is about nobody', () => issuer.sign({ ...usual(), sub: undefined })],
    ['that was issued at no time', () => issuer.sign({ ...usual(), iat: undefined })],
    ['that is a message that someone has signed out', () => issuer.sign(usual(), { typ: 'logout+jwt' })],
    ['whose key nobody knows', () => issuer.sign(usual(), { kid: 'key-of-nobody' })],
    ['that names the key of another algorithm', () => issuer.sign(usual(), { kid: issuer.keyFor('ES256').kid })],
    [
      'whose claims were changed',
      () => changed(1, () => encoded({ ...issuer.usualClaims(), roles: ['admin', 'nurse'] })),
    ],
    ['whose signature was changed', () => changed(2, another)],
    ['without its signature', () => changed(2, () => '')],
    ['whose header is none', () => changed(0, () => 'eyJh')],
    ['that is too long', () => issuer.sign({ ...usual(), padding: 'x'.repeat(8192) })],
  ])('%s', async (_, token) => {
    const answer = await home.bearing(await token()).get('/api/v1/residents');
    expectProblem(answer, 401, 'unauthenticated');
  });

  test('unless nothing is wrong with it, whatever else it says', async () => {
    expect(await greeted(await issuer.sign({ ...usual(), exp: inSeconds(-20), nbf: inSeconds(20) }))).toBe(200);
    expect(await greeted(await issuer.sign({ ...usual(), padding: 'x'.repeat(5000) }, { typ: 'JWT' }))).toBe(200);
  });

  test('by a home that knows no issuer', async () => {
    const alone = await Home.start();
    try {
      expect(await greeted(await issuer.tokenFor({ roles: ['admin'] }), alone)).toBe(401);
    } finally {
      await alone.stop();
    }
  });
});
