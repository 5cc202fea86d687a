/*
 * The floor: what a request costs by hand, with `node:http` and better-sqlite3 and nothing else. It does what the
 * application does for the same request, no less: looks the token up and whether its user may (no cache), reads and
 * checks the body by hand, writes the same rows of the same tables in one transaction with one fsync, the audit entry
 * chained to the one before it and the kept answer included, tells reads of a resident's record in the trail in batches,
 * and answers with the same fields and the same headers that an act is told by. Each module says what it writes.
 *
 * With `FLOOR_BARE` it leaves out sign-in, trail and kept answers: what a tutorial would measure.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { callerOf } from './access.mjs';
import { recordAdministration } from './administrations.mjs';
import { keep, keyed } from './kept.mjs';
import { listObservations, recordObservation } from './observations.mjs';
import { createResident, listResidents, readResident } from './residents.mjs';
import { close, isId, Refusal } from './store.mjs';
import { flush } from './trail.mjs';

const bare = process.env.FLOOR_BARE === '1';
const NOBODY = { userId: '01a00000-0000-7000-8000-000000000000', username: 'nobody' };
const FIRST_PAGE = { limit: 50 };
const MOST_BYTES = 1_048_576;

/** By method and path: what is permitted to whom, and what is done. */
const ROUTES = [
  ['POST', /^\/api\/v1\/residents$/, 'residents:write', createResident],
  ['GET', /^\/api\/v1\/residents$/, 'residents:read', listResidents],
  ['GET', /^\/api\/v1\/residents\/([^/]+)$/, 'residents:read', readResident],
  ['POST', /^\/api\/v1\/residents\/([^/]+)\/observations$/, 'observations:write', recordObservation],
  ['GET', /^\/api\/v1\/residents\/([^/]+)\/observations$/, 'observations:read', listObservations],
  ['POST', /^\/api\/v1\/prescriptions\/([^/]+)\/administrations$/, 'administrations:write', recordAdministration],
];

/** @throws Refusal 400 */
function pageOf(query) {
  const asked = new URLSearchParams(query);
  const limit = Number(asked.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new Refusal(400, 'bad-limit');
  const text = asked.get('cursor');
  if (text === null) return { limit, type: asked.get('type') };
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(cursor) && cursor.length === 2) return { limit, type: asked.get('type'), cursor };
  } catch {
    // It is none that a list has given.
  }
  throw new Refusal(400, 'bad-cursor');
}

/** @throws Refusal 400, 415 */
function parsed(request, chunks) {
  if (!request.headers['content-type']?.startsWith('application/json')) throw new Refusal(415, 'not-json');
  try {
    return JSON.parse((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)).toString());
  } catch {
    throw new Refusal(400, 'malformed');
  }
}

function answerOf(request, chunks, requestId) {
  const [path, query = ''] = request.url.split('?', 2);
  for (const [method, pattern, permission, handle] of ROUTES) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (match === null) continue;
    const at = new Date().toISOString();
    const caller = bare ? NOBODY : callerOf(request.headers.authorization, at, permission);
    const [, id] = match;
    if (id !== undefined && !isId(id)) throw new Refusal(404, 'not-found');
    const context = { at, requestId, userId: caller.userId, actor: caller.username };
    if (method === 'GET') return handle({ id, bare, context, ...(query === '' ? FIRST_PAGE : pageOf(query)) });
    const body = parsed(request, chunks);
    const key = bare ? undefined : request.headers['idempotency-key'];
    if (key === undefined) return handle({ id, body, bare, context });
    const asked = keyed(key, caller.userId, path, body);
    if (asked.kept !== undefined) return { ...asked.kept, headers: JSON.parse(asked.kept.headers) };
    return handle({ id, body, bare, context, kept: (answer) => keep(asked, answer, at) });
  }
  throw new Refusal(404, 'not-found');
}

function respond(request, response, chunks) {
  const given = request.headers['x-request-id'];
  const requestId = given !== undefined && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID();
  const common = { 'x-request-id': requestId, 'cache-control': 'no-store' };
  const send = (status, headers, type, body) =>
    response
      .writeHead(status, { ...common, ...headers, 'content-type': type, 'content-length': Buffer.byteLength(body) })
      .end(body);
  try {
    const { status, headers, body } = answerOf(request, chunks, requestId);
    if (headers.etag !== undefined && request.headers['if-none-match'] === headers.etag && request.method === 'GET') {
      response.writeHead(304, { ...common, ...headers }).end();
    } else send(status, headers, 'application/json; charset=utf-8', body);
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const { status, problem } = error instanceof Refusal ? error : new Refusal(500, 'internal');
    send(status, {}, 'application/problem+json', JSON.stringify(problem));
  }
}

const server = createServer((request, response) => {
  const chunks = [];
  let length = 0;
  request.on('data', (chunk) => {
    length += chunk.length;
    if (length > MOST_BYTES) request.destroy();
    else chunks.push(chunk);
  });
  request.on('end', () => respond(request, response, chunks));
});
server.keepAliveTimeout = 72_000;
server.listen(0, '127.0.0.1', () => console.log(`The floor is at http://127.0.0.1:${server.address().port} `));
process.on('SIGTERM', () => {
  server.close(() => {
    flush();
    close();
    process.exit(0);
  });
  server.closeAllConnections();
});
