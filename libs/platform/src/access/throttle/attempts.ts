import { LRUCache } from 'lru-cache';
import { Injectable } from '@nestjs/common';
import { fold } from '#platform/kernel';
import { currentRequest } from '#platform/http';
import { Clock, epochMilliseconds } from '#platform/time';
import { networkOf } from './network.js';
import { ALLOWANCES, decide, type Standing } from './standing.js';
import { counted, forgottenAfter, NO_FAILURES, type Allowance, type Tally } from './tally.js';
import { TooManyAttemptsError, TooManyToVerifyError } from './throttle.errors.js';
import { VerificationLane } from './verification-lane.js';

/**
 * How much is remembered of each kind. Failures are only counted of what was verified, a few dozen a second, so that
 * nobody can have their failures forgotten by flooding this memory; what is trusted is written by successes only.
 */
const MOST_FAILURES = 20_000;
const MOST_TRUSTED = 20_000;

/** How long a success is remembered, in days. */
const TRUSTED_DAYS = 30;

/** Longest name that is kept; no user's is longer. */
const LONGEST_NAME = 100;

/** What an attempt is counted by. */
interface Keys {
  readonly pair: string;
  readonly account: string;
  readonly network: string;
}

/**
 * Throttles attempts to prove who one is with a password, by account and by network. It remembers names as they were
 * sent, so that nothing tells whether there is such a user. In this process only: a restart forgives everything.
 */
@Injectable()
export class Attempts {
  private readonly pairs: LRUCache<string, Tally>;
  private readonly accounts: LRUCache<string, Tally>;
  private readonly networks: LRUCache<string, Tally>;
  private readonly trustedPairs: LRUCache<string, true>;
  private readonly knownNetworks: LRUCache<string, true>;

  constructor(
    private readonly lane: VerificationLane,
    private readonly clock: Clock,
  ) {
    const perf = { now: () => this.now() };
    const tallies = (allowance: Allowance): LRUCache<string, Tally> =>
      new LRUCache({ ...atMost(MOST_FAILURES), ttl: forgottenAfter(allowance) * 1000, ttlResolution: 0, perf });
    const successes = { ...atMost(MOST_TRUSTED), ttl: TRUSTED_DAYS * 86_400_000, ttlResolution: 0, perf };
    this.pairs = tallies(ALLOWANCES.pair);
    this.accounts = tallies(ALLOWANCES.account);
    this.networks = tallies(ALLOWANCES.knownNetwork);
    this.trustedPairs = new LRUCache(successes);
    this.knownNetworks = new LRUCache(successes);
  }

  /**
   * Has `verify` done in its turn, if this attempt may be made at all. It counts as failed from its beginning, so that
   * many at once count as many, until `verify` gives something.
   * @param username as it was sent; nobody need have that name.
   * @param verify gives undefined when the secret is wrong.
   * @throws TooManyAttemptsError before anything is looked at.
   */
  async make<T>(username: string, verify: () => Promise<T | undefined>): Promise<T | undefined> {
    const keys = keysOf(username, currentRequest()?.address ?? '');
    const decision = decide(this.standingOf(keys), this.now());
    if ('retryAfter' in decision) throw new TooManyAttemptsError(decision.retryAfter);
    if (!this.lane.hasRoom(decision.rank)) throw new TooManyAttemptsError(1);
    const takeBack = this.count(keys);
    try {
      const proven = await this.lane.run(decision.rank, verify);
      if (proven !== undefined) {
        takeBack();
        this.trust(keys);
      }
      return proven;
    } catch (error) {
      takeBack();
      throw error instanceof TooManyToVerifyError ? new TooManyAttemptsError(1) : error;
    }
  }

  private standingOf({ pair, account, network }: Keys): Standing {
    return {
      trusted: this.trustedPairs.has(pair),
      known: this.knownNetworks.has(network),
      pair: this.pairs.get(pair) ?? NO_FAILURES,
      account: this.accounts.get(account) ?? NO_FAILURES,
      network: this.networks.get(network) ?? NO_FAILURES,
    };
  }

  /** Counts a failure. @returns how to take it back. */
  private count({ pair, account, network }: Keys): () => void {
    const everywhere = !this.trustedPairs.has(pair);
    const addAll = (more: 1 | -1): void => {
      this.add(this.pairs, pair, ALLOWANCES.pair, more);
      if (!everywhere) return;
      this.add(this.accounts, account, ALLOWANCES.account, more);
      this.add(this.networks, network, ALLOWANCES.network, more);
    };
    addAll(1);
    return () => {
      addAll(-1);
    };
  }

  private add(tallies: LRUCache<string, Tally>, key: string, allowance: Allowance, more: 1 | -1): void {
    const tally = counted(tallies.get(key) ?? NO_FAILURES, allowance, this.now(), more);
    if (tally.count > 0) tallies.set(key, tally);
    else tallies.delete(key);
  }

  private trust({ pair, network }: Keys): void {
    this.pairs.delete(pair);
    this.trustedPairs.set(pair, true);
    this.knownNetworks.set(network, true);
  }

  private now(): number {
    return epochMilliseconds(this.clock.now());
  }
}

/** Each counts as one: a cache with `max` takes the memory of a full one at once. */
function atMost(size: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: size, sizeCalculation: () => 1 };
}

function keysOf(username: string, address: string): Keys {
  const account = fold(username).slice(0, LONGEST_NAME);
  const network = networkOf(address);
  return { account, network, pair: `${network} ${account}` };
}
