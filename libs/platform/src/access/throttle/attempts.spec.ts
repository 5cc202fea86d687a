import { beforeEach, describe, expect, test } from '@jest/globals';
import { enterRequest } from '#platform/http';
import { addMilliseconds, parseInstant, SteppedClock } from '#platform/time';
import { Attempts } from './attempts.js';
import { ALLOWANCES } from './standing.js';
import { TooManyAttemptsError } from './throttle.errors.js';
import { VerificationLane } from './verification-lane.js';

const WARD = '192.0.2.1';
const ELSEWHERE = '198.51.100.1';
let clock: SteppedClock;
let attempts: Attempts;

beforeEach(() => {
  clock = new SteppedClock(parseInstant('2026-11-24T09:00:00Z'));
  attempts = new Attempts(new VerificationLane(), clock);
});

function pass(seconds: number): void {
  clock.set(addMilliseconds(clock.now(), seconds * 1000));
}

function from<T>(address: string, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    enterRequest({ requestId: 'r', address }, () => {
      work().then(resolve, reject);
    });
  });
}

/** @returns `in`, `wrong`, or the seconds to wait. */
async function attempt(address: string, username: string, right: boolean): Promise<string | number | undefined> {
  try {
    const proven = await from(address, () => attempts.make(username, () => Promise.resolve(right ? 'in' : undefined)));
    return proven ?? 'wrong';
  } catch (error) {
    if (!(error instanceof TooManyAttemptsError)) throw error;
    return error.extensions['retryAfter'] as number;
  }
}

const signIn = (address: string, username: string): ReturnType<typeof attempt> => attempt(address, username, true);
const fail = (address: string, username: string): ReturnType<typeof attempt> => attempt(address, username, false);

async function failOften(count: number, of: (index: number) => readonly [address: string, username: string]) {
  const outcomes = [];
  for (let index = 0; index < count; index += 1) outcomes.push(await fail(...of(index)));
  return outcomes;
}

/** As many addresses as one likes. */
function address(index: number): string {
  return `203.0.${Math.floor(index / 256)}.${index % 256}`;
}

describe('an account that strangers try from many addresses', () => {
  test('is closed to them for a while, and opens one attempt at a time', async () => {
    const outcomes = await failOften(25, (index) => [address(index), 'n.ruiz']);
    expect(outcomes).toEqual([...Array<string>(20).fill('wrong'), 30, 30, 30, 30, 30]);
    expect(await signIn(ELSEWHERE, 'n.ruiz')).toBe(30);
    pass(30);
    expect(await fail(address(99), 'n.ruiz')).toBe('wrong');
    expect(await fail(address(99), 'n.ruiz')).toBe(30);
  });

  test('stays open to its owner where they work, and to them wherever a colleague works', async () => {
    expect(await signIn(WARD, 'n.ruiz')).toBe('in');
    expect(await signIn(ELSEWHERE, 'm.sanz')).toBe('in');
    await failOften(60, (index) => [address(index), 'n.ruiz']);
    expect(await signIn(address(1000), 'n.ruiz')).toBeGreaterThan(0);
    expect(await signIn(WARD, 'n.ruiz')).toBe('in');
    expect(await signIn(ELSEWHERE, 'n.ruiz')).toBe('in');
  });

  test('is the same account in whatever way its name is written', async () => {
    await failOften(20, (index) => [address(index), index % 2 === 0 ? 'N.RUIZ' : 'ｎ.ruiz']);
    expect(await fail(ELSEWHERE, 'n.ruiz')).toBe(30);
  });
});

describe('an address', () => {
  test('that tries many names is closed, but for those who are trusted there', async () => {
    await signIn(WARD, 'n.ruiz');
    const outcomes = await failOften(ALLOWANCES.knownNetwork.most + 1, (index) => [WARD, `name${index}`]);
    expect(outcomes.slice(-2)).toEqual(['wrong', 6]);
    expect(await signIn(WARD, 'm.sanz')).toBe(6);
    expect(await signIn(WARD, 'n.ruiz')).toBe('in');
    expect(await signIn(ELSEWHERE, 'm.sanz')).toBe('in');
  });

  test('where nobody has signed in may try fewer', async () => {
    const outcomes = await failOften(ALLOWANCES.network.most + 1, (index) => [ELSEWHERE, `name${index}`]);
    expect(outcomes.slice(-2)).toEqual(['wrong', 6]);
  });

  test('of IPv6 is all that its owner has', async () => {
    await failOften(50, (index) => [`2001:db8:1:2::${index}`, `name${index}`]);
    expect(await fail('2001:db8:1:2:ffff::1', 'another')).toBe(6);
    expect(await fail('2001:db8:1:3::1', 'another')).toBe('wrong');
  });
});

describe('someone who mistypes where they work', () => {
  test('waits a minute at most, and begins anew after getting in', async () => {
    await signIn(WARD, 'n.ruiz');
    const outcomes = await failOften(21, () => [WARD, 'n.ruiz']);
    expect(outcomes.slice(-2)).toEqual(['wrong', 60]);
    expect(await signIn(WARD, 'n.ruiz')).toBe(60);
    pass(60);
    expect(await signIn(WARD, 'n.ruiz')).toBe('in');
    expect((await failOften(20, () => [WARD, 'n.ruiz'])).at(-1)).toBe('wrong');
  });

  test('closes neither the address nor the account to anyone', async () => {
    await signIn(WARD, 'n.ruiz');
    await failOften(30, () => [WARD, 'n.ruiz']);
    expect(await signIn(WARD, 'm.sanz')).toBe('in');
    expect(await signIn(ELSEWHERE, 'n.ruiz')).toBe('in');
  });
});

describe('attempts at the same moment', () => {
  test('count before they are known to have failed', async () => {
    let verified = 0;
    const guess = (): Promise<unknown> =>
      attempts.make('n.ruiz', () => {
        verified += 1;
        return Promise.resolve(undefined);
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => from(ELSEWHERE, guess)));
    expect(verified).toBeLessThanOrEqual(ALLOWANCES.account.most);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(100 - verified);
  });

  test('that come to nothing because of a fault of ours are not held against anyone', async () => {
    const fault = (): Promise<never> => Promise.reject(new Error('no database'));
    for (let count = 0; count < 30; count += 1) {
      await expect(from(ELSEWHERE, () => attempts.make('n.ruiz', fault))).rejects.toThrow('no database');
    }
    expect(await signIn(ELSEWHERE, 'n.ruiz')).toBe('in');
  });
});

test('a success is remembered for a month', async () => {
  await signIn(WARD, 'n.ruiz');
  pass(29 * 86_400);
  await failOften(20, (index) => [address(index), 'n.ruiz']);
  expect(await signIn(WARD, 'n.ruiz')).toBe('in');
  pass(31 * 86_400);
  await failOften(20, (index) => [address(index), 'n.ruiz']);
  expect(await signIn(WARD, 'n.ruiz')).toBe(30);
});
