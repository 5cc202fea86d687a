import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isLong, writeLongJson } from '#platform/http';

/** Has answers that take long to write written in turns, so that nobody waits for someone else's. */
export function writeInTurns(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preSerialization', async (_, reply, body: unknown) => {
    if (!isLong(body)) return body;
    const written = await writeLongJson(body);
    reply.serializer(asItIs);
    return written;
  });
}

function asItIs<T>(written: T): T {
  return written;
}
