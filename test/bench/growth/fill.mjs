import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { day, rulesOf, timesOf } from '../doses.mjs';

const [MINUTE, DAY] = [60_000, 86_400_000];

/** Of older records the rules are left out, as they are of those from before they were kept: else ten million take 25 GB. */
const DAYS_WITH_RULES = 40;

/** Minutes after its time at which a dose is given. */
const LATE = 5;

/** Each type so many times a day: twenty observations of everybody. */
const EACH_DAY = {
  'heart-rate': [8, '/min', 60, 40],
  'respiratory-rate': [4, '/min', 12, 9],
  'oxygen-saturation': [4, '%', 94, 6],
  'body-temperature': [4, 'Cel', 36, 2],
};

/** An id as one made at `msecs` would be: its first 48 bits are the time. The rest tells those of one moment apart. */
const ID = `printf('%08x-%04x-7%03x-8%03x-%012x', msecs >> 16, msecs & 65535, number >> 12 & 4095, number & 4095, before)`;
const instant = (msecs) => `strftime('%Y-%m-%dT%H:%M:%fZ', (${msecs}) / 1000.0, 'unixepoch')`;

/** The days of the history, the oldest first, each with everything of the pattern in order of its time. */
const HISTORY = `WITH RECURSIVE "days"(before) AS
  (SELECT @days UNION ALL SELECT before - 1 FROM "days" WHERE before > 1),
  "all" AS (SELECT "pattern".*, before, @today - before * ${DAY} + "pattern".ms AS msecs
    FROM "days" CROSS JOIN "pattern" WHERE before % "pattern".every = 0)`;

/** What every row has. */
const STORED = { id: ID, version: '1', created_at: instant('msecs'), updated_at: instant('msecs') };

/** One dose in twenty was refused. */
const refused = (yes, no) => `iif((before + place) % 20 = 0, ${yes}, ${no})`;

const DOSES = {
  pattern: 'number INTEGER PRIMARY KEY, ms, every, prescription_id, resident_id, medication_id, scheduled, place',
  rows: ({ prescriptions }) => prescriptions.flatMap(dosesOf),
  columns: {
    ...{ ...STORED, prescription_id: 'prescription_id', resident_id: 'resident_id', medication_id: 'medication_id' },
    ...{
      revision: '1',
      scheduled_for: `iif(scheduled, ${instant(`msecs - ${LATE * MINUTE}`)}, NULL)`,
      unit: "'tablet'",
    },
    ...{ outcome: refused("'refused'", "'given'"), reason: refused("'refused'", 'NULL') },
    ...{ quantity: refused('NULL', '1000000'), administered_at: instant('msecs'), recorded_at: instant('msecs') },
    ...{ recorded_by: '@by', acknowledged: "'[]'", status: "'recorded'" },
    rules: `iif(before <= ${DAYS_WITH_RULES}, @rules, '[]')`,
  },
};

const OBSERVATIONS = {
  pattern: 'number INTEGER PRIMARY KEY, ms, every, resident_id, type, unit, least, spread',
  rows: ({ residentIds }) => residentIds.flatMap(observationsOf),
  columns: {
    ...{ ...STORED, resident_id: 'resident_id', type: 'type', unit: 'unit', recorded_by: '@by', status: "'final'" },
    ...{ value: '(least + (before * 7 + number) % spread) * 1000000', taken_at: instant('msecs') },
  },
};

const KINDS = { administrations: DOSES, observations: OBSERVATIONS };

/** A day's doses of a prescription, recorded five minutes after their time; one as needed every other day. */
function dosesOf({ id, residentId, medicationId, index }) {
  const times = index === 9 ? ['10:30'] : timesOf(index);
  return times.map((time) => {
    const [hours, minutes] = time.split(':').map(Number);
    const ms = (hours * 60 + minutes + LATE) * MINUTE;
    return [ms, index === 9 ? 2 : 1, id, residentId, medicationId, Number(index !== 9), index];
  });
}

function observationsOf(residentId, index) {
  return Object.entries(EACH_DAY).flatMap(([type, [times, unit, least, spread]]) =>
    Array.from({ length: times }, (_, time) => [
      ...[Math.floor((time / times) * DAY) + index * 1000, 1, residentId, type, unit, least, spread],
    ]),
  );
}

/** Days that it takes until there are so many rows of a kind in a home. */
export function daysFor(kind, home, size) {
  const perDay = KINDS[kind].rows(home).reduce((sum, [, every]) => sum + 1 / every, 0);
  return Math.ceil(size / perDay);
}

/**
 * Fills the table of a kind with the history of so many days before today, in one transaction straight in the file.
 * @returns how many rows there are, and the bytes of each with its part of the indexes.
 */
export function fill(path, kind, home, days) {
  const { pattern, columns, rows } = KINDS[kind];
  const before = statSync(path).size;
  const database = new Database(path);
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -600000', 'foreign_keys = OFF']) {
    database.pragma(pragma);
  }
  database.exec(`CREATE TEMP TABLE "pattern" (${pattern})`);
  const all = rows(home).sort(([a], [b]) => a - b);
  const add = database.prepare(`INSERT INTO "pattern" VALUES (NULL, ${all[0].map(() => '?').join(', ')})`);
  database.transaction(() => all.forEach((row) => add.run(row)))();
  const today = Date.parse(day(0));
  const slot = new Date(today).toISOString();
  const insert = database.prepare(`INSERT INTO "${kind}" (${Object.keys(columns).join(', ')})
    ${HISTORY} SELECT ${Object.values(columns).join(', ')} FROM "all"`);
  const rules = kind === 'administrations' ? { rules: rulesOf(slot, slot) } : {};
  const { changes } = insert.run({ days, today, by: home.userId, ...rules });
  database.pragma('journal_mode = WAL');
  database.close();
  // Else the machine writes gigabytes while the reads are measured.
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
  return { rows: changes, bytes: Math.round((statSync(path).size - before) / changes) };
}
