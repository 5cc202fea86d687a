import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { IncomingMessage } from 'node:http';

const FORM_ROUTE = '/api/v1/auth/token';
const CSV_ROUTES = new Set(['/api/v1/medications/import']);

/** Largest CSV body, in bytes; 300,000 medicines. */
const CSV_LIMIT = 64 * 1024 * 1024;

/** Longest that its sender may be silent, in milliseconds. */
const CSV_SILENCE = 30_000;

/**
 * The bodies that the contract knows: JSON everywhere, merge patches, a form for the OAuth 2.0 password grant, and CSV
 * as a stream for imports. Anything else is 415.
 */
export function takeBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  const json = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/merge-patch+json', { parseAs: 'string' }, json);
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    if (request.routeOptions.url !== FORM_ROUTE) done(new UnsupportedMediaTypeException(), undefined);
    else done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  fastify.addContentTypeParser('text/csv', (request, payload, done) => {
    if (!CSV_ROUTES.has(request.routeOptions.url ?? '')) done(new UnsupportedMediaTypeException(), undefined);
    else done(null, bounded(payload));
  });
}

/**
 * The bytes of a body as they arrive. What is left when the reader has had enough is thrown away, so that the caller
 * gets its answer.
 */
async function* bounded(payload: IncomingMessage): AsyncGenerator<Uint8Array> {
  if (Number(payload.headers['content-length'] ?? 0) > CSV_LIMIT) throw new PayloadTooLargeException();
  payload.setTimeout(CSV_SILENCE, () => payload.destroy());
  let size = 0;
  try {
    for await (const bytes of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      size += bytes.length;
      if (size > CSV_LIMIT) throw new PayloadTooLargeException();
      yield bytes;
    }
  } catch (error) {
    throw payload.destroyed && !payload.complete ? new BadRequestException() : error;
  } finally {
    payload.setTimeout(0);
    payload.resume();
  }
}
