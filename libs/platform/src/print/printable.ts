import {
  applyDecorators,
  Injectable,
  mixin,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { preferredLanguage, preferredType } from '#platform/http';
import { LANGUAGES, printed, type Language, type Print } from './print.js';

const TYPES = ['application/json', 'text/html'] as const;

/**
 * A route that answers with a page to print where the caller likes `text/html` best (`Accept`), and with JSON otherwise.
 * Its `@Route` says `printable: true`.
 * @param toPrint the page, of what the route answers with; in the language that `Accept-Language` asks for
 */
export function Printable<A>(toPrint: (answer: A, language: Language) => Print): MethodDecorator {
  return applyDecorators(UseInterceptors(printing(toPrint, TYPES)));
}

/** A route that answers with a page to print whatever the caller likes; its `@Route` says `text: 'text/html'`. */
export function Printed<A>(toPrint: (answer: A, language: Language) => Print): MethodDecorator {
  return applyDecorators(UseInterceptors(printing(toPrint, ['text/html'])));
}

function printing<A>(
  toPrint: (answer: A, language: Language) => Print,
  types: readonly [(typeof TYPES)[number], ...(typeof TYPES)[number][]],
): Type<NestInterceptor> {
  @Injectable()
  class PrintInterceptor implements NestInterceptor<A, A | string> {
    intercept(context: ExecutionContext, next: CallHandler<A>): Observable<A | string> {
      const http = context.switchToHttp();
      const { headers } = http.getRequest<FastifyRequest>();
      const reply = http.getResponse<FastifyReply>();
      void reply.header('vary', types.length === 1 ? 'accept-language' : 'accept, accept-language');
      if (preferredType(headers, types) !== 'text/html') return next.handle();
      return next.handle().pipe(
        mergeMap(async (answer) => {
          const language = preferredLanguage(headers, [...LANGUAGES]);
          const { html, policy } = await printed(toPrint(answer, language));
          void reply.header('content-type', 'text/html; charset=utf-8');
          void reply.header('content-language', language);
          void reply.header('content-security-policy', policy);
          return html;
        }),
      );
    }
  }
  return mixin(PrintInterceptor);
}
