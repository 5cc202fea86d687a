import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '#platform/access';
import { UnitOfWork, type Once } from '#platform/database';
import { NOT_KEPT } from '#platform/http';
import { Clock } from '#platform/time';
import { IdempotencyKeyReusedError, keyedRequest, type KeyedRequest } from './keyed-request.js';
import { AnsweredElsewhere, KeptAnswersRepository, type KeptAnswer } from './kept-answers.repository.js';

/** Headers that belong to the answer; the others belong to this one exchange. */
const KEPT_HEADERS = ['etag', 'location'];

/** A request that is being answered here. */
interface UnderWay {
  readonly fingerprint: string;
  readonly ended: Promise<void>;
}

/**
 * `Idempotency-Key` (api.md section 1): one effect and one answer, however often a POST is sent. The answer is kept in the
 * unit of work that has the effect. A twin of a request that is under way waits for it.
 */
@Injectable()
export class AnswerOnce {
  private readonly underWay = new Map<string, UnderWay>();

  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly answers: KeptAnswersRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What a request asks to have once; undefined: it doesn't ask for that.
   * @throws BadIdempotencyKeyError
   */
  askedOf(context: ExecutionContext): KeyedRequest | undefined {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined) return undefined;
    const caller = callerOf(request);
    if (caller === undefined) return undefined;
    if (this.reflector.get<string | undefined>(NOT_KEPT, context.getHandler()) !== undefined) return undefined;
    return keyedRequest({
      callerId: caller.userId,
      method: request.method,
      path: request.url.split('?', 1)[0] ?? '',
      key: String(key),
      body: request.body,
    });
  }

  /**
   * The answer to it: that of `handle`, which runs at most once, or the one that is there already.
   * @throws IdempotencyKeyReusedError, whatever `handle` throws
   */
  async answer(asked: KeyedRequest, reply: FastifyReply, handle: () => Promise<unknown>): Promise<unknown> {
    for (;;) {
      const kept = await this.known(asked);
      if (kept !== undefined) return replayed(kept, reply);
      try {
        return await this.underWayAs(asked, () => this.handle(asked, reply, handle));
      } catch (error) {
        if (!(error instanceof AnsweredElsewhere)) throw error;
      }
    }
  }

  /** The answer that is there already, or that a twin comes to meanwhile. */
  private async known(asked: KeyedRequest): Promise<KeptAnswer | undefined> {
    for (;;) {
      const twin = this.underWay.get(asked.id);
      const known = twin ?? (await this.answers.find(this.unitOfWork.reader, asked.id));
      if (known === undefined) {
        if (this.underWay.has(asked.id)) continue;
        return undefined;
      }
      if (known.fingerprint !== asked.fingerprint) throw new IdempotencyKeyReusedError();
      if (!('ended' in known)) return known;
      await known.ended;
    }
  }

  private async underWayAs<T>({ id, fingerprint }: KeyedRequest, handle: () => Promise<T>): Promise<T> {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.underWay.set(id, { fingerprint, ended });
    try {
      return await handle();
    } finally {
      this.underWay.delete(id);
      end();
    }
  }

  private async handle(asked: KeyedRequest, reply: FastifyReply, handle: () => Promise<unknown>): Promise<unknown> {
    const once: Once<unknown> = {
      begin: (tx) => this.answers.claim(tx, asked, this.clock.now()),
      end: (tx, body) => this.answers.keep(tx, asked, answerOf(body, reply)),
    };
    return this.unitOfWork.answerOnce(once, handle);
  }
}

function answerOf(body: unknown, reply: FastifyReply): Omit<KeptAnswer, 'fingerprint'> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(headers),
    body: body === undefined ? null : JSON.stringify(body),
  };
}

function replayed({ status, headers, body }: KeptAnswer, reply: FastifyReply): unknown {
  void reply.status(status).headers(headers).header('idempotency-replayed', 'true');
  return body === null ? undefined : (JSON.parse(body) as unknown);
}
