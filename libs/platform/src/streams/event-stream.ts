import {
  applyDecorators,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '#platform/dto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { callerOf, Callers, isPermitted, PERMISSION, type Permission } from '#platform/access';
import type { Outlet } from './outlet.js';
import type { Feed } from './server-event.js';
import { Streams } from './streams.service.js';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy in front is to pass on each event as it comes.
  'x-accel-buffering': 'no',
  // Nothing else is ever asked on it.
  connection: 'close',
};

/**
 * A route that answers with a {@link Feed} as server-sent events. It ends when its reader goes, when the credential that it
 * was begun with is no longer good, and when the home closes. Its `@Route` says `text: 'text/event-stream'`.
 */
export function EventStream(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(EventStreamInterceptor),
    ApiHeader({ name: 'Last-Event-ID', required: false, description: 'the id of the last event that arrived' }),
  );
}

@Injectable()
class EventStreamInterceptor implements NestInterceptor<Feed, Outlet> {
  constructor(
    private readonly reflector: Reflector,
    private readonly streams: Streams,
    private readonly callers: Callers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<Feed>): Observable<Outlet> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const permission = this.reflector.get<Permission>(PERMISSION, context.getHandler());
    return next.handle().pipe(
      map((feed) => {
        const { authorization } = request.headers;
        const readerId = callerOf(request)?.userId ?? '';
        const outlet = this.streams.begin(readerId, feed, () => this.mayRead(authorization, permission));
        // Also where the reader has gone before anything was sent.
        if (reply.raw.destroyed) outlet.destroy();
        reply.raw.once('close', () => outlet.destroy());
        void reply.headers(HEADERS);
        return outlet;
      }),
    );
  }

  private async mayRead(authorization: string | undefined, permission: Permission): Promise<boolean> {
    const caller = await this.callers.callerOf(authorization);
    return caller !== undefined && isPermitted(caller.roles, permission);
  }
}
