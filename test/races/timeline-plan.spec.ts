import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeCursor, UnitOfWork } from '#platform/database';
import { parseInstant, type Range } from '#platform/time';
import { Timeline } from '#platform/timeline';
import { onPostgres } from '../support/fresh-database.js';
import { Inspected, type Statement } from './plans.js';

const ID = '0199b1d0-7c00-7000-8000-000000000001';
const [MORNING, EVENING] = [parseInstant('2026-11-24T07:00:00Z'), parseInstant('2026-11-24T19:00:00Z')];

/** What each statement of a page looks through, from the resident and the newest that may be shown. */
const INDEXES = {
  movements: 'ix_movements__resident_id_at_id',
  prescription_revisions: 'ix_prescription_revisions__resident_id_effective_from_id',
  prescription_statuses: 'ix_prescription_statuses__resident_id_from_at_id',
  administrations: 'ix_administrations__resident_id_administered_at_id',
  observations: 'ix_observations__resident_id_taken_at_id',
  assessments: 'ix_assessments__resident_id_assessed_at_id',
  attendances: 'ix_attendances__resident_id_starts_at_id',
  alerts: 'ix_alerts__resident_id_raised_at_id',
};

let home: Inspected;

beforeAll(async () => {
  home = await Inspected.open();
});
afterAll(() => home.close());

/** The statements by which a page is read, by the table that each is about. */
async function statementsOf(range: Range, cursor?: string): Promise<ReadonlyMap<string, Statement>> {
  const { app } = home;
  const request = { residentId: ID, range, roles: ['nurse'] } as const;
  const read = (): Promise<unknown> =>
    app.get(Timeline).read(app.get(UnitOfWork).reader, request, { limit: 50, cursor });
  const statements = await home.statementsOf(read);
  return new Map(statements.map((statement) => [/FROM "(\w+)"/.exec(statement.sql)?.[1] ?? '', statement]));
}

/** In an empty table anything is quick; what the index can do is asked. */
const ONLY_BY_INDEX = ['seqscan', 'bitmapscan', 'sort'];

/** Both ends of the stretch are found in the index, in its order, and no row is looked at in vain. */
function expectIndexed(plan: string, index: string, [resident, at]: readonly [string, string]): void {
  if (onPostgres()) {
    expect(plan).toMatch(new RegExp(`^Limit; Index Scan ${index} \\(`));
    expect(plan).toMatch(new RegExp(`\\(${resident} = .*\\(${at} >= .*\\(ROW\\(${at}, id\\) < ROW\\(`));
    expect(plan).not.toContain('and then');
  } else {
    expect(plan).toMatch(
      new RegExp(
        `^SEARCH \\w+ USING INDEX ${index} \\(${resident}=\\? AND ${at}>\\? AND \\(${at},id\\)<\\(\\?,\\?\\)\\)$`,
      ),
    );
  }
}

test.each([
  ['the first page', {}, undefined],
  ['a page further on', {}, encodeCursor('timeline', [EVENING, ID])],
  ['a page of some days', { from: MORNING, to: EVENING }, undefined],
  ['a page further on of some days', { from: MORNING, to: EVENING }, encodeCursor('timeline', [MORNING, ID])],
])('%s is found by one index search in each table', async (_, range, cursor) => {
  const statements = await statementsOf(range, cursor);
  expect([...statements.keys()].sort()).toEqual(Object.keys(INDEXES).sort());
  for (const [table, index] of Object.entries(INDEXES)) {
    const statement = statements.get(table);
    if (statement === undefined) throw new Error(`no statement reads ${table}`);
    const at = /__resident_id_(\w+)_id$/.exec(index)?.[1] ?? '';
    expectIndexed(await home.planOf(statement, ONLY_BY_INDEX), index, ['resident_id', at]);
  }
});
