import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Longest that a browser may remember what a preflight said, in seconds. */
const PREFLIGHT_KEPT = 600;

/** Credentials are the bearer token that a page sends itself: cookies aren't used, so their mode stays off. */
const ALLOWED: FastifyCorsOptions = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key', 'x-request-id'],
  exposedHeaders: ['etag', 'location', 'link', 'retry-after', 'idempotency-replayed', 'x-request-id'],
  maxAge: PREFLIGHT_KEPT,
};

/** Lets pages of these origins call the API; those of any other get no word of permission at all. */
export async function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): Promise<void> {
  const known = new Set(origins);
  await app.register(cors, {
    delegator: ({ headers: { origin } }, answer) => {
      answer(null, { ...ALLOWED, origin: origin !== undefined && known.has(origin) ? origin : false });
    },
  });
}
