import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';
import { Issuer } from '../../support/issuer.js';
import { expectProblem } from '../../support/matchers.js';
import { startThatFails } from '../../support/start.js';

/** A nurse by the issuer's words; `admin` is none of those that the home has been told. */
const NURSE = { realm_access: { roles: ['ward-nurse', 'admin'] } };
const WORDS = { OIDC_ROLES_CLAIM: 'realm_access.roles', OIDC_ROLE_MAP: 'ward-nurse=nurse,it=admin' };

let issuer: Issuer;
let home: Home;

/* One story, in order: the issuer is silent, then gone, then there, then changes its keys. */
beforeAll(async () => {
  issuer = await Issuer.start();
  issuer.fallSilent();
  home = await Home.start({ environment: { ...issuer.settings, ...WORDS, OIDC_KEYS_SECONDS: '1' } });
}, 60_000);
afterAll(async () => {
  await home.stop();
  await issuer.goAway();
});

async function statusOf(token: string): Promise<number> {
  return (await home.bearing(token).get('/api/v1/residents')).status;
}

describe('while the issuer cannot be asked for its keys', () => {
  test('nobody waits for it but those who come with its tokens, and they not for long', async () => {
    const nurse = await home.as('nurse');
    const token = await issuer.sign(NURSE);
    const started = performance.now();
    const answers: number[] = [];
    const waiting = Array.from({ length: 40 }, () => statusOf(token).then((status) => answers.push(status)));
    for (let times = 0; times < 10; times += 1) expect((await nurse.get('/api/v1/residents')).status).toBe(200);
    expect(answers).toEqual([]);
    await Promise.all(waiting);
    expect(new Set(answers)).toEqual(new Set([503]));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('its tokens are neither good nor bad, and those of others are bad', async () => {
    await issuer.goAway();
    const answer = await home.bearing(await issuer.sign(NURSE)).get('/api/v1/residents');
    expectProblem(answer, 503, 'issuer-unreachable');
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await statusOf(await issuer.sign({ ...NURSE, iss: 'https://elsewhere.example' }))).toBe(401);
  });

  test('and when it can again, they are good, without a restart', async () => {
    await issuer.comeBack();
    const token = await issuer.tokenFor(NURSE);
    await eventually(() => statusOf(token), 200);
    const { roles } = await home.bearing(token).read('/api/v1/auth/me');
    expect(roles).toEqual(['nurse']);
  });
});

describe('when the issuer changes its keys', () => {
  let old: string;

  test('tokens of the new one are good soon, and those of the old one still', async () => {
    old = await issuer.tokenFor(NURSE);
    expect(await statusOf(old)).toBe(200);
    await issuer.rotate();
    const token = await issuer.tokenFor(NURSE);
    await eventually(() => statusOf(token), 200);
    expect(await statusOf(old)).toBe(200);
  });

  test('and withdraws the old one, its tokens are refused when the home has looked again', async () => {
    issuer.withdrawOldKeys();
    await eventually(() => statusOf(old), 401);
    expect(await statusOf(await issuer.tokenFor(NURSE))).toBe(200);
  });
});

describe('the operator', () => {
  test('who names the issuer not to the letter is kept from trusting another', async () => {
    const settings = { ...issuer.settings, OIDC_ISSUER: `${issuer.url}/` };
    const mistaken = await Home.start({ environment: settings });
    try {
      const token = await issuer.sign({ roles: ['admin'], iss: `${issuer.url}/` });
      expectProblem(await mistaken.bearing(token).get('/api/v1/users'), 503, 'issuer-unreachable');
    } finally {
      await mistaken.stop();
    }
  });

  test('who gives a role that there is not is told so in one line', async () => {
    const settings = { ...issuer.settings, OIDC_ROLE_MAP: 'it=owner', DATABASE_URL: 'sqlite:/nowhere/at/all.db' };
    const errors = ['residencia: OIDC_ROLE_MAP: there is no role "owner"'];
    expect(await startThatFails(settings)).toEqual({ code: 1, output: '', errors });
  });
});
