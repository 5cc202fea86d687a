import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { encodeCursor } from '#platform/database';
import { Sweeps } from '#platform/sweeps';
import { addMinutes, Clock, type Instant } from '#platform/time';
import { KeepAlerts, RecordAssessments, RecordObservations, type AlertQuery } from '#wellness';
import { EVERY_MORNING, Inhabitants, NURSE } from '../house/inhabitants.js';
import { Inspected, noIndex, type Statement } from './plans.js';

const DAY = 24 * 60;
const MORE = 50;
const ID = '0199b1d0-7c00-7000-8000-000000000001';

let home: Inspected;
let app: NestFastifyApplication;
let people: Inhabitants;
let count = 0;

beforeAll(async () => {
  home = await Inspected.open();
  ({ app } = home);
  people = new Inhabitants(app);
});
afterAll(() => home.close());

function ago(days: number): Instant {
  return addMinutes(app.get(Clock).now(), -days * DAY);
}

/** So many more, of each of whom something is missing by every rule but that of doses and of activities. */
async function moveIn(some: number): Promise<void> {
  for (let one = 0; one < some; one += 1) {
    count += 1;
    const residentId = await people.moveIn(String(count), ago(100));
    const { medicationId } = await people.prescribe(residentId, `daily ${count}`, EVERY_MORNING);
    await people.receive(medicationId, residentId, 2);
    const readings = [
      { residentId, type: 'bowel-movement', value: 4, takenAt: ago(5) },
      { residentId, type: 'fluid-intake', value: 200, takenAt: ago(2) },
    ];
    await app.get(RecordObservations).recordMany(readings, NURSE);
    const answers = { bodyMassIndex: 'over-20', weightLoss: 'under-5', acuteDisease: false };
    for (const days of [90, 60]) {
      const assessment = { instrument: 'must', answers, assessedAt: ago(days) };
      await app.get(RecordAssessments).record(residentId, assessment, NURSE);
    }
  }
}

async function alertsByRule(): Promise<Readonly<Record<string, number>>> {
  const { items } = await app.get(KeepAlerts).list({}, { limit: 1000, cursor: undefined });
  const found: Record<string, number> = {};
  for (const { rule } of items) found[rule] = (found[rule] ?? 0) + 1;
  return found;
}

interface Cost {
  /** Of the look that raises alerts. */
  readonly raising: number;
  /** Of the next one, which finds all as it was. */
  readonly still: readonly Statement[];
}

async function look(): Promise<Cost> {
  const sweep = (): Promise<readonly Statement[]> => home.statementsOf(() => app.get(Sweeps).sweep());
  const raising = await sweep();
  const still = await sweep();
  return { raising: raising.length, still };
}

/** SQLite says of the rows of a statement itself that it takes them all. */
const OF_THE_STATEMENT = /SCAN \d+-ROW VALUES CLAUSE/g;

/** Whoever has a prescription in force, for the round. */
const PRESCRIBED = /^SELECT DISTINCT "prescription"."resident_id"/;

test('a look around takes as many statements for sixty residents as for ten, but for a part of the round, and goes by indexes', async () => {
  await moveIn(10);
  const ten = await look();
  await moveIn(MORE);
  const sixty = await look();
  const each = { 'no-bowel-movement': 60, 'no-fluids': 60, 'reassessment-due': 60, 'low-stock': 60 };
  expect(await alertsByRule()).toEqual(each);
  // Doses are looked for among thirty residents together: a second part takes some statements, a resident more takes none.
  expect(sixty.still.length - ten.still.length).toBeLessThan(MORE / 2);
  expect(sixty.raising - ten.raising).toBeLessThan(MORE / 2);

  const plans = new Map<string, string>();
  for (const statement of sixty.still) {
    if (statement.sql.startsWith('SELECT')) plans.set(statement.sql, await home.planOf(statement, ['seqscan']));
  }
  const toTheEnd = [...plans].filter(([sql, plan]) => {
    return !PRESCRIBED.test(sql) && noIndex.test(plan.replaceAll(OF_THE_STATEMENT, ''));
  });
  expect(toTheEnd).toEqual([]);
  const planOf = (part: RegExp): string => [...plans].find(([sql]) => part.test(sql))?.[1] ?? 'no such statement';
  // Of a table that has few rows PostgreSQL takes the one index or the other; both have the order.
  expect(planOf(/"latest"/)).toMatch(/ix_assessments__resident_id_(instrument_)?assessed_at_id/);
  expect(planOf(/"alert"\."resolved_by" <>/)).toContain('ix_alerts__rule_resolved_at');
  expect(planOf(/"alert"\."status" <> 'resolved' AND "alert"\."rule"/)).toContain('ix_alerts__rule_resident_id_cause');
  expect(planOf(/"alert"\."severity_raised_at" >/)).toContain('ix_alerts__status_raised_at_id');
});

test.each<[string, AlertQuery, RegExp]>([
  ['all', {}, /ix_alerts__raised_at_id/],
  ['those that are not resolved', { status: 'unresolved' }, /ix_alerts__unresolved/],
  ['those of a status', { status: 'open' }, /ix_alerts__status_raised_at_id/],
  ['those of a severity', { severity: 'urgent' }, /ix_alerts__severity_raised_at_id/],
  ['those of a resident', { residentId: ID }, /ix_alerts__resident_id_raised_at_id/],
  [
    'those of a resident and status',
    { residentId: ID, status: 'open' },
    /ix_alerts__(resident_id|status)_raised_at_id/,
  ],
  [
    'those of a severity and status',
    { severity: 'urgent', status: 'open' },
    /ix_alerts__(severity|status)_raised_at_id/,
  ],
])('%s are listed in the order of an index, from wherever a page begins', async (_, query, index) => {
  for (const cursor of [undefined, encodeCursor('raised-at', [ago(1), ID])]) {
    const [list, ...others] = await home.statementsOf(() => app.get(KeepAlerts).list(query, { limit: 50, cursor }));
    if (list === undefined) throw new Error('there is no statement');
    const plan = await home.planOf(list, ['seqscan', 'bitmapscan', 'sort']);
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/TEMP B-TREE|Sort|SCAN (?!alert USING INDEX)|Seq Scan/);
    expect(others.length).toBeLessThan(4);
  }
});

test('those of a unit are found by the residents who have a bed there', async () => {
  const list = (limit: number): Promise<readonly Statement[]> =>
    home.statementsOf(() => app.get(KeepAlerts).list({ unit: 'East' }, { limit, cursor: undefined }));
  const statements = await list(200);
  expect(statements).toHaveLength((await list(1)).length);
  const ofAlerts = statements.filter(({ sql }) => sql.includes('FROM "alerts"'));
  expect(ofAlerts).toHaveLength(1);
  for (const statement of ofAlerts) expect(await home.planOf(statement, ['seqscan'])).not.toMatch(noIndex);
});
