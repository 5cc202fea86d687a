import { createHash } from 'node:crypto';
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
import { ApiHeader, ApiResponse } from '#platform/dto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { isNamed } from './entity-tag.js';

const ETAG = { description: 'of exactly this text', schema: { type: 'string' } } as const;

/**
 * A route that answers with text whose `ETag` is made of the text itself, so that who has the same text already gets 304
 * (`If-None-Match`). Its `@Route` says `text`.
 * @param type media type, such as `text/calendar`; the text is UTF-8.
 */
export function TaggedText(type: string): MethodDecorator {
  return applyDecorators(
    UseInterceptors(tagging(type)),
    ApiResponse({
      status: 304,
      description: 'It is the text that `If-None-Match` names',
      headers: { ETag: ETAG },
    }),
    ApiHeader({ name: 'If-None-Match', required: false, description: 'the `ETag` of the text that the caller has' }),
  );
}

function tagging(type: string): Type<NestInterceptor> {
  @Injectable()
  class TaggingInterceptor implements NestInterceptor<string, string | undefined> {
    intercept(context: ExecutionContext, next: CallHandler<string>): Observable<string | undefined> {
      const http = context.switchToHttp();
      const request = http.getRequest<FastifyRequest>();
      const reply = http.getResponse<FastifyReply>();
      return next.handle().pipe(map((text) => tagged(text, type, request, reply)));
    }
  }
  return mixin(TaggingInterceptor);
}

function tagged(text: string, type: string, { headers }: FastifyRequest, reply: FastifyReply): string | undefined {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  void reply.header('etag', tag);
  if (isNamed(headers['if-none-match'], tag)) {
    void reply.status(304);
    return undefined;
  }
  void reply.header('content-type', `${type}; charset=utf-8`);
  return text;
}
