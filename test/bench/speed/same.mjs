import Database from 'better-sqlite3';

const TABLES = ['residents', 'resident_identifiers', 'observations', 'administrations', 'stock_movements'];
const WRITTEN = [...TABLES, 'audit_entries', 'kept_answers'];
const TOLD_BY = ['etag', 'location', 'x-request-id', 'content-type', 'cache-control'];

/**
 * Asks the floor and the application once for the same, before they are measured.
 * @throws Error when one answers with other fields or headers, or adds other rows.
 */
export async function assertSame(home, act, asked) {
  const answers = [];
  for (const { name, server, requests } of asked) {
    if (name !== 'bare') answers.push(JSON.stringify(await answerOf(home, server, requests[0])));
  }
  if (new Set(answers).size > 1) throw new Error(`${act} is not the same act:\n${answers.join('\n')}`);
}

async function answerOf(home, server, request) {
  const { method, path, headers, body } = request.setupRequest?.(copyOf(request)) ?? request;
  const before = rowsOf(home.paths[server.name]);
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers, body });
  const fields = shapeOf(await answer.json());
  const after = rowsOf(home.paths[server.name]);
  const told = TOLD_BY.filter((name) => answer.headers.has(name));
  return { status: answer.status, told, fields, rows: method === 'POST' ? after.map((n, at) => n - before[at]) : [] };
}

/** A request that may be set up without leaving anything in the one that is sent later. */
function copyOf({ headers, ...request }) {
  return { ...request, headers: { ...headers } };
}

/** The names in it, in order, and of what kind each value is. */
function shapeOf(value) {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== 'object') return value === null ? null : typeof value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, shapeOf(value[name])]),
  );
}

function rowsOf(path) {
  const database = new Database(path, { readonly: true });
  const counts = WRITTEN.map((table) => database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
  database.close();
  return counts;
}
