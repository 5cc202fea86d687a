import { createHash, createHmac } from 'node:crypto';
import { insertInto, Refusal, statement } from './store.mjs';

const find = statement('SELECT "fingerprint", "status", "headers", "body" FROM "kept_answers" WHERE "id" = ?');
const insert = insertInto('kept_answers', ['id', 'fingerprint', 'status', 'headers', 'body', 'kept_at']);

/** The same JSON in one form, however it was ordered. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** What was asked under a key, and the answer to it where there is one. @throws Refusal 400, 422 */
export function keyed(key, callerId, path, body) {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Refusal(400, 'bad-idempotency-key');
  const id = createHash('sha256')
    .update(canonical([callerId, 'POST', path, key]))
    .digest('hex');
  const fingerprint = createHmac('sha256', key).update(canonical(body)).digest('hex');
  const kept = find.get(id);
  if (kept !== undefined && kept.fingerprint !== fingerprint) throw new Refusal(422, 'idempotency-key-reused');
  return { id, fingerprint, kept };
}

/** Keeps the answer, in the transaction that has the effect. */
export function keep({ id, fingerprint }, { status, headers, body }, at) {
  insert.run({ id, fingerprint, status, headers: JSON.stringify(headers), body, kept_at: at });
}
