import type { DataSource } from 'typeorm';
import { onPostgres } from '../support/fresh-database.js';

/** Undoes a migration, and those that came after it. */
export async function before(source: DataSource, migration: string): Promise<void> {
  const isApplied = async (): Promise<boolean> =>
    (await source.query<unknown[]>(`SELECT 1 FROM "migrations" WHERE "name" = '${migration}'`)).length > 0;
  while (await isApplied()) await source.undoLastMigration({ transaction: 'all' });
}

/** Puts a row into a table as it was then. */
export async function insert(source: DataSource, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(row).map((name) => `"${name}"`);
  const places = names.map((_, index) => (onPostgres() ? `$${index + 1}` : '?'));
  await source.query(`INSERT INTO "${table}" (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
}
