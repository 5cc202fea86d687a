import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ServiceUnavailableException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OverloadedError, UnitOfWork } from '#platform/database';
import { Metrics, Readiness } from '#platform/health';
import { LoadShedder, problemBody } from '#platform/http';
import { StandingLine } from '#platform/kernel';
import { BARE_HEADERS } from './headers.js';

/** A monitor is answered however busy it is. */
const OUTSIDE = /^\/(health|metrics)/;

/** What a statement is reckoned to take of all connections to the database together, in milliseconds. */
const STATEMENT = 1;

/** What may be expected to wait for a connection: of the limit, in a rush and in a line that stands. */
const [RUSHING, STANDING] = [1 / 4, 1 / 25];

/** How much the last look counts in what usually waits. */
const WEIGHT = 0.1;

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
  const line = new StandingLine(waitLimit);
  let usual = 0;
  const isCrowded = (): boolean => {
    const wait = unitOfWork.waiting * STATEMENT;
    usual += WEIGHT * (wait - usual);
    const stands = line.look(usual > waitLimit * STANDING);
    return wait > waitLimit * (stands ? STANDING : RUSHING);
  };
  const server = app.getHttpServer();
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if ((shedder.refuses() || isCrowded()) && !OUTSIDE.test(request.url ?? '')) {
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
