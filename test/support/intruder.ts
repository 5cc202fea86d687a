import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { Client } from 'pg';

const run = promisify(execFile);
const RULES = ['no_update', 'no_delete', 'next_only'].map((rule) => `audit_entries_${rule}`);

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

  /** One transaction. */
  async run(...statements: readonly string[]): Promise<void> {
    const sql = ['BEGIN', ...statements, 'COMMIT'].join(';\n');
    await (this.onPostgres
      ? this.runOnPostgres(sql)
      : this.runOnSqlite(`PRAGMA ignore_check_constraints = 1;\n${sql};`));
  }

  private get onPostgres(): boolean {
    return this.url.startsWith('postgres');
  }

  private async runOnPostgres(sql: string): Promise<void> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  private async runOnSqlite(sql: string): Promise<void> {
    const path = this.url.replace(/^sqlite:/, '');
    try {
      await run('sqlite3', ['-bail', '-cmd', '.timeout 5000', path, sql]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      const database = new Database(path);
      database.exec(sql);
      database.close();
    }
  }
}
