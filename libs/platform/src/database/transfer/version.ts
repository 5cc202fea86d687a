import { migrations } from '../migrations/index.js';

/**
 * Looks whether a database has had exactly the migrations of this program.
 * @param name of the database, for an operator.
 * @param had the names of those that it has had; undefined: it has no list of them.
 * @throws Error with one line.
 */
export function assertSameVersion(name: string, had: readonly string[] | undefined): void {
  if (had === undefined || had.length === 0) throw new Error(`${name} is not the database of a home`);
  const known = migrations.map((migration) => new migration().name ?? '');
  const unknown = had.find((migration) => !known.includes(migration));
  if (unknown !== undefined) {
    throw new Error(`${name} is newer than this program: it has had the migration ${unknown}`);
  }
  const missing = known.find((migration) => !had.includes(migration));
  if (missing !== undefined) {
    throw new Error(`${name} is of an older version (${missing} is missing); bring it up to date with migrate first`);
  }
}
