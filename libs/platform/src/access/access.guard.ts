import {
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { identify } from '#platform/http';
import { isPermitted, type Permission } from './permissions.js';
import { OPEN, PERMISSION, setCaller } from './requires.js';
import { SignIn } from './sign-in.service.js';

const BEARER = /^Bearer ([\w.~+/-]{1,512})=*$/i;

/** Deny by default: a caller is let in only by a valid token whose roles hold the permission that the route names. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIn: SignIn,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<Permission | typeof OPEN | undefined>(PERMISSION, context.getHandler());
    if (permission === OPEN) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const caller = token === undefined ? undefined : await this.signIn.callerOf(token);
    if (caller === undefined) throw new UnauthorizedException();
    setCaller(request, caller);
    identify(caller.username);
    if (permission === undefined || !isPermitted(caller.roles, permission)) throw new ForbiddenException();
    return true;
  }
}
