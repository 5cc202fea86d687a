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
import { Callers } from './callers.service.js';
import { isPermitted, type Permission } from './permissions.js';
import { HOLDER, OPEN, PERMISSION, refuseOthers, setCaller, type Holder } from './requires.js';

/** Deny by default: a caller is let in only by a valid credential whose roles hold the permission that the route names. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    const permission = this.reflector.get<Permission | typeof OPEN | undefined>(PERMISSION, handler);
    if (permission === OPEN) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.callers.callerOf(request.headers.authorization);
    if (caller === undefined) throw new UnauthorizedException();
    setCaller(request, caller);
    identify(caller.username);
    const holder = this.reflector.get<Holder | undefined>(HOLDER, handler);
    if (holder === 'anyone') return true;
    if (permission === undefined || !isPermitted(caller.roles, permission)) throw new ForbiddenException();
    if (holder !== undefined) refuseOthers(holder, caller);
    return true;
  }
}
