import { createParamDecorator, UnsupportedMediaTypeException, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A `text/csv` body as bytes that are read while they arrive; any other body is 415. */
export const CsvBody = createParamDecorator((_: unknown, context: ExecutionContext): AsyncIterable<Uint8Array> => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!isBytes(body)) throw new UnsupportedMediaTypeException();
  return body;
});

/** What the content-type parser for CSV hands over; JSON has no such values. */
function isBytes(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
