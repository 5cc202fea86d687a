import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isLong, writeLongJson } from '#platform/http';

/** Has answers that take long to write written in turns, so that nobody waits for someone else's. */
export function writeInTurns(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preSerialization', (_, reply, body: unknown, done) => {
    if (!isLong(body)) {
      done(null, body);
      return;
    }
    writeLongJson(body).then((written) => {
      reply.serializer(asItIs);
      done(null, written);
    }, done);
  });
}

function asItIs<T>(written: T): T {
  return written;
}
