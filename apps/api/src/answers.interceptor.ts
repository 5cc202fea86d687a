import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { firstValueFrom, from, map, type Observable } from 'rxjs';
import { TellReads } from '#platform/audit';
import { Representation } from '#platform/http';
import { AnswerOnce } from '#platform/idempotency';

/**
 * What is done with every answer, in one place, since each interceptor costs every request: a read is told in the trail,
 * then the answer gets its headers, and as it goes out it is kept where it was asked for once.
 */
@Injectable()
export class AnswersInterceptor implements NestInterceptor {
  constructor(
    private readonly once: AnswerOnce,
    private readonly representation: Representation,
    private readonly reads: TellReads,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // Not called before it is run: Nest binds it to the context that it is called in, which says what is answered once.
    const answered = (): Observable<unknown> =>
      next.handle().pipe(map((answer: unknown) => this.finish(context, answer)));
    const asked = this.once.askedOf(context);
    if (asked === undefined) return answered();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.once.answer(asked, reply, () => firstValueFrom(answered(), { defaultValue: undefined })));
  }

  private finish(context: ExecutionContext, answer: unknown): unknown {
    this.reads.answered(context, answer);
    return this.representation.represent(context, answer);
  }
}
