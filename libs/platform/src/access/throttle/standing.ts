import { left, secondsUntilNext, type Allowance, type Tally } from './tally.js';

/** Whose attempts are looked at first when many wait: the highest number. */
export const RANKS = { suspect: 0, stranger: 1, known: 2, trusted: 3 } as const;
export type Rank = (typeof RANKS)[keyof typeof RANKS];

/** What is remembered of whoever tries to sign in to an account from a network. */
export interface Standing {
  /** They have done so before, from that network. */
  readonly trusted: boolean;
  /** Someone has signed in from that network. */
  readonly known: boolean;
  /** Failures in that account from that network. */
  readonly pair: Tally;
  /** Failures in that account from wherever nobody is trusted in it. */
  readonly account: Tally;
  /** Failures from that network in accounts that are not trusted there. */
  readonly network: Tally;
}

/**
 * How much may fail. A person mistypes some times and waits a minute at most; behind one address may sit a ward of
 * forty; an account that is tried from everywhere is closed to strangers until they tire, and to them only.
 */
export const ALLOWANCES = {
  pair: { most: 20, forgivenEvery: 60 },
  account: { most: 20, forgivenEvery: 30 },
  network: { most: 50, forgivenEvery: 6 },
  knownNetwork: { most: 200, forgivenEvery: 6 },
} as const satisfies Record<string, Allowance>;

/** Whether the attempt is looked at, and before whom; or in how many seconds it may be tried again. */
export type Decision = { readonly rank: Rank } | { readonly retryAfter: number };

/** @param now milliseconds since the epoch. */
export function decide(standing: Standing, now: number): Decision {
  const { trusted, known, pair, account, network } = standing;
  const waits = [secondsUntilNext(pair, ALLOWANCES.pair, now)];
  if (!trusted && known) waits.push(secondsUntilNext(network, ALLOWANCES.knownNetwork, now));
  if (!trusted && !known) {
    waits.push(secondsUntilNext(network, ALLOWANCES.network, now));
    waits.push(secondsUntilNext(account, ALLOWANCES.account, now));
  }
  const retryAfter = Math.max(...waits);
  return retryAfter > 0 ? { retryAfter } : { rank: rankOf(standing, now) };
}

function rankOf({ trusted, known, network }: Standing, now: number): Rank {
  if (trusted) return RANKS.trusted;
  if (known) return RANKS.known;
  return left(network, ALLOWANCES.network, now) <= 1 ? RANKS.stranger : RANKS.suspect;
}
