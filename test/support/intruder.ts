import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import canonicalize from 'canonicalize';
import { Client } from 'pg';

const run = promisify(execFile);
const RULES = ['no_update', 'no_delete', 'next_only'].map((rule) => `audit_entries_${rule}`);

/** A row of the trail, as it lies there. */
interface Row {
  readonly seq: number;
  readonly actor: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly previousHash: string;
}

/** As anyone can who knows RFC 8785. */
function hashOf({ before, after, ...row }: Row): string {
  const entry = { ...row, before: parsed(before), after: parsed(after) };
  return createHash('sha256')
    .update(canonicalize(entry) ?? '')
    .digest('hex');
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

const ROWS = `SELECT "seq", "at", "actor", "action", "resource", "resource_id" AS "resourceId",
  "resident_id" AS "residentId", "before", "after", "request_id" AS "requestId", "previous_hash" AS "previousHash"
  FROM "audit_entries" ORDER BY "seq"`;

/**
 * Someone who can reach the database itself, past the application: with the `sqlite3` shell where there is one, else
 * with the library; on PostgreSQL with a connection of their own.
 */
export class Intruder {
  constructor(private readonly url: string) {}

  /** Takes away what keeps the trail from being changed, and keeps a copy of it. */
  async breakIn(): Promise<void> {
    await this.run(
      ...RULES.map((rule) =>
        this.onPostgres ? `DROP TRIGGER "${rule}" ON "audit_entries"` : `DROP TRIGGER "${rule}"`,
      ),
      ...(this.onPostgres ? ['ALTER TABLE "audit_entries" DROP CONSTRAINT "ck_audit_entries__action"'] : []),
      'CREATE TABLE "kept_entries" AS SELECT * FROM "audit_entries"',
    );
  }

  /** Puts the trail back as it was when they broke in. */
  async undo(): Promise<void> {
    await this.run(
      'DELETE FROM "audit_entries"',
      'INSERT INTO "audit_entries" SELECT * FROM "kept_entries" ORDER BY "seq"',
    );
  }

  /** Has someone else do what entry `seq` tells, and makes every hash from there on anew, so that the chain is whole. */
  async forge(seq: number, actor: string): Promise<void> {
    const statements: string[] = [];
    let previousHash: string | undefined;
    for (const row of await this.rows()) {
      if (row.seq < seq) continue;
      const forged = {
        ...row,
        actor: row.seq === seq ? actor : row.actor,
        previousHash: previousHash ?? row.previousHash,
      };
      previousHash = hashOf(forged);
      statements.push(
        `UPDATE "audit_entries" SET "actor" = '${forged.actor}', "previous_hash" = '${forged.previousHash}',
          "hash" = '${previousHash}' WHERE "seq" = ${row.seq}`,
      );
    }
    await this.run(...statements);
  }

  /** One transaction. */
  async run(...statements: readonly string[]): Promise<void> {
    const sql = ['BEGIN', ...statements, 'COMMIT'].join(';\n');
    await (this.onPostgres ? this.askPostgres(sql) : this.runOnSqlite(`PRAGMA ignore_check_constraints = 1;\n${sql};`));
  }

  private async rows(): Promise<readonly Row[]> {
    if (this.onPostgres) return this.askPostgres<Row>(ROWS);
    const database = new Database(this.path, { readonly: true });
    try {
      return database.prepare<[], Row>(ROWS).all();
    } finally {
      database.close();
    }
  }

  private get path(): string {
    return this.url.replace(/^sqlite:/, '');
  }

  private get onPostgres(): boolean {
    return this.url.startsWith('postgres');
  }

  private async askPostgres<T extends object>(sql: string): Promise<readonly T[]> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  private async runOnSqlite(sql: string): Promise<void> {
    try {
      await run('sqlite3', ['-bail', '-cmd', '.timeout 5000', this.path, sql]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      const database = new Database(this.path);
      database.exec(sql);
      database.close();
    }
  }
}
