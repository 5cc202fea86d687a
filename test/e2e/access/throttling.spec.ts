import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { thePrescription } from '../../support/builders/prescriptions.js';
import { aUser } from '../../support/builders/users.js';
import type { Answer, Client, Credentials } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { address, BEHIND_A_PROXY, figure, manyAtOnce, signInFrom } from '../../support/places.js';

const WARD = '192.0.2.10';
const AT_HOME = '203.0.113.77';
const WRONG = 'not the password';
let home: Home;
let admin: Client;
let places = 0;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true, clockAt: '2026-11-24T08:00:00+01:00', environment: BEHIND_A_PROXY });
  admin = await home.as('admin');
});
afterAll(() => home.stop());

async function hire(): Promise<Credentials> {
  const user = aUser();
  await admin.created('/api/v1/users', user);
  return user;
}

/** Somewhere that nobody has been. */
function somewhere(): string {
  places += 1;
  return address(20_000 + places);
}

function fail(place: string, username: string): Promise<Answer> {
  return signInFrom(home, place, { username, password: WRONG });
}

/** Fails in an account from one new address after the other until that is refused. @returns how often it went wrong first. */
async function attack(username: string): Promise<number> {
  for (let failures = 0; failures < 100; failures += 1) {
    const { status } = await fail(somewhere(), username);
    if (status === 429) return failures;
  }
  return Infinity;
}

function expectToWait(answer: Answer, seconds: number): void {
  expectProblem(answer, 429, 'too-many-attempts');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(seconds);
}

describe('an account that strangers try from everywhere', () => {
  test('is closed to strangers for half a minute, even with the right password', async () => {
    const nurse = await hire();
    expect(await attack(nurse.username)).toBe(20);
    expectToWait(await signInFrom(home, somewhere(), nurse), 30);
  });

  test('is open to its owner where they work, and wherever a colleague has signed in', async () => {
    const [nurse, colleague] = [await hire(), await hire()];
    expect((await signInFrom(home, WARD, nurse)).status).toBe(200);
    expect((await signInFrom(home, AT_HOME, colleague)).status).toBe(200);
    await attack(nurse.username);
    expectToWait(await signInFrom(home, somewhere(), nurse), 30);
    expect((await signInFrom(home, WARD, nurse)).status).toBe(200);
    expect((await signInFrom(home, AT_HOME, nurse)).status).toBe(200);
  });

  test('is closed all the same when there is no such account, and nothing tells the two apart', async () => {
    const { username } = await hire();
    const [known, unknown]: Answer[][] = [[], []];
    for (let count = 0; count < 22; count += 1) {
      const place = somewhere();
      known?.push(await fail(place, username));
      unknown?.push(await fail(place, 'nobody.at.all'));
    }
    const told = ({ status, body, headers }: Answer): unknown[] => [status, body, headers.get('retry-after') !== null];
    expect(unknown?.map(told)).toEqual(known?.map(told));
    expect(known?.map(({ status }) => status)).toEqual([...Array<number>(20).fill(401), 429, 429]);
  });
});

describe('an address', () => {
  test('from which too much fails is closed, whatever the account and the interface, but for who is trusted there', async () => {
    const [nurse, colleague] = [await hire(), await hire()];
    const ward = (host: number): string => `2001:db8:7:7::${host.toString(16)}`;
    expect((await signInFrom(home, ward(0), nurse)).status).toBe(200);
    let failures = 0;
    while (failures < 300 && (await fail(ward(failures), `name.${failures}`)).status === 401) failures += 1;
    expect(failures).toBeGreaterThanOrEqual(200);
    expect(failures).toBeLessThan(300);
    expectToWait(await signInFrom(home, ward(9), colleague), 6);
    expect((await signInFrom(home, ward(9), nurse)).status).toBe(200);
    expect((await signInFrom(home, '2001:db8:7:8::9', colleague)).status).toBe(200);
  });
});

describe('someone who mistypes', () => {
  test('many times waits a minute at most, and hinders nobody else', async () => {
    const [nurse, colleague] = [await hire(), await hire()];
    await signInFrom(home, WARD, nurse);
    for (let count = 0; count < 20; count += 1) expect((await fail(WARD, nurse.username)).status).toBe(401);
    expectToWait(await signInFrom(home, WARD, nurse), 60);
    expect((await signInFrom(home, WARD, colleague)).status).toBe(200);
    expect((await signInFrom(home, somewhere(), nurse)).status).toBe(200);
  });

  test('the current password when changing it waits as well: a token found open is no way to guess it', async () => {
    const nurse = await hire();
    const signedIn = await home.signIn(nurse);
    const guess = (currentPassword: string): Promise<Answer> =>
      signedIn.post('/api/v1/auth/password', { currentPassword, newPassword: 'lantern-meadow-violin-4' });
    for (let count = 0; count < 20; count += 1) expectProblem(await guess(WRONG), 403, 'wrong-password');
    expectToWait(await guess(nurse.password), 60);
    expectToWait(await home.visitor().post('/api/v1/auth/token', credentialsOf(nurse)), 60);
  });

  test('a witness PIN has five tries, however many are made at the same moment', async () => {
    const nurse = await home.as('nurse');
    const witness = await hire();
    await (await home.signIn(witness)).post('/api/v1/auth/pin', { pin: '482913' });
    const prescription = await thePrescription(home, { medication: { controlled: true } });
    const give = (pin: string): Promise<Answer> =>
      nurse.post(`/api/v1/prescriptions/${prescription.id}/administrations`, {
        outcome: 'given',
        witness: { username: witness.username, pin },
      });
    const guesses = await Promise.all(['000000', '111111', '222222', '333333', '444444'].map(give));
    for (const guess of guesses) expectProblem(guess, 403, 'witness-refused');
    expectProblem(await give('482913'), 403, 'witness-refused');
  });
});

describe('answers take the same time', () => {
  test('for someone who is here, and for a name that nobody has', async () => {
    const nurse = await hire();
    await signInFrom(home, WARD, nurse);
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let count = 0; count < 18; count += 1) {
      times.known.push(await timeOf(() => fail(WARD, nurse.username)));
      times.unknown.push(await timeOf(() => fail(WARD, 'somebody.else')));
    }
    const ratio = median(times.known) / median(times.unknown);
    // Without a hash for nobody, an unknown name would be answered some ten times as fast.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });
});

describe('while an attack goes on from two hundred addresses', () => {
  test('a nurse signs in again and again, in less than a second each time, and memory stays', async () => {
    const nurse = await hire();
    const signIns: { status: number; time: number }[] = [];
    const signIn = async (): Promise<void> => {
      const began = performance.now();
      const { status } = await signInFrom(home, WARD, nurse);
      signIns.push({ status, time: performance.now() - began });
    };
    for (let count = 0; count < 10; count += 1) await signIn();
    // On a machine that is slow without any attack, the attack is not to blame.
    const longest = Math.max(1000, 5 * slowest(signIns.splice(0)));
    const before = await figure(admin, 'process_resident_memory_bytes');
    const statuses: number[] = [];
    const flooding = new AbortController();
    const flood = manyAtOnce(600, 24, async (index) => {
      const username = index % 3 === 0 ? nurse.username : `name.${index}`;
      statuses.push((await fail(address(index % 200), username)).status);
    }).finally(() => {
      flooding.abort();
    });
    while (!flooding.signal.aborted) await signIn();
    await flood;
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(signIns.length).toBeGreaterThan(3);
    expect(new Set(signIns.map(({ status }) => status))).toEqual(new Set([200]));
    expect(slowest(signIns)).toBeLessThan(longest);
    expect((await figure(admin, 'process_resident_memory_bytes')) - before).toBeLessThan(150_000_000);
  });
});

function credentialsOf({ username, password }: Credentials): Credentials {
  return { username, password };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function slowest(requests: readonly { readonly time: number }[]): number {
  return Math.max(...requests.map(({ time }) => time));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
