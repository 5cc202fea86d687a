import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { READS, type Reads } from '#platform/access';
import { currentActor } from '#platform/http';
import { merged } from '#platform/kernel';
import { Clock } from '#platform/time';
import type { Fields } from './trail/audit-entry.js';
import { ReadBuffer } from './read-buffer.js';
import { notedResident } from './read-note.js';
import { toldRead } from './read-told.js';

/**
 * Has every read of one resident's record told in the trail, when it is answered and not when it is refused. It sees the
 * answer whole: what tells the caller that nothing has changed (304) comes after it.
 */
@Injectable()
export class TellReads {
  constructor(
    private readonly reflector: Reflector,
    private readonly buffer: ReadBuffer,
    private readonly clock: Clock,
  ) {}

  /** @throws OverloadedError when it can't be told. */
  answered(context: ExecutionContext, answer: unknown): void {
    const reads = this.reflector.get<Reads | undefined>(READS, context.getHandler());
    if (reads === undefined || reads.from === 'nobody') return;
    this.tell(reads, context.switchToHttp().getRequest<FastifyRequest>(), answer);
  }

  private tell(reads: Reads, { params, query, body }: FastifyRequest, answer: unknown): void {
    const read = toldRead(reads, {
      path: params as Fields,
      query: query as Fields,
      body,
      answer,
      noted: notedResident(),
    });
    if (read === null) return;
    const unchanged = { at: this.clock.now(), action: 'read', before: null, after: null } as const;
    this.buffer.add(merged(merged(read, currentActor()), unchanged));
  }
}
