import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const FORM_ROUTE = '/api/v1/auth/token';
const CSV_ROUTES = new Set(['/api/v1/medications/import']);

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
    else done(null, payload);
  });
}
