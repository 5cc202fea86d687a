import { ServiceUnavailableException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OverloadedError } from '#platform/database';
import { Metrics, Readiness } from '#platform/health';
import { LoadShedder } from '#platform/http';

/** A monitor is answered however busy it is. */
const OUTSIDE = /^\/(health|metrics)/;

/**
 * Refuses requests with 503 before their answers come too late, and while the process is closing, with little work for
 * each: those that are taken keep their time.
 * @param waitLimit milliseconds that a request may have waited.
 */
export function refuseWhenBusy(app: NestFastifyApplication, waitLimit: number): void {
  const shedder = new LoadShedder(waitLimit);
  const readiness = app.get(Readiness);
  const metrics = app.get(Metrics);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _, done) => {
    if (OUTSIDE.test(request.url)) done();
    else if (readiness.isClosing) done(new ServiceUnavailableException());
    else if (shedder.refuses()) {
      metrics.countRefused();
      done(new OverloadedError());
    } else done();
  });
  fastify.addHook('onSend', (_, reply, __, done) => {
    // Else the connection stays open for a next request, and the process waits for its end.
    if (readiness.isClosing) void reply.header('connection', 'close');
    done();
  });
}
