import { v7 } from 'uuid';
import { create, hire, signIn, startApplication } from './application.mjs';

const DAY = 86_400_000;
/** Midnight of today; the home's clock is UTC, so that a local time is that time. */
process.env.TIME_ZONE = 'UTC';
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const ROUNDS = ['08:00', '14:00', '20:00'];
const AS_NEEDED = { kind: 'as-needed', minIntervalMinutes: 240, maxDosesPer24h: 4, reason: 'pain' };

/** The date so many days before today. */
export function day(before) {
  return new Date(TODAY - before * DAY).toISOString().slice(0, 10);
}

/** Three times a day, twice, twice … and one as needed: 19 doses a day by schedule. */
function scheduleOf(index) {
  return index === 9 ? AS_NEEDED : { kind: 'times', times: timesOf(index) };
}

/** When the one with this index, below nine, is due each day. */
export function timesOf(index) {
  return index === 0 ? ROUNDS : [ROUNDS[index % 2], ROUNDS[2]];
}

/** Everybody, in a bed since so many days, and with ten prescriptions that are twenty days younger. */
export async function prepare(url, residents, since = 400) {
  const { tablets, end } = await startApplication(url);
  const admin = await signIn(tablets);
  const { id: userId } = await hire(tablets, admin, 'bench', ['nurse', 'manager', 'prescriber']);
  const nurse = await signIn(tablets, 'bench');
  const make = (path, body, token = nurse) => create(tablets, token, path, body);
  const medicines = [];
  for (let index = 0; index < 10; index += 1) {
    const medicine = { name: `Medicine ${index} 500 mg`, activeSubstance: `substance ${index}`, unit: 'tablet' };
    medicines.push((await make('medications', medicine, admin)).id);
  }
  const prescriptions = [];
  for (let number = 0; number < residents; number += 1) {
    const room = { name: `Room ${number}`, unit: `Unit ${number % 4}`, beds: [{ name: 'A' }] };
    const bedId = (await make('rooms', room)).beds[0].id;
    const person = { givenName: 'Carmen', familyName: `Ortega ${number}`, birthDate: '1938-04-17', sex: 'female' };
    const { id: residentId } = await make('residents', person);
    await make(`residents/${residentId}/movements`, { type: 'admission', bedId, at: `${day(since)}T10:00:00Z` });
    for (const [index, medicationId] of medicines.entries()) {
      const order = { residentId, medicationId, dose: { quantity: 1, unit: 'tablet' }, route: 'oral' };
      const terms = { schedule: scheduleOf(index), startsOn: day(since - 20), prescriber: 'Dr. Gil' };
      const { id } = await make('prescriptions', { ...order, ...terms });
      prescriptions.push({ id, residentId, medicationId, index });
    }
  }
  await end();
  return { prescriptions, userId };
}

/** The records of one prescription on a day so many days before today; one dose in twenty was refused. */
export function rowsOf({ id, residentId, medicationId, index }, before, userId) {
  const schedule = scheduleOf(index);
  const times = schedule.kind === 'times' ? schedule.times : ['10:30', '22:00'].slice(0, 1 + (before % 2));
  return times.map((time) => {
    const slot = `${day(before)}T${time}:00.000Z`;
    const at = new Date(Date.parse(slot) + 300_000).toISOString();
    const refused = (before + index) % 20 === 0;
    return {
      ...{ id: v7({ msecs: Date.parse(at) }), version: 1, created_at: at, updated_at: at },
      ...{ prescription_id: id, resident_id: residentId, medication_id: medicationId, revision: 1 },
      ...{ scheduled_for: schedule.kind === 'times' ? slot : null, outcome: refused ? 'refused' : 'given' },
      ...{ reason: refused ? 'refused' : null, quantity: refused ? null : 1_000_000, unit: 'tablet', note: null },
      ...{ administered_at: at, recorded_at: at, recorded_by: userId, witnessed_by: null, acknowledged: '[]' },
      ...{
        acknowledge_reason: null,
        status: 'recorded',
        corrected_by: null,
        correction_reason: null,
        response: null,
        rules: rulesOf(slot, at),
      },
    };
  });
}

/** The rules that a record of a scheduled dose keeps, as long as they are in a home; they are in its way in every row. */
export function rulesOf(slot, at) {
  const rules = [
    ['not-a-scheduled-dose', 'The schedule has this dose.', { scheduledFor: slot }],
    ['reason-required', 'No reason is missing.', { outcome: 'given', reason: null }],
    ['too-early', 'The window of the dose is open.', { administeredAt: at, opensAt: slot }],
    ['slot-closed', 'The dose may still be recorded so.', { administeredAt: at, closesAt: slot }],
    ['late-reason-required', 'The dose is not late.', { administeredAt: at, missedAt: slot, reason: null }],
    ['dose-not-required', 'The dose is required.', { notRequiredBecause: null }],
    ['quantity-differs', 'The quantity is the one prescribed.', { prescribed: 1, quantity: 1, unit: 'tablet' }],
    ['dose-already-recorded', 'The dose has no record yet.', { scheduledFor: slot }],
    ['allergy', 'No recorded allergy concerns the medicine.', { allergies: [] }],
    [
      'insufficient-stock',
      'The dose is in stock.',
      { counted: true, needed: 1, usable: 30, expired: 0, unit: 'tablet' },
    ],
  ];
  return JSON.stringify(rules.map(([rule, detail, facts]) => ({ rule, outcome: 'pass', detail, facts })));
}
