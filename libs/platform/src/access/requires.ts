import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Permission, Role } from './permissions.js';

export const PERMISSION = 'residencia:permission';

/** What a route may name instead of a permission: it needs no credentials. */
export const OPEN = 'open';

/** The permission that a route needs, one of the contract's role table. A route that names none doesn't start. */
export function Requires(permission: Permission): MethodDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION, permission),
    ApiSecurity('oauth2'),
    ApiExtension('x-permission', permission),
  );
}

/** A route that anyone may call: signing in. Health and metrics are no routes of the contract. */
export function Open(): MethodDecorator {
  return SetMetadata(PERMISSION, OPEN);
}

/** Who is calling. */
export interface Caller {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** The access token in use, so that it can be revoked. */
  readonly tokenId: string;
}

const CALLERS = new WeakMap<FastifyRequest, Caller>();

export function setCaller(request: FastifyRequest, caller: Caller): void {
  CALLERS.set(request, caller);
}

/** The caller that the guard let in. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = CALLERS.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new Error('a route without credentials has no caller');
  return caller;
});
