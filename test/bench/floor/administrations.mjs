import { append } from './trail.mjs';
import { insertInto, newId, Refusal, statement, write } from './store.mjs';

const revisionAt = statement(`SELECT p."resident_id" AS "residentId", p."medication_id" AS "medicationId", v."revision",
  v."dose_quantity" AS "quantity", v."dose_unit" AS "unit", v."schedule", v."starts_on" AS "startsOn",
  v."ends_on" AS "endsOn" FROM "prescriptions" p JOIN "prescription_revisions" v ON v."prescription_id" = p."id"
  WHERE p."id" = ? AND v."effective_from" <= ? ORDER BY v."revision" DESC LIMIT 1`);
const statusAt = statement(`SELECT "status" FROM "prescription_statuses" WHERE "prescription_id" = ?
  AND "from_at" <= ? AND ("to_at" IS NULL OR "to_at" > ?) ORDER BY "position" DESC LIMIT 1`);
const stayAt = statement(`SELECT "status" FROM "stays" WHERE "resident_id" = ?
  AND "from_at" <= ? AND ("to_at" IS NULL OR "to_at" > ?) ORDER BY "sequence" DESC LIMIT 1`);
const medicine = statement(`SELECT "unit", "atc_code" AS "atcCode", "active_substance" AS "substance",
  "witness_required" AS "witnessRequired", "time_critical" AS "timeCritical" FROM "medications" WHERE "id" = ?`);
const allergies = statement(`SELECT "substance", "atc_code" AS "atcCode" FROM "allergies"
  WHERE "resident_id" = ? AND "status" = 'active'`);
const recorded = statement(`SELECT 1 FROM "administrations" WHERE "prescription_id" = ? AND "scheduled_for" = ?
  AND "status" = 'recorded'`);
const alert = statement(`SELECT 1 FROM "alerts" WHERE "resident_id" = ? AND "cause" = ? AND "status" <> 'resolved'`);
const piles = statement(`SELECT p."id", p."lot", p."expires_on" AS "expiresOn", p."balance", a."id" AS "accountId",
  a."resident_id" AS "owner", a."position", a."balance" AS "ownerBalance"
  FROM "stock_accounts" a JOIN "stock_piles" p ON p."account_id" = a."id"
  WHERE a."medication_id" = ? AND (a."resident_id" = ? OR a."resident_id" IS NULL) AND p."balance" > 0
  ORDER BY a."resident_id" IS NULL, p."expires_on"`);
const takeFromPile = statement(
  'UPDATE "stock_piles" SET "balance" = ?, "version" = "version" + 1, "updated_at" = ? WHERE "id" = ?',
);
const takeFromAccount = statement('UPDATE "stock_accounts" SET "balance" = ?, "position" = ? WHERE "id" = ?');
const insert = insertInto('administrations', [
  ...['id', 'prescription_id', 'resident_id', 'medication_id', 'scheduled_for', 'revision', 'outcome', 'quantity'],
  ...['unit', 'note', 'administered_at', 'recorded_at', 'recorded_by', 'acknowledged', 'status', 'version'],
  ...['created_at', 'updated_at', 'rules'],
]);
const insertLine = insertInto('stock_movements', [
  ...[
    'id',
    'account_id',
    'position',
    'medication_id',
    'resident_id',
    'type',
    'lot',
    'expires_on',
    'quantity',
    'change',
  ],
  ...['balance', 'owner_balance', 'at', 'recorded_at', 'recorded_by', 'administration_id', 'version', 'created_at'],
  'updated_at',
]);

const [MINUTE, DAY] = [60_000, 86_400_000];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const KNOWN = new Set(['scheduledFor', 'outcome', 'administeredAt', 'note']);
const iso = (milliseconds) => new Date(milliseconds).toISOString();

/** @throws Refusal 422 */
function validate(body, now) {
  const errors = [];
  const wrong = (name, code) => errors.push({ pointer: `/${name}`, code, message: code });
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Refusal(422, 'validation-failed');
  for (const name of Object.keys(body)) if (!KNOWN.has(name)) wrong(name, 'unknown-field');
  const { scheduledFor, outcome, administeredAt = now, note = null } = body;
  if (typeof scheduledFor !== 'string' || !INSTANT.test(scheduledFor)) wrong('scheduledFor', 'instant');
  if (outcome !== 'given') wrong('outcome', 'enum');
  if (typeof administeredAt !== 'string' || !INSTANT.test(administeredAt)) wrong('administeredAt', 'instant');
  else if (Date.parse(administeredAt) > Date.parse(now) + 5 * MINUTE) wrong('administeredAt', 'in-the-future');
  if (note !== null && (typeof note !== 'string' || note.length > 2000)) wrong('note', 'text');
  if (errors.length > 0) throw new Refusal(422, 'validation-failed', errors);
  return { scheduledFor: iso(Date.parse(scheduledFor)), administeredAt: iso(Date.parse(administeredAt)), note };
}

/** The slot, and when its window opens, closes and is missed. The home's zone is UTC here, which is no work at all. */
function windowOf({ schedule, startsOn, endsOn }, scheduledFor) {
  const { kind, times, daysOfWeek, everyDays, cycle } = JSON.parse(schedule);
  if (kind !== 'times' || daysOfWeek !== null || everyDays !== null || cycle !== null)
    throw new Refusal(501, 'schedule');
  const [date, time] = [scheduledFor.slice(0, 10), scheduledFor.slice(11, 16)];
  const index = scheduledFor.endsWith(':00.000Z') ? times.indexOf(time) : -1;
  if (index < 0 || date < startsOn || (endsOn !== null && date > endsOn))
    throw new Refusal(422, 'not-a-scheduled-dose');
  const slot = Date.parse(scheduledFor);
  const following = index + 1 < times.length ? times[index + 1] : times[0];
  const next = Date.parse(`${date}T${following}:00.000Z`) + (index + 1 < times.length ? 0 : DAY);
  return { opensAt: iso(slot - 60 * MINUTE), closesAt: iso(next - 60 * MINUTE), missedAt: iso(slot + 120 * MINUTE) };
}

/** Every rule that was looked at, with the facts that it used, as the record keeps them. @throws Refusal */
function look(asked, prescription, state) {
  const { scheduledFor, administeredAt } = asked;
  const { opensAt, closesAt, missedAt } = windowOf(prescription, scheduledFor);
  if (administeredAt < opensAt) throw new Refusal(409, 'too-early');
  if (administeredAt >= closesAt) throw new Refusal(409, 'slot-closed');
  if (administeredAt >= missedAt) throw new Refusal(422, 'late-reason-required');
  if (state.status !== 'active' || state.stay !== 'admitted') throw new Refusal(409, 'dose-not-required');
  if (state.recorded) throw new Refusal(409, 'dose-already-recorded');
  const { substance, atcCode } = state.medicine;
  const allergic = state.allergies.some(
    (one) => one.substance === substance || (one.atcCode !== null && atcCode?.startsWith(one.atcCode)),
  );
  if (allergic) throw new Refusal(409, 'safety-warnings');
  if (state.usable < prescription.quantity) throw new Refusal(409, 'insufficient-stock');
  const { unit } = prescription;
  const quantity = prescription.quantity / 1e6;
  const pass = (rule, detail, facts) => ({ rule, outcome: 'pass', detail, facts });
  const stock = { counted: true, needed: quantity, usable: state.usable / 1e6, expired: 0, unit };
  return [
    pass('not-a-scheduled-dose', 'The schedule has this dose.', { scheduledFor }),
    pass('reason-required', 'No reason is missing.', { outcome: 'given', reason: null }),
    pass('too-early', 'The window of the dose is open.', { administeredAt, opensAt }),
    pass('slot-closed', 'The dose may still be recorded so.', { administeredAt, closesAt }),
    pass('late-reason-required', 'The dose is not late.', { administeredAt, missedAt, reason: null }),
    pass('dose-not-required', 'The dose is required.', { notRequiredBecause: null }),
    pass('quantity-differs', 'The quantity is the one prescribed.', { prescribed: quantity, quantity, unit }),
    pass('dose-already-recorded', 'The dose has no record yet.', { scheduledFor }),
    pass('allergy', 'No recorded allergy concerns the medicine.', { allergies: [] }),
    pass('insufficient-stock', 'The dose is in stock.', stock),
  ];
}

/**
 * Reads the prescription as it then was, the stay, the medicine, the allergies, the stock and whether an alert waits for
 * the dose; writes the record with its rules, the stock's line, pile and account, two audit entries and the kept answer.
 * A dose by a schedule of times, given; what else there is isn't measured, and isn't here.
 */
export function recordAdministration({ id: prescriptionId, body, bare, context, kept }) {
  const { at, userId } = context;
  const asked = validate(body, at);
  return write(() => {
    const { scheduledFor, administeredAt, note } = asked;
    const prescription = revisionAt.get(prescriptionId, scheduledFor);
    if (prescription === undefined) throw new Refusal(404, 'not-found');
    const { residentId, medicationId, revision, unit, quantity } = prescription;
    const day = administeredAt.slice(0, 10);
    const usable = piles.all(medicationId, residentId).filter(({ expiresOn }) => expiresOn === '' || expiresOn >= day);
    const state = {
      ...{ status: statusAt.get(prescriptionId, scheduledFor, scheduledFor)?.status },
      ...{ stay: stayAt.get(residentId, scheduledFor, scheduledFor)?.status },
      ...{ medicine: medicine.get(medicationId), allergies: allergies.all(residentId) },
      ...{ recorded: recorded.get(prescriptionId, scheduledFor) !== undefined },
      usable: usable.reduce((sum, { balance }) => sum + balance, 0),
    };
    if (state.medicine.witnessRequired === 1) throw new Refusal(422, 'witness-required');
    if (state.medicine.unit !== unit || state.medicine.timeCritical === 1) throw new Refusal(501, 'medicine');
    const rules = look(asked, prescription, state);
    const id = newId();
    const stored = { id, version: 1, createdAt: at, updatedAt: at };
    insert.run({
      ...{ id, prescription_id: prescriptionId, resident_id: residentId, medication_id: medicationId, revision, unit },
      ...{ scheduled_for: scheduledFor, outcome: 'given', quantity, note, administered_at: administeredAt },
      ...{ recorded_at: at, recorded_by: userId, acknowledged: '[]', status: 'recorded', version: 1 },
      ...{ created_at: at, updated_at: at, rules: JSON.stringify(rules) },
    });
    const line = take(usable, { id, medicationId, quantity, administeredAt, context });
    if (alert.get(residentId, `dose:${prescriptionId}:${scheduledFor}`) !== undefined) throw new Refusal(501, 'alert');
    if (!bare) {
      const after = JSON.stringify({
        ...{ acknowledged: [], administeredAt, medicationId, ...(note !== null && { note }), outcome: 'given' },
        ...{ prescriptionId, quantity: quantity / 1e6, recordedAt: at, recordedBy: userId, residentId, revision },
        ...{ scheduledFor, status: 'recorded', unit, version: 1 },
      });
      const told = { action: 'create', resource: 'administration', resourceId: id, residentId, after };
      append([told, line], context);
    }
    const record = { prescriptionId, residentId, medicationId, scheduledFor, revision, unit, outcome: 'given', note };
    const by = { recordedBy: userId, witnessedBy: null, acknowledged: [], acknowledgeReason: null, recordedAt: at };
    const later = { status: 'recorded', correctedBy: null, correctionReason: null, response: null };
    const shown = rules.map((rule) => ({ ...rule, until: null }));
    const given = { administeredAt, reason: null, quantity: quantity / 1e6 };
    const answer = {
      status: 201,
      headers: { etag: '"1"', location: `/api/v1/administrations/${id}` },
      body: JSON.stringify({ ...stored, ...by, ...record, ...given, ...later, rules: shown }),
    };
    kept?.(answer);
    return answer;
  });
}

/** Takes a dose from the pile that comes first. @returns what the trail tells of the line. */
function take([pile], { id: administrationId, medicationId, quantity, administeredAt, context }) {
  const { at, userId } = context;
  if (pile.balance < quantity) throw new Refusal(501, 'several-piles');
  const { lot, expiresOn, accountId, owner } = pile;
  const [balance, ownerBalance, position] = [pile.balance - quantity, pile.ownerBalance - quantity, pile.position + 1];
  const id = newId();
  takeFromAccount.run(ownerBalance, position, accountId);
  takeFromPile.run(balance, at, pile.id);
  insertLine.run({
    ...{ id, account_id: accountId, position, medication_id: medicationId, resident_id: owner, type: 'given' },
    ...{ lot: lot === '' ? null : lot, expires_on: expiresOn === '' ? null : expiresOn, quantity, change: -quantity },
    ...{ balance, owner_balance: ownerBalance, at: administeredAt, recorded_at: at, recorded_by: userId },
    ...{ administration_id: administrationId, version: 1, created_at: at, updated_at: at },
  });
  const after = JSON.stringify({
    ...{ administrationId, at: administeredAt, balance: balance / 1e6, change: -quantity / 1e6 },
    ...(expiresOn !== '' && { expiresOn }),
    ...(lot !== '' && { lot }),
    ...{ medicationId, ownerBalance: ownerBalance / 1e6, position, quantity: quantity / 1e6, recordedAt: at },
    ...{ recordedBy: userId, ...(owner !== null && { residentId: owner }), type: 'given', version: 1 },
  });
  return { action: 'create', resource: 'stock-movement', resourceId: id, residentId: owner, after };
}
