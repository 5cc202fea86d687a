import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { refuseUnboundedJson } from './json-bounds.js';
import { readText, refuseLongBody, type TextLimits } from './read-text.js';

const FORM_ROUTE = '/api/v1/auth/token';
const CSV_ROUTES = new Set(['/api/v1/medications/import']);

/** Largest form, in bytes: a name and a password in percent-encoding. */
const FORM_LIMIT = 8 * 1024;

/** Largest CSV body, in bytes; 300,000 medicines. */
const CSV_LIMIT = 64 * 1024 * 1024;

/** Longest that its sender may be silent, in milliseconds. */
const CSV_SILENCE = 30_000;

/**
 * The bodies that the contract knows: JSON everywhere, merge patches, a form for the OAuth 2.0 password grant, and CSV
 * as a stream for imports. Anything else is 415.
 * @param arrivalLimit longest that a body may take to arrive, in seconds; a CSV may take longer.
 */
export function takeBodies(app: NestFastifyApplication, arrivalLimit: number): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  const milliseconds = arrivalLimit * 1000;
  const parser = fastify.getDefaultJsonParser('error', 'error');
  const parse = (request: FastifyRequest, json: string): Promise<unknown> =>
    new Promise((done, failed) => {
      const parsed = parser(request, json, (error: Error | null, value: unknown) => {
        if (error === null) done(value);
        else failed(error);
      });
      Promise.resolve(parsed).catch(failed);
    });
  fastify.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    async (request: FastifyRequest, payload: IncomingMessage): Promise<unknown> =>
      parse(request, await readJson(payload, { bytes: request.routeOptions.bodyLimit, milliseconds })),
  );
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    async ({ routeOptions }: FastifyRequest, payload: IncomingMessage): Promise<unknown> => {
      if (routeOptions.url !== FORM_ROUTE) throw new UnsupportedMediaTypeException();
      return Object.fromEntries(new URLSearchParams(await readText(payload, { bytes: FORM_LIMIT, milliseconds })));
    },
  );
  fastify.addContentTypeParser('text/csv', (request, payload, done) => {
    if (!CSV_ROUTES.has(request.routeOptions.url ?? '')) done(new UnsupportedMediaTypeException(), undefined);
    else done(null, bounded(payload));
  });
}

async function readJson(payload: IncomingMessage, limits: TextLimits): Promise<string> {
  const json = await readText(payload, limits);
  refuseUnboundedJson(json);
  return json;
}

/**
 * The bytes of a body as they arrive. What is left when the reader has had enough is thrown away, so that the caller
 * gets its answer.
 */
async function* bounded(payload: IncomingMessage): AsyncGenerator<Uint8Array> {
  refuseLongBody(payload, CSV_LIMIT);
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
