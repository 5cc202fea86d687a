import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ServiceUnavailableException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OverloadedError, UnitOfWork } from '#platform/database';
import { Metrics, Readiness } from '#platform/health';
import { LoadShedder, problemBody } from '#platform/http';
import { BARE_HEADERS } from './headers.js';

/** A monitor is answered however busy it is. */
const OUTSIDE = /^\/(health|metrics)/;

/** While so many statements wait for a connection to the database, no request more is taken. */
const STATEMENTS_WAITING = 32;

/**
 * Refuses requests with 503 before their answers come too late, before anything else is done for them: those that are
 * taken keep their time only if refusing costs next to nothing.
 * @param waitLimit milliseconds that a request may have waited.
 * @param idOf the id that a request is known by.
 */
export function refuseWhenBusy(
  app: NestFastifyApplication,
  waitLimit: number,
  idOf: (request: IncomingMessage) => string,
): void {
  const shedder = new LoadShedder(waitLimit);
  const metrics = app.get(Metrics);
  const unitOfWork = app.get(UnitOfWork);
  const server = app.getHttpServer();
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const isTooMuch = shedder.refuses() || unitOfWork.waiting >= STATEMENTS_WAITING;
    if (isTooMuch && !OUTSIDE.test(request.url ?? '')) {
      metrics.countRefused();
      refuse(request, idOf(request), response);
      return;
    }
    for (const listener of listeners) listener(request, response);
  });
}

const OVERLOADED = new OverloadedError();

function refuse({ url = '' }: IncomingMessage, id: string, response: ServerResponse): void {
  const body = JSON.stringify(problemBody(OVERLOADED, url));
  response.writeHead(503, {
    ...BARE_HEADERS,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'retry-after': '1',
    'x-request-id': id,
  });
  response.end(body);
}

/** Refuses requests with 503 while the process is closing. */
export function refuseWhenClosing(app: NestFastifyApplication): void {
  const readiness = app.get(Readiness);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _, done) => {
    done(readiness.isClosing && !OUTSIDE.test(request.url) ? new ServiceUnavailableException() : undefined);
  });
  fastify.addHook('onSend', (_, reply, __, done) => {
    // Else the connection stays open for a next request, and the process waits for its end.
    if (readiness.isClosing) void reply.header('connection', 'close');
    done();
  });
}
