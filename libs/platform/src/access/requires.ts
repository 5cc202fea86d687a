import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '#platform/dto';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '#platform/kernel';
import type { Permission, ReadPermission, Role } from './permissions.js';
import { READS, readsNobodys, type Reads } from './reads.js';

export const PERMISSION = 'residencia:permission';

/** Which {@link Holder} a route is for. */
export const HOLDER = 'residencia:holder';

/** What a route may name instead of a permission: it needs no credentials. */
export const OPEN = 'open';

/**
 * The permission that a route needs, one of the contract's role table. A route that names none doesn't start.
 * @param reads whose record it reads, so that the read is told in the audit trail; a route that reads and doesn't say
 * doesn't start either.
 */
export function Requires(permission: ReadPermission, reads: Reads): MethodDecorator;
export function Requires(permission: Exclude<Permission, ReadPermission>, reads?: Reads): MethodDecorator;
export function Requires(permission: Permission, reads?: Reads): MethodDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION, permission),
    ...(reads === undefined ? [] : [SetMetadata(READS, reads)]),
    ApiSecurity('oauth2'),
    ApiBearerAuth('bearer'),
    ApiExtension('x-permission', permission),
  );
}

/**
 * Whom a route about oneself is for: a program as well as a person; a person; a person with a password and a token of
 * this home.
 */
export type Holder = 'anyone' | 'person' | 'signed-in-here';

/** A route about oneself. Only one for `anyone` lets in who has no role at all. */
export function AboutOneself(holder: Holder): MethodDecorator {
  return applyDecorators(Requires('self:write', readsNobodys()), SetMetadata(HOLDER, holder));
}

/** A route with a permission that no program may call, whatever its roles. */
export function PeopleOnly(): MethodDecorator {
  return SetMetadata(HOLDER, 'person' satisfies Holder);
}

/**
 * A route that anyone may call: signing in, or what a secret in the address opens. Health and metrics are no routes of the
 * contract.
 * @param reads whose record it reads, if any's.
 */
export function Open(reads?: Reads): MethodDecorator {
  return applyDecorators(SetMetadata(PERMISSION, OPEN), ...(reads === undefined ? [] : [SetMetadata(READS, reads)]));
}

/** Who is calling. */
export interface Caller {
  /** A program calls with an API key. */
  readonly kind: 'person' | 'program';
  /** The id of the user, or of the API key. */
  readonly userId: string;
  /** As logs and the audit trail name it: a username, or `api-key:<name>`. */
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** The access token in use, so that it can be revoked; null when the credential is none of those. */
  readonly tokenId: string | null;
}

/** 403: a program has no password, no PIN and no token to revoke. */
export class NotAPersonError extends DomainError {
  constructor() {
    super('forbidden', 'not-a-person', 'An API key belongs to a program: only a person may do that.');
  }
}

/** 403: the password and the signing out are the affair of whoever signed the person in. */
export class SignedInElsewhereError extends DomainError {
  constructor() {
    super('forbidden', 'signed-in-elsewhere', 'You are signed in by single sign-on: do that where you signed in.');
  }
}

/**
 * The access token in use.
 * @throws NotAPersonError, SignedInElsewhereError when the caller has none of this home.
 */
export function tokenOf({ kind, tokenId }: Caller): string {
  if (kind === 'program') throw new NotAPersonError();
  if (tokenId === null) throw new SignedInElsewhereError();
  return tokenId;
}

/** @throws NotAPersonError, SignedInElsewhereError when a route about oneself is not for this caller. */
export function refuseOthers(holder: Holder, caller: Caller): void {
  if (holder === 'person' && caller.kind === 'program') throw new NotAPersonError();
  if (holder === 'signed-in-here') tokenOf(caller);
}

const CALLERS = new WeakMap<FastifyRequest, Caller>();

export function setCaller(request: FastifyRequest, caller: Caller): void {
  CALLERS.set(request, caller);
}

/** The caller that the guard let in; undefined on a route that needs no credentials. */
export function callerOf(request: FastifyRequest): Caller | undefined {
  return CALLERS.get(request);
}

/** The caller that the guard let in. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new Error('a route without credentials has no caller');
  return caller;
});
