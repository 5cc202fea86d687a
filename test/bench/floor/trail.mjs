import { createHash } from 'node:crypto';
import { insertInto, statement, write } from './store.mjs';

const FIELDS = ['seq', 'at', 'actor', 'action', 'resource', 'resource_id', 'resident_id', 'before', 'after'];
const insert = insertInto('audit_entries', [...FIELDS, 'request_id', 'hash', 'previous_hash']);
const last = statement('SELECT "seq", "hash" FROM "audit_entries" ORDER BY "seq" DESC LIMIT 1');
const START = { seq: 0, hash: '0'.repeat(64) };

/** When reads are written down: so many at once, or after so many milliseconds, as the application does. */
const [BATCH, PAUSE] = [250, 1000];
let waiting = [];
let timer;

/**
 * Appends entries to the chain, inside the transaction that they tell of. `after` is canonical JSON (RFC 8785), which is
 * what `JSON.stringify` makes of an object whose keys are in order; so is the text that is hashed.
 */
export function append(acts, { at, actor, requestId }) {
  let { seq, hash: previous } = last.get() ?? START;
  for (const { action, resource, resourceId, residentId, after = null } of acts) {
    seq += 1;
    const text =
      `{"action":"${action}","actor":${JSON.stringify(actor)},"after":${after ?? 'null'},"at":"${at}","before":null,` +
      `"previousHash":"${previous}","requestId":${JSON.stringify(requestId)},` +
      `"residentId":${residentId === null ? 'null' : `"${residentId}"`},"resource":"${resource}",` +
      `"resourceId":"${resourceId}","seq":${seq}}`;
    const hash = createHash('sha256').update(text).digest('hex');
    insert.run({
      ...{ seq, at, actor, action, resource, resource_id: resourceId, resident_id: residentId, before: null, after },
      ...{ request_id: requestId, hash, previous_hash: previous },
    });
    previous = hash;
  }
}

/** A read of a resident's record, which is written down a little later with others, in one transaction. */
export function tellRead(resource, residentId, context) {
  waiting.push([{ action: 'read', resource, resourceId: residentId, residentId }, context]);
  if (waiting.length === BATCH) setImmediate(flush);
  else timer ??= setTimeout(flush, PAUSE);
}

export function flush() {
  clearTimeout(timer);
  timer = undefined;
  const batch = waiting;
  waiting = [];
  if (batch.length > 0) write(() => batch.forEach(([act, context]) => append([act], context)));
}
