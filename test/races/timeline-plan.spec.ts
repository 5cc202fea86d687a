import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { encodeCursor, UnitOfWork } from '#platform/database';
import { open } from '#platform/database/raw';
import { parseInstant, type Range } from '#platform/time';
import { Timeline } from '#platform/timeline';
import { openApplication } from '../house/the-application.js';
import { createDatabase, onPostgres, type TestDatabase } from '../support/fresh-database.js';

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
};

interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A node of a plan of PostgreSQL. */
interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly Plan[];
}

let database: TestDatabase;
let app: NestFastifyApplication;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await createDatabase();
  ({ app, close } = await openApplication(database.url));
});
afterAll(async () => {
  await close();
  await database.remove();
});

/** The statements by which a page is read, by the table that each is about. */
async function statementsOf(range: Range, cursor?: string): Promise<Map<string, Statement>> {
  const { prototype } = onPostgres() ? PostgresQueryRunner : BetterSqlite3QueryRunner;
  const queries = jest.spyOn(prototype, 'query');
  try {
    const request = { residentId: ID, range, roles: ['nurse'] } as const;
    await app.get(Timeline).read(app.get(UnitOfWork).reader, request, { limit: 50, cursor });
    return new Map(
      queries.mock.calls.map(([sql, parameters]) => [
        /FROM "(\w+)"/.exec(sql)?.[1] ?? sql,
        { sql, parameters: Array.isArray(parameters) ? parameters : [] },
      ]),
    );
  } finally {
    queries.mockRestore();
  }
}

/** How the database finds the rows, in its own words. */
async function planOf({ sql, parameters }: Statement): Promise<string> {
  const runner = open(app.get(UnitOfWork).reader).manager.dataSource.createQueryRunner();
  try {
    if (!onPostgres()) {
      const steps = (await runner.query(`EXPLAIN QUERY PLAN ${sql}`, [...parameters])) as { detail: string }[];
      return steps.map(({ detail }) => detail).join('; ');
    }
    await runner.startTransaction();
    // In an empty table anything is quick; what the index can do is asked.
    for (const way of ['seqscan', 'bitmapscan', 'sort']) await runner.query(`SET LOCAL enable_${way} = off`);
    const [row] = (await runner.query(`EXPLAIN (FORMAT JSON) ${sql}`, [...parameters])) as {
      'QUERY PLAN': { Plan: Plan }[];
    }[];
    await runner.rollbackTransaction();
    return (row?.['QUERY PLAN'] ?? []).map(({ Plan: plan }) => say(plan)).join('; ');
  } finally {
    await runner.release();
  }
}

function say({ Plans: below = [], ...node }: Plan): string {
  const { 'Index Name': index = '', 'Index Cond': condition = '', Filter: filter } = node;
  const own = `${node['Node Type']} ${index} ${condition}${filter === undefined ? '' : ` and then ${filter}`}`;
  return [own.trim(), ...below.map(say)].join('; ');
}

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
    expectIndexed(await planOf(statement), index, ['resident_id', at]);
  }
});
