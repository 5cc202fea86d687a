import { v7 } from 'uuid';

/*
 * The rows of a resident's life, for databases too large to be lived through over HTTP: of every hundred entries of the
 * timeline 40 observations, 35 doses, 8 sessions, 5 movements, 5 prescriptions with 3 changes of status, 4 assessments.
 */

const LATEST = Date.parse('2026-11-24T08:00:00Z');
/** From one entry to the next. */
const APART = 10 * 60_000;

const KINDS = [
  ...Array.from({ length: 40 }, () => 'observation'),
  ...Array.from({ length: 35 }, () => 'administration'),
  ...Array.from({ length: 8 }, () => 'attendance'),
  ...Array.from({ length: 5 }, () => 'movement'),
  ...Array.from({ length: 5 }, () => 'revision'),
  ...Array.from({ length: 3 }, () => 'status'),
  ...Array.from({ length: 4 }, () => 'assessment'),
];
/** In an order that mixes them, always the same. */
const MIXED = KINDS.map((kind, index) => [(index * 37) % 100, kind])
  .sort(([a], [b]) => a - b)
  .map(([, kind]) => kind);
const TABLES = {
  observation: 'observations',
  administration: 'administrations',
  attendance: 'attendances',
  movement: 'movements',
  revision: 'prescription_revisions',
  status: 'prescription_statuses',
  assessment: 'assessments',
};

/** When the entry of that number happened, 0 the newest. */
export function instantOf(number) {
  return new Date(LATEST - number * APART).toISOString();
}

/** Rows by table, prescriptions first, in batches of so many entries; `things` are ids of what they name. */
export function* storyOf(residentId, entries, things, batch = 5000) {
  const lasting = { prescription: 0, revision: 0, position: 0, sequence: 0 };
  for (let end = entries; end > 0; end -= batch) {
    const rows = { prescriptions: [] };
    for (let number = end - 1; number >= Math.max(0, end - batch); number -= 1) {
      const kind = MIXED[number % 100];
      const row = rowOf(kind, number, residentId, things, lasting, rows.prescriptions);
      (rows[TABLES[kind]] ??= []).push(row);
    }
    yield rows;
  }
}

function rowOf(kind, number, residentId, { medicationId, activityId, userId }, lasting, prescriptions) {
  const at = instantOf(number);
  const id = idAt(at);
  const of = { id, resident_id: residentId, recorded_by: userId };
  const stored = { version: 1, created_at: at, updated_at: at };
  const fact = { ...of, ...stored, status: 'final', status_reason: null, marked_by: null };
  switch (kind) {
    case 'observation':
      return { ...fact, type: 'heart-rate', value: 72_000_000, unit: '/min', taken_at: at, ...NO_MORE };
    case 'assessment':
      return { ...fact, ...CALM, assessed_at: at };
    case 'administration':
      return {
        ...{ ...of, ...stored, prescription_id: prescription(at), medication_id: medicationId, scheduled_for: null },
        ...{ revision: 1, outcome: 'given', reason: null, quantity: 1_000_000, unit: 'tablet', note: null },
        ...{ administered_at: at, recorded_at: at, witnessed_by: null, acknowledged: '[]', acknowledge_reason: null },
        ...{ status: 'recorded', corrected_by: null, correction_reason: null, response: null, rules: '[]' },
      };
    case 'attendance':
      return {
        ...{ ...of, ...stored, activity_id: activityId, original_starts_at: at.slice(0, 16), starts_at: at },
        ...{ attendance: 'attended', engagement: 4, note: null },
      };
    case 'movement':
      lasting.sequence += 1;
      return {
        ...{ ...of, ...stored, sequence: lasting.sequence, type: lasting.sequence % 2 === 0 ? 'return' : 'leave', at },
        ...{ bed_id: null, reason: 'with her daughter', expected_return_on: null, status: 'recorded' },
      };
    case 'status':
      lasting.position += 1;
      return {
        ...{ ...of, prescription_id: prescription(at), position: lasting.position, status: 'suspended', from_at: at },
        ...{ to_at: null, reason: 'asleep', recorded_at: at },
      };
    default:
      if (lasting.revision === 5) lasting.prescription = 0;
      return {
        ...{ ...of, prescription_id: prescription(at), revision: (lasting.revision += 1), effective_from: at },
        ...{ reason: null, recorded_at: at, dose_quantity: 1_000_000, dose_unit: 'tablet', route: 'oral' },
        ...{ indication: null, instructions: null, schedule: SCHEDULE, starts_on: at.slice(0, 10), ends_on: null },
        ...{ prescriber: 'Dr. Gil', critical: false },
      };
  }

  /** The one that is being taken; a new one after five revisions. */
  function prescription(since) {
    if (lasting.prescription === 0) {
      const made = { id: idAt(since), resident_id: residentId, medication_id: medicationId, acknowledged: '[]' };
      prescriptions.push({ ...made, over_at: since, version: 1, created_at: since, updated_at: since });
      Object.assign(lasting, { prescription: made.id, revision: 0, position: 0 });
    }
    return lasting.prescription;
  }
}

const NO_MORE = { code: null, components: null, method: null, note: null };
const SCHEDULE = JSON.stringify({ kind: 'times', times: ['08:00'], daysOfWeek: null, everyDays: null, cycle: null });
const CALM = {
  ...{ instrument: 'news2', instrument_version: '2017.1', answers: '{}', item_scores: '{}', score: 0, complete: true },
  ...{ partial_score: null, missing: '[]', band: 'low', label: '{"en":"Low (0)","es":"Bajo (0)"}' },
  advice: '{"en":"","es":""}',
};

let made = 0;

/** Unlike those of every other row, and in the order of time. */
function idAt(at) {
  made += 1;
  return v7({ msecs: Date.parse(at), seq: made });
}
