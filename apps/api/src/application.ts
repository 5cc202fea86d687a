import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ModulesContainer, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { enterRequest } from '#platform/http';
import { refuseUnnamedRoutes, walkRoutes } from '#platform/access';
import type { DatabaseConfig, ServerConfig } from '#platform/config';
import { Metrics } from '#platform/health';
import { NestLogger } from '#platform/logging';
import { AppModule } from './app.module.js';
import { takeBodies } from './bodies.js';
import { allowOrigins } from './cors.js';
import { refuseWhenBusy, refuseWhenClosing } from './busy.js';
import { protectAnswers } from './headers.js';
import { LONGEST_ADDRESS, refuseExcess } from './limits.js';
import { writeInTurns } from './long-answers.js';
import { dropSilentConnections } from './silent-connections.js';
import { refuseUnread, refuseUnrouted } from './unrouted.js';

const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

/**
 * Longest a request may take to arrive, nothing may move on its connection, and a connection may wait for the next one,
 * in milliseconds. A catalogue arrives only as fast as it is stored; everything else has the shorter `arrivalLimit`.
 */
const REQUEST_TIMEOUT = 600_000;
const STILL_TIMEOUT = 600_000;
const KEEP_ALIVE_TIMEOUT = 72_000;

/** How often connections are looked at for one that is too slow, in milliseconds. */
const SLOWNESS_CHECKED = 1000;

/** Largest address and headers together, in bytes. */
const HEAD_LIMIT = 16 * 1024;

/** What a request must be is said by its DTO, and an answer by its type. Fastify's own compilers are not even loaded. */
const NO_SCHEMAS = { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } };

function refuseSchema(): never {
  throw new Error('no route has a schema of Fastify');
}

/** Builds the application without listening, and without `/docs` (`serveDocument`). */
export async function createApplication(
  server: ServerConfig,
  database: DatabaseConfig,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    trustProxy: server.proxies === undefined ? false : [...server.proxies],
    bodyLimit: server.bodyLimit,
    // Answered as any other refusal is, by refuseWhenBusy.
    return503OnClosing: false,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: STILL_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    http: {
      maxHeaderSize: HEAD_LIMIT,
      headersTimeout: server.arrivalLimit * 1000,
      connectionsCheckingInterval: SLOWNESS_CHECKED,
    },
    clientErrorHandler: refuseUnread,
    frameworkErrors: refuseUnrouted,
    genReqId: requestIdOf,
    schemaController: NO_SCHEMAS,
    logController: new LogController({ disableRequestLogging: true }),
    // However long an id is, it is a malformed one, and for its route to answer.
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(server, database), adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.getHttpServer().maxConnections = server.connectionLimit;
  followRequests(app);
  dropSilentConnections(app);
  // Refusals are answers too: what is said with every answer comes before them.
  protectAnswers(app);
  if (server.corsOrigins !== undefined) await allowOrigins(app, server.corsOrigins);
  refuseExcess(app);
  refuseWhenClosing(app);
  refuseWhenBusy(app, server.waitLimit, requestIdOf);
  takeBodies(app, server.arrivalLimit);
  writeInTurns(app);
  refuseUnnamedRoutes(walkRoutes(app.get(ModulesContainer), app.get(Reflector)));
  await app.init();
  return app;
}

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** Gives every request its context and every answer its id; logs and measures by the route's pattern. */
function followRequests(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    enterRequest({ requestId: request.id, address: request.ip }, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    // How long somebody listens says nothing of how long the home takes.
    if (!isStream(reply)) metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info({ method: request.method, route, status: reply.statusCode, milliseconds }, 'request');
    done();
  });
}

function isStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/event-stream');
}
