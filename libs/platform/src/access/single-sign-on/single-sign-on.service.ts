import { Inject, Injectable } from '@nestjs/common';
import type { SingleSignOnConfig } from '#platform/config';
import { Clock, epochMilliseconds } from '#platform/time';
import type { Caller } from '../requires.js';
import { personOf, type Claims, type RoleRule } from './claims.js';
import { IssuerKeys } from './issuer-keys.js';
import { People } from './people.service.js';

type Jose = typeof import('jose');

/** Whose tokens are accepted; the value is undefined where nobody signs in elsewhere. */
export const ACCEPTED_ISSUER = Symbol('accepted issuer');

export interface AcceptedIssuer extends Pick<SingleSignOnConfig, 'issuer' | 'audience' | 'keysSeconds'> {
  readonly rule: RoleRule;
}

/** Only those whose key to check with isn't the key to sign with. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;

/** What else an issuer signs (logout tokens, say) is no proof of who calls. */
const TYPES = [undefined, 'jwt', 'at+jwt'];

/** How far the issuer's clock may be from ours, in seconds. */
const TOLERANCE = 30;

/** Finds out who the bearer of an OpenID Connect issuer's token is. */
@Injectable()
export class SingleSignOn {
  private readonly keys: IssuerKeys | undefined;

  constructor(
    private readonly people: People,
    private readonly clock: Clock,
    @Inject(ACCEPTED_ISSUER) private readonly accepted: AcceptedIssuer | undefined,
  ) {
    this.keys = accepted === undefined ? undefined : new IssuerKeys(accepted.issuer, accepted.keysSeconds, clock);
  }

  /**
   * Who a token of the issuer is about, while it is good and they are active. The roles are those of the token.
   * @throws IssuerUnreachableError when that can't be known.
   */
  async callerOf(jwt: string): Promise<Caller | undefined> {
    const { accepted, keys } = this;
    if (accepted === undefined || keys === undefined) return undefined;
    const claims = await this.proven(jwt, accepted, keys);
    const person = claims === undefined ? undefined : personOf(claims, accepted.rule, this.clock.now());
    if (person === undefined) return undefined;
    const { active, id, username, displayName } = await this.people.userOf(accepted.issuer, person);
    if (!active) return undefined;
    return { kind: 'person', userId: id, username, displayName, roles: person.roles, tokenId: null };
  }

  /** What a token says, when the issuer has signed it, for us, and it is in force. */
  private async proven(
    jwt: string,
    { issuer, audience }: AcceptedIssuer,
    keys: IssuerKeys,
  ): Promise<Claims | undefined> {
    // Most homes have no issuer: it is loaded with the first token.
    const jose = await import('jose');
    if (!claimsToBeOf(jose, issuer, jwt)) return undefined;
    try {
      const { payload } = await jose.jwtVerify(jwt, keys.keyFor, {
        issuer,
        audience,
        algorithms: [...ALGORITHMS],
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: TOLERANCE,
        currentDate: new Date(epochMilliseconds(this.clock.now())),
      });
      return payload;
    } catch (error) {
      if (error instanceof jose.errors.JOSEError) return undefined;
      throw error;
    }
  }
}

/** Looked at first, so that the issuer isn't asked for the keys of what can't be its own. */
function claimsToBeOf({ decodeJwt, decodeProtectedHeader }: Jose, issuer: string, jwt: string): boolean {
  try {
    const { typ } = decodeProtectedHeader(jwt);
    return TYPES.includes(typ?.toLowerCase().replace(/^application\//, '')) && decodeJwt(jwt).iss === issuer;
  } catch {
    return false;
  }
}
