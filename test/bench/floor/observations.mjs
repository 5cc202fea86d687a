import { append, tellRead } from './trail.mjs';
import { insertInto, newId, Refusal, statement, write } from './store.mjs';

const known = statement('SELECT 1 FROM "residents" WHERE "id" = ?');
const deathOf = statement(`SELECT "from_at" AS "at" FROM "stays" WHERE "resident_id" = ? AND "status" = 'deceased'`);
const thresholds = statement(`SELECT "scope", "rules" FROM "alert_thresholds" WHERE "scope" IN ('home', ?)`);
const COLUMNS = `"id", "version", "created_at" AS "createdAt", "updated_at" AS "updatedAt", "resident_id" AS "residentId",
  "recorded_by" AS "recordedBy", "status", "status_reason" AS "statusReason", "marked_by" AS "markedBy",
  "corrected_by" AS "correctedBy", "type", "unit", "taken_at" AS "takenAt", "method", "note", "value", "code", "components"`;
const newest = statement(`SELECT ${COLUMNS} FROM "observations" WHERE "resident_id" = ? AND "type" = ?
  ORDER BY "taken_at" DESC, "id" DESC LIMIT ?`);
const older = statement(`SELECT ${COLUMNS} FROM "observations" WHERE "resident_id" = ? AND "type" = ?
  AND ("taken_at", "id") < (?, ?) ORDER BY "taken_at" DESC, "id" DESC LIMIT ?`);
const insert = insertInto('observations', [
  ...['id', 'type', 'value', 'code', 'components', 'unit', 'taken_at', 'method', 'note', 'resident_id', 'recorded_by'],
  ...['status', 'version', 'created_at', 'updated_at'],
]);

/** Of each type its unit, what is possible, and what is told to somebody. */
const TYPES = {
  'heart-rate': { unit: '/min', possible: [0, 400], likely: [20, 250], alarm: [41, 110] },
  'respiratory-rate': { unit: '/min', possible: [0, 100], likely: [4, 60], alarm: [9, 24] },
  'oxygen-saturation': { unit: '%', possible: [0, 100], likely: [50, 100], alarm: [94, 100] },
};
const KNOWN = new Set(['type', 'value', 'unit', 'takenAt', 'method', 'note', 'confirm']);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const within = (value, [low, high]) => value >= low && value <= high;

/** @throws Refusal 422 */
function validate(body, now) {
  const errors = [];
  const wrong = (name, code) => errors.push({ pointer: `/${name}`, code, message: code });
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Refusal(422, 'validation-failed');
  for (const name of Object.keys(body)) if (!KNOWN.has(name)) wrong(name, 'unknown-field');
  const type = TYPES[body.type];
  if (type === undefined) wrong('type', 'enum');
  else if (!Number.isFinite(body.value) || !within(body.value, type.possible)) wrong('value', 'impossible');
  else if (!within(body.value, type.likely) && body.confirm !== true) wrong('value', 'unlikely');
  if (type !== undefined && body.unit !== undefined && body.unit !== type.unit) wrong('unit', 'unit');
  const { takenAt = now } = body;
  if (typeof takenAt !== 'string' || !INSTANT.test(takenAt)) wrong('takenAt', 'instant');
  else if (Date.parse(takenAt) > Date.parse(now) + 300_000) wrong('takenAt', 'in-the-future');
  for (const name of ['method', 'note']) {
    const value = body[name] ?? null;
    if (value !== null && (typeof value !== 'string' || value.length > 2000)) wrong(name, 'text');
  }
  if (errors.length > 0) throw new Refusal(422, 'validation-failed', errors);
  return { ...type, takenAt: new Date(takenAt).toISOString() };
}

/**
 * Writes the observation and its audit entry; looks whether the resident lives and whether a threshold is broken. What
 * then follows isn't measured, and isn't here.
 */
export function recordObservation({ id: residentId, body, bare, context, kept }) {
  const { at, userId } = context;
  const { unit, takenAt, alarm } = validate(body, at);
  const { type, value, method = null, note = null } = body;
  if (known.get(residentId) === undefined) throw new Refusal(404, 'not-found');
  const death = deathOf.get(residentId);
  if (death !== undefined && takenAt > death.at) throw new Refusal(422, 'after-death');
  const id = newId();
  const row = { id, version: 1, createdAt: at, updatedAt: at, residentId, recordedBy: userId, status: 'final' };
  const marks = { statusReason: null, markedBy: null, correctedBy: null };
  const read = { type, unit, takenAt, method, note, value, code: null };
  const created = { ...row, ...marks, ...read, systolic: null, diastolic: null, components: null };
  const headers = { etag: '"1"', location: `/api/v1/residents/${residentId}/observations/${id}` };
  const answer = { status: 201, headers, body: JSON.stringify(created) };
  write(() => {
    insert.run({
      ...{
        id,
        type,
        value: Math.round(value * 1e6),
        code: null,
        components: null,
        unit,
        taken_at: takenAt,
        method,
        note,
      },
      ...{ resident_id: residentId, recorded_by: userId, status: 'final', version: 1, created_at: at, updated_at: at },
    });
    if (thresholds.all(residentId).length > 0 || !within(value, alarm)) throw new Refusal(501, 'alert');
    kept?.(answer);
    if (bare) return;
    const after = JSON.stringify({
      ...(method !== null && { method }),
      ...(note !== null && { note }),
      ...{ recordedBy: userId, residentId, status: 'final', takenAt, type, unit, value, version: 1 },
    });
    append([{ action: 'create', resource: 'observation', resourceId: id, residentId, after }], context);
  });
  return answer;
}

function recordOf(row) {
  if (row.value !== null) row.value /= 1e6;
  row.systolic = null;
  row.diastolic = null;
  if (row.components === null) return row;
  const components = JSON.parse(row.components);
  for (const name of Object.keys(components)) components[name] /= 1e6;
  row.systolic = components.systolic ?? null;
  row.diastolic = components.diastolic ?? null;
  row.components = components;
  return row;
}

/** The newest of one resident and type, a page of them; that they were read is told in the trail. */
export function listObservations({ id, type, limit, cursor, bare, context }) {
  if (known.get(id) === undefined) throw new Refusal(404, 'not-found');
  const rows = cursor === undefined ? newest.all(id, type, limit + 1) : older.all(id, type, ...cursor, limit + 1);
  const more = rows.length > limit;
  if (more) rows.pop();
  const items = rows.map(recordOf);
  if (!bare) tellRead('observation', id, context);
  const last = rows.at(-1);
  const nextCursor = more ? Buffer.from(JSON.stringify([last.takenAt, last.id])).toString('base64url') : null;
  return { status: 200, headers: {}, body: JSON.stringify({ items, nextCursor }) };
}
