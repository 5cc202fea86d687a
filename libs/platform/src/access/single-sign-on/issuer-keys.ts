import { Logger } from '@nestjs/common';
import type { createRemoteJWKSet, JWTVerifyGetKey } from 'jose';
import { isSafeFromOthers } from '#platform/config';
import { DomainError } from '#platform/kernel';
import { addMilliseconds, type Clock, type Instant } from '#platform/time';

type Jose = typeof import('jose');

/** Longest that the issuer may take to tell its keys. */
const TIMEOUT_MS = 3000;

/** How long it is left in peace after it failed to. */
const REST_SECONDS = 5;

/** At most so often is it asked for a key that it hasn't told yet: a forged name of a key must cost it nothing. */
const COOLDOWN_MS = 10_000;

/** 503: without the issuer's keys it can't be known whether a token is good. */
export class IssuerUnreachableError extends DomainError {
  constructor() {
    super('unavailable', 'issuer-unreachable', 'Single sign-on cannot be checked now. Try again shortly.', {
      retryAfter: REST_SECONDS,
    });
  }
}

/**
 * The public keys of an OpenID Connect issuer: found by discovery when the first is needed, kept for a while, and looked
 * for anew when a token names one that isn't known.
 */
export class IssuerKeys {
  private readonly logger = new Logger(IssuerKeys.name);
  private keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  private restUntil: Instant | undefined;

  /** @param keysSeconds how long keys are kept. */
  constructor(
    private readonly issuer: string,
    private readonly keysSeconds: number,
    private readonly clock: Clock,
  ) {}

  /**
   * The key that a token's header names.
   * @throws errors.JOSEError when there is none; IssuerUnreachableError when that can't be known.
   */
  readonly keyFor: JWTVerifyGetKey = async (header, token) => {
    const jose = await import('jose');
    this.keys ??= this.keysBy(jose);
    try {
      return await this.keys(header, token);
    } catch (error) {
      if (isAboutTheToken(jose, error)) throw error;
      this.rest(error);
      throw new IssuerUnreachableError();
    }
  };

  private keysBy(jose: Jose): ReturnType<typeof createRemoteJWKSet> {
    const cacheMaxAge = this.keysSeconds * 1000;
    return jose.createRemoteJWKSet(new URL(`${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`), {
      timeoutDuration: TIMEOUT_MS,
      cacheMaxAge,
      cooldownDuration: Math.min(COOLDOWN_MS, cacheMaxAge),
      [jose.customFetch]: (discovery, options) => this.fetchKeys(discovery, options),
    });
  }

  /** Discovery comes first each time: keys may move. */
  private async fetchKeys(discovery: string, options: RequestInit): Promise<Response> {
    if (this.restUntil !== undefined && this.clock.now() < this.restUntil) throw new StillResting();
    const found = await fetch(discovery, options);
    if (!found.ok) throw new Error(`discovery was answered with ${found.status}`);
    return fetch(this.keysAddress(await found.json()), options);
  }

  private keysAddress(metadata: unknown): string {
    if (typeof metadata !== 'object' || metadata === null) throw new Error('discovery told nothing');
    const { issuer, jwks_uri: address } = metadata as Readonly<Record<string, unknown>>;
    if (issuer !== this.issuer) throw new Error('discovery told of another issuer');
    if (typeof address !== 'string' || !isSafeFromOthers(address)) throw new Error('its keys have no safe address');
    return address;
  }

  private rest(error: unknown): void {
    if (error instanceof StillResting) return;
    this.restUntil = addMilliseconds(this.clock.now(), REST_SECONDS * 1000);
    this.logger.warn(`the keys of the OpenID Connect issuer cannot be read: ${reasonOf(error)}`);
  }
}

/** Not asked, since it has just failed. */
class StillResting extends Error {}

function isAboutTheToken({ errors }: Jose, error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
