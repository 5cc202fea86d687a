import { createParamDecorator, UnsupportedMediaTypeException, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { textEncodingOf, type TextEncoding } from '#platform/kernel';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

/** A `text/csv` body as bytes that are read while they arrive; any other body is 415. */
export const CsvBody = createParamDecorator((_: unknown, context: ExecutionContext): AsyncIterable<Uint8Array> => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!isBytes(body)) throw new UnsupportedMediaTypeException();
  return body;
});

/** The `charset` that the content type of a CSV body states; undefined: none. One that can't be read is 415. */
export const CsvEncoding = createParamDecorator((_: unknown, context: ExecutionContext): TextEncoding | undefined => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const label = CHARSET.exec(headers['content-type'] ?? '')?.[1];
  if (label === undefined) return undefined;
  const encoding = textEncodingOf(label);
  if (encoding === undefined) throw new UnsupportedMediaTypeException();
  return encoding;
});

/** What the content-type parser for CSV hands over; JSON has no such values. */
function isBytes(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
