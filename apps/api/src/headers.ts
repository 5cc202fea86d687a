import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from 'helmet';

const DOCS = /^\/docs(\/|$)/;

/** A year, in seconds. */
const TLS_ONLY = 'max-age=31536000; includeSubDomains';

/** Answers of the API are data: nothing in them is ever run, drawn or framed. */
const DATA_POLICY = {
  'default-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Hashes of Swagger UI's own styles: two sheets in its page, one that its script adds, and what hides its icons. */
const PAGE_STYLES = [
  "'sha256-/jDKvbQ8cdux+c5epDIqkjHbXDaIY8RucT1PmAe8FG4='",
  "'sha256-eaPyLWVdqMc60xuz5bTp2yBRgVpQSoUggte1+40ONPU='",
  "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
];
const ICON_STYLE = "'sha256-ezdv1bOGcoOD7FKudKN0Y2Mb763O6qVtM8LT2mtanIU='";

/** Swagger UI runs its own files and speaks to this server, no other. */
const DOCS_POLICY = {
  ...DATA_POLICY,
  'script-src': ["'self'"],
  'style-src': ["'self'", ...PAGE_STYLES],
  'style-src-attr': ["'unsafe-hashes'", ICON_STYLE],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
};

/** What is said with an answer that is given before any hook runs: of what {@link protectAnswers} says, what matters. */
export const BARE_HEADERS = {
  'content-security-policy': Object.entries(DATA_POLICY)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join(';'),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** What helmet says by these rules: the same with every answer, so that it is asked once. */
function tableOf(directives: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const say = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    frameguard: { action: 'deny' },
    hsts: false,
  });
  say(request, response, (error) => {
    if (error !== undefined) throw new Error('helmet refuses its rules', { cause: error });
  });
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/**
 * Security headers on every answer, refusals too. People's data is never to be kept by a browser or a proxy, so all but
 * `/docs` is `no-store`; a program that keeps what it read may still ask with `If-None-Match`. What arrived over TLS, as
 * a trusted proxy tells, asks to stay there; over plain HTTP browsers pass over the wish.
 */
export function protectAnswers(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const [docs, data] = [tableOf(DOCS_POLICY), { ...tableOf(DATA_POLICY), 'cache-control': 'no-store' }];
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(DOCS.test(request.routeOptions.url ?? '') ? docs : data);
    if (request.protocol === 'https') void reply.header('strict-transport-security', TLS_ONLY);
    done();
  });
}
