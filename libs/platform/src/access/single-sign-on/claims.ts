import { createHash } from 'node:crypto';
import { ConfigurationError, type SingleSignOnConfig } from '#platform/config';
import { earlier, fromEpochMilliseconds, type Instant } from '#platform/time';
import { ROLES, type Role } from '../permissions.js';

/** What a token says, once its signature is proven: JSON of the issuer's. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who a token is about. */
export interface Person {
  /** With the issuer, what they are known by for good. */
  readonly subject: string;
  /** What they would like to be called here. */
  readonly username: string;
  /** Undefined: the token doesn't say. */
  readonly displayName: string | undefined;
  readonly roles: readonly Role[];
  readonly toldAt: Instant;
}

/** Where a token's roles are, and what they mean here. */
export interface RoleRule {
  readonly claim: string;
  /** Undefined: a value that is the name of a role gives that role. */
  readonly map: ReadonlyMap<string, readonly Role[]> | undefined;
}

/** @throws ConfigurationError when the settings name a role that there isn't. */
export function roleRule({ rolesClaim, roleMap }: Pick<SingleSignOnConfig, 'rolesClaim' | 'roleMap'>): RoleRule {
  if (roleMap === undefined) return { claim: rolesClaim, map: undefined };
  const map = new Map<string, Role[]>();
  for (const { value, role: name } of roleMap) {
    const role = ROLES.find((candidate) => candidate === name);
    if (role === undefined) throw new ConfigurationError('OIDC_ROLE_MAP', `there is no role ${JSON.stringify(name)}`);
    map.set(value, [...(map.get(value) ?? []), role]);
  }
  return { claim: rolesClaim, map };
}

/** Longest name of a user, and name to show. */
const USERNAME = 100;
const DISPLAY_NAME = 200;

/** Longest subject (OpenID Connect Core 1.0, section 2). */
const SUBJECT = 255;

/** Actors of the audit trail that are nobody; a person must not look like them. */
const NOBODY = new Set(['cli', 'system']);

/** Reads who a token is about; undefined when it names nobody who could be known again. */
export function personOf(claims: Claims, rule: RoleRule, now: Instant): Person | undefined {
  const { sub, iat, name } = claims;
  if (typeof sub !== 'string' || !isSubject(sub) || typeof iat !== 'number' || !isEpoch(iat)) return undefined;
  return {
    subject: sub,
    username: usernameOf(claims, sub),
    displayName: typeof name === 'string' ? shown(name) : undefined,
    roles: rolesOf(claims, rule),
    toldAt: earlier(fromEpochMilliseconds(Math.trunc(iat * 1000)), now),
  };
}

/** The roles that a token gives, each once, in our order. What isn't known here is passed over. */
export function rolesOf(claims: Claims, { claim, map }: RoleRule): Role[] {
  const value = claimAt(claims, claim);
  const words = (Array.isArray(value) ? (value as unknown[]) : [value]).filter((word) => typeof word === 'string');
  const given = new Set<string>(map === undefined ? words : words.flatMap((word) => map.get(word) ?? []));
  return ROLES.filter((role) => given.has(role));
}

/** A claim of that very name, dots included; else the one to which the names between the dots lead. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Claims)[name];
  }
  return value;
}

/** The first of the names that a token offers of which something is left in our letters: small ones, so that nobody looks like another. */
function usernameOf({ preferred_username: preferred, email }: Claims, subject: string): string {
  const names = [preferred, email, subject].filter((name) => typeof name === 'string');
  return names.map(cleaned).find((name) => name !== '') ?? 'someone';
}

function cleaned(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_.@-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, USERNAME);
}

/**
 * The names under which someone may be entered, the best first: their own, then with a mark of their own, when it is
 * taken by somebody else or by nobody.
 */
export function usernamesFor({ username, subject }: Pick<Person, 'username' | 'subject'>, issuer: string): string[] {
  const mark = createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');
  const marked = [8, 32].map((length) => {
    const end = `.${mark.slice(0, length)}`;
    return `${username.slice(0, USERNAME - end.length)}${end}`;
  });
  return NOBODY.has(username) ? marked : [username, ...marked];
}

/** A name in one line, without what can't be seen; undefined when nothing is left. */
function shown(name: string): string | undefined {
  const line = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  // A cut must not leave half a character.
  return line === '' ? undefined : line.slice(0, DISPLAY_NAME).replace(/[\ud800-\udbff]$/, '');
}

function isSubject(sub: string): boolean {
  return sub !== '' && sub.length <= SUBJECT && sub.isWellFormed() && !/\p{Cc}/u.test(sub);
}

/** Seconds since 1970 that are a time of this world. */
function isEpoch(seconds: number): boolean {
  return seconds >= 0 && seconds < 32_503_680_000;
}
