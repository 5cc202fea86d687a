import { append, tellRead } from './trail.mjs';
import { insertInto, newId, Refusal, statement, write } from './store.mjs';

const COLUMNS = `r."id", r."version", r."created_at" AS "createdAt", r."updated_at" AS "updatedAt",
  r."given_name" AS "givenName", r."family_name" AS "familyName", r."preferred_name" AS "preferredName",
  r."birth_date" AS "birthDate", r."sex", r."status", r."expected_return_on" AS "expectedReturnOn", r."resuscitation",
  r."diet", r."mobility", r."notes", r."bed_id" AS "bedId", b."name" AS "bedName", m."id" AS "roomId",
  m."name" AS "roomName", m."unit" AS "unit", r."sort_name" AS "sortName"`;
const TABLES = `"residents" r LEFT JOIN "beds" b ON b."id" = r."bed_id" LEFT JOIN "rooms" m ON m."id" = b."room_id"`;
const one = statement(`SELECT ${COLUMNS} FROM ${TABLES} WHERE r."id" = ?`);
const first = statement(`SELECT ${COLUMNS} FROM ${TABLES} ORDER BY r."sort_name", r."id" LIMIT ?`);
const next = statement(
  `SELECT ${COLUMNS} FROM ${TABLES} WHERE (r."sort_name", r."id") > (?, ?) ORDER BY r."sort_name", r."id" LIMIT ?`,
);
const identifiersOfOne = statement(
  'SELECT "system", "value" FROM "resident_identifiers" WHERE "resident_id" = ? ORDER BY "position"',
);
const identifiersOfMany = statement(`SELECT "resident_id" AS "residentId", "system", "value" FROM "resident_identifiers"
  WHERE "resident_id" IN (SELECT "value" FROM json_each(?)) ORDER BY "position"`);
const insert = insertInto('residents', [
  ...['id', 'given_name', 'family_name', 'preferred_name', 'birth_date', 'sex', 'status', 'resuscitation', 'diet'],
  ...['mobility', 'notes', 'sort_name', 'search_text', 'version', 'created_at', 'updated_at'],
]);
const insertIdentifier = insertInto('resident_identifiers', ['id', 'resident_id', 'system', 'value', 'position']);

/** Longest text of each field, and whether it is needed. */
const TEXTS = {
  ...{ givenName: [100, true], familyName: [100, true], preferredName: [100, false] },
  ...{ diet: [500, false], mobility: [500, false], notes: [4000, false] },
};
const KNOWN = new Set([...Object.keys(TEXTS), 'birthDate', 'sex', 'identifiers', 'resuscitation']);
const SEXES = ['male', 'female', 'other', 'unknown'];
const isText = (value, most) => typeof value === 'string' && value.length > 0 && value.length <= most;
const isDate = (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** All that is wrong with a body, at once. @throws Refusal 422 */
function validate(body) {
  const errors = [];
  const wrong = (name, code) => errors.push({ pointer: `/${name}`, code, message: code });
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Refusal(422, 'validation-failed');
  for (const name of Object.keys(body)) if (!KNOWN.has(name)) wrong(name, 'unknown-field');
  for (const [name, [most, needed]] of Object.entries(TEXTS)) {
    const value = body[name] ?? null;
    if (value === null ? needed : !isText(value, most)) wrong(name, value === null ? 'missing' : 'text');
  }
  if (!isDate(body.birthDate)) wrong('birthDate', 'date');
  if (!SEXES.includes(body.sex)) wrong('sex', 'enum');
  const identifiers = body.identifiers ?? [];
  const isIdentifier = (each) => isText(each?.system, 200) && isText(each?.value, 100);
  if (!Array.isArray(identifiers) || !identifiers.every(isIdentifier)) wrong('identifiers', 'identifiers');
  const { resuscitation = null } = body;
  if (resuscitation !== null && !isDate(resuscitation.reviewedOn)) wrong('resuscitation', 'resuscitation');
  if (errors.length > 0) throw new Refusal(422, 'validation-failed', errors);
}

function fold(text) {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim();
}

/** Writes the resident (its triggers fill two full-text indexes), its identifiers and the audit entry. */
export function createResident({ body, bare, context, kept }) {
  validate(body);
  const { at } = context;
  const { givenName, familyName, preferredName = null, birthDate, sex, resuscitation = null } = body;
  const { diet = null, mobility = null, notes = null } = body;
  const identifiers = (body.identifiers ?? []).map(({ system, value }) => ({ id: newId(), system, value }));
  const id = newId();
  const names = [givenName, familyName, preferredName ?? '', ...identifiers.map(({ value }) => value)];
  const row = {
    ...{
      id,
      given_name: givenName,
      family_name: familyName,
      preferred_name: preferredName,
      birth_date: birthDate,
      sex,
    },
    ...{ status: 'pre-admission', resuscitation: resuscitation === null ? null : JSON.stringify(resuscitation) },
    ...{ diet, mobility, notes, sort_name: `${fold(familyName)}, ${fold(givenName)}` },
    ...{ search_text: fold(names.join(' ')), version: 1, created_at: at, updated_at: at },
  };
  const after = JSON.stringify({
    ...{ birthDate, ...(diet !== null && { diet }), familyName, givenName },
    ...(identifiers.length > 0 && { identifiers }),
    ...(mobility !== null && { mobility }),
    ...(notes !== null && { notes }),
    ...(preferredName !== null && { preferredName }),
    ...(resuscitation !== null && { resuscitation }),
    ...{ sex, status: 'pre-admission', version: 1 },
  });
  const stored = { id, version: 1, createdAt: at, updatedAt: at, givenName, familyName, preferredName, birthDate, sex };
  const told = identifiers.map(({ system, value }) => ({ system, value }));
  const state = { status: 'pre-admission', bed: null, expectedReturnOn: null };
  const created = { ...stored, identifiers: told, ...state, resuscitation, diet, mobility, notes };
  const headers = { etag: '"1"', location: `/api/v1/residents/${id}` };
  const answer = { status: 201, headers, body: JSON.stringify(created) };
  write(() => {
    insert.run(row);
    identifiers.forEach((each, position) => insertIdentifier.run({ ...each, resident_id: id, position }));
    if (!bare) append([{ action: 'create', resource: 'resident', resourceId: id, residentId: id, after }], context);
    kept?.(answer);
  });
  return answer;
}

function recordOf(row, identifiers) {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    givenName: row.givenName,
    familyName: row.familyName,
    preferredName: row.preferredName,
    birthDate: row.birthDate,
    sex: row.sex,
    status: row.status,
    expectedReturnOn: row.expectedReturnOn,
    resuscitation: row.resuscitation === null ? null : JSON.parse(row.resuscitation),
    diet: row.diet,
    mobility: row.mobility,
    notes: row.notes,
    bed: row.bedId === null ? null : bedOf(row),
    identifiers,
  };
}

function bedOf(row) {
  return { id: row.bedId, name: row.bedName, roomId: row.roomId, roomName: row.roomName, unit: row.unit };
}

/** One resident; that it was read is told in the trail. */
export function readResident({ id, bare, context }) {
  const row = one.get(id);
  if (row === undefined) throw new Refusal(404, 'not-found');
  const record = recordOf(row, identifiersOfOne.all(id));
  if (!bare) tellRead('resident', id, context);
  return { status: 200, headers: { etag: `"${record.version}"` }, body: JSON.stringify(record) };
}

/** A page by family name, with beds and identifiers: two statements. */
export function listResidents({ limit, cursor }) {
  const rows = cursor === undefined ? first.all(limit + 1) : next.all(...cursor, limit + 1);
  const more = rows.length > limit;
  if (more) rows.pop();
  const byId = new Map(rows.map(({ id }) => [id, []]));
  for (const { residentId, system, value } of identifiersOfMany.all(JSON.stringify([...byId.keys()]))) {
    byId.get(residentId).push({ system, value });
  }
  const items = rows.map((row) => recordOf(row, byId.get(row.id)));
  const last = rows.at(-1);
  const nextCursor = more ? Buffer.from(JSON.stringify([last.sortName, last.id])).toString('base64url') : null;
  return { status: 200, headers: {}, body: JSON.stringify({ items, nextCursor }) };
}
