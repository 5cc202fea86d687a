import { jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'typeorm';
import { UnitOfWork } from '#platform/database';
import { open, StorageWatch } from '#platform/database/raw';
import { openApplication } from '../house/the-application.js';
import { createDatabase, onPostgres } from '../support/fresh-database.js';

/** In a plan: a table whose every row is looked at. */
export const noIndex = onPostgres() ? /Seq Scan/ : /SCAN (?!CONSTANT)/;

export interface Statement {
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

/** The application in this process on a database of its own, whose statements can be looked at. */
export class Inspected {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Inspected> {
    const database = await createDatabase();
    const { app, close } = await openApplication(database.url);
    return new Inspected(app, async () => {
      await close();
      await database.remove();
    });
  }

  /** Runs a statement behind the application's back. */
  async write(sql: string): Promise<void> {
    await this.app.get(UnitOfWork).write((tx) => open(tx).manager.query(sql));
  }

  /** The statements that `work` makes, in order. */
  async statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
    const watch: Logger = StorageWatch.prototype;
    const queries = jest.spyOn(watch, 'logQuery');
    try {
      await work();
      return queries.mock.calls.map(([sql, parameters]) => ({
        sql,
        parameters: Array.isArray(parameters) ? parameters : [],
      }));
    } finally {
      queries.mockRestore();
    }
  }

  /**
   * How the database finds the rows, in its own words.
   * @param without what PostgreSQL is not to do, where its tables are too small for it to need an index: `seqscan`, `sort`.
   */
  async planOf({ sql, parameters }: Statement, without: readonly string[] = []): Promise<string> {
    const runner = open(this.app.get(UnitOfWork).reader).manager.dataSource.createQueryRunner();
    try {
      if (!onPostgres()) {
        const steps = (await runner.query(`EXPLAIN QUERY PLAN ${sql}`, [...parameters])) as { detail: string }[];
        return steps.map(({ detail }) => detail).join('; ');
      }
      await runner.startTransaction();
      for (const way of without) await runner.query(`SET LOCAL enable_${way} = off`);
      const [row] = (await runner.query(`EXPLAIN (FORMAT JSON) ${sql}`, [...parameters])) as {
        'QUERY PLAN': { Plan: Plan }[];
      }[];
      await runner.rollbackTransaction();
      return (row?.['QUERY PLAN'] ?? []).map(({ Plan: plan }) => say(plan)).join('; ');
    } finally {
      await runner.release();
    }
  }
}

function say({ Plans: below = [], ...node }: Plan): string {
  const { 'Index Name': index = '', 'Index Cond': condition = '', Filter: filter } = node;
  const own = `${node['Node Type']} ${index} ${condition}${filter === undefined ? '' : ` and then ${filter}`}`;
  return [own.trim(), ...below.map(say)].join('; ');
}
