import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  mixin,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { preferredType } from './preferred-type.js';

/** Whether the caller likes `text/csv` best; the route then answers with text, and has {@link AlsoCsv}. */
export const WantsCsv = createParamDecorator((_: unknown, context: ExecutionContext): boolean => wantsCsv(context));

/**
 * A route that answers with CSV where the caller likes that best (`Accept`), and with JSON otherwise. Its `@Route` says
 * `csv: true`.
 * @param name of the file when it is saved, such as `order-suggestion`
 */
export function AlsoCsv(name: string): MethodDecorator {
  return applyDecorators(UseInterceptors(csv(name)));
}

function csv(name: string): Type<NestInterceptor> {
  @Injectable()
  class CsvInterceptor implements NestInterceptor {
    intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      void reply.header('vary', 'accept');
      if (!wantsCsv(context)) return next.handle();
      return next.handle().pipe(
        tap(() => {
          void reply.header('content-type', 'text/csv; charset=utf-8; header=present');
          void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
        }),
      );
    }
  }
  return mixin(CsvInterceptor);
}

function wantsCsv(context: ExecutionContext): boolean {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return preferredType(headers, ['application/json', 'text/csv']) === 'text/csv';
}
