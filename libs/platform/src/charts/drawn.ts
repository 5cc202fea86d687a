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
import { preferredLanguage, TaggedText } from '#platform/http';
import { LANGUAGES, policyFor, type Language } from '#platform/print';
import type { Chart } from './chart.js';
import { draw } from './draw.js';

/** The media type of a chart; its `@Route` says it as `text`. */
export const CHART_TYPE = 'image/svg+xml';

/**
 * A route that answers with a picture, in the language that `Accept-Language` asks for, with an `ETag` of what is in it.
 * @param toChart of what the route answers with
 */
export function Drawn<A>(toChart: (answer: A, language: Language) => Chart): MethodDecorator {
  return applyDecorators(TaggedText(CHART_TYPE), UseInterceptors(drawing(toChart)));
}

function drawing<A>(toChart: (answer: A, language: Language) => Chart): Type<NestInterceptor> {
  @Injectable()
  class DrawingInterceptor implements NestInterceptor<A, string> {
    intercept(context: ExecutionContext, next: CallHandler<A>): Observable<string> {
      const http = context.switchToHttp();
      const language = preferredLanguage(http.getRequest<FastifyRequest>().headers, [...LANGUAGES]);
      const reply = http.getResponse<FastifyReply>();
      void reply.header('vary', 'accept-language');
      return next.handle().pipe(
        mergeMap(async (answer) => {
          const svg = await draw(toChart(answer, language));
          void reply.header('content-language', language);
          void reply.header('content-security-policy', policyFor());
          return svg;
        }),
      );
    }
  }
  return mixin(DrawingInterceptor);
}
