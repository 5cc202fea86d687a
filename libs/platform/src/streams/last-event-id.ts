import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '#platform/kernel';

const WHOLE = /^\d{1,15}$/;

/** 400: `Last-Event-ID` is none of ours. */
export class BadLastEventIdError extends DomainError {
  constructor() {
    super('malformed', 'bad-last-event-id', 'Last-Event-ID must be the id of an event of this stream.');
  }
}

/** The number in `Last-Event-ID`, with which a reader that has lost its connection comes back; undefined: it begins. */
export const LastEventId = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers['last-event-id'];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !WHOLE.test(given)) throw new BadLastEventIdError();
  return Number(given);
});
