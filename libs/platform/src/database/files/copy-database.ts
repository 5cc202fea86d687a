import Database from 'better-sqlite3';
import { explained, UnusableFileError } from './sqlite-file.js';

/** Pages copied before others get their turn: a megabyte of them at the usual size. */
const PAGES_A_TURN = 256;

/**
 * Copies a SQLite database as it is at one moment, while it may be written to by others.
 * @param to a file that is not there, or empty. It needs no other file beside it.
 * @param onProgress told now and then how many pages are copied, of how many.
 * @throws UnusableFileError
 */
export async function copyDatabase(
  from: string,
  to: string,
  onProgress: (copied: number, total: number) => void = () => undefined,
): Promise<void> {
  const source = explained(from, () => new Database(from, { fileMustExist: true }));
  try {
    explained(from, () => {
      source.pragma('query_only = TRUE');
      // What is read from now on is of this moment. Without it SQLite starts anew with each commit of another connection.
      source.exec('BEGIN');
      source.prepare('SELECT 1 FROM sqlite_schema').get();
    });
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages - remainingPages, totalPages);
        return PAGES_A_TURN;
      },
    });
  } finally {
    source.close();
  }
  // In WAL mode SQLite would make files beside it for everyone who reads it.
  withDatabase(to, {}, (copy) => copy.pragma('journal_mode = DELETE'));
}

/**
 * Looks at every page, index and reference of a SQLite file that nobody writes to; a gigabyte takes some seconds.
 * @returns what is wrong with it, in one line; undefined: nothing.
 */
export function damageOf(path: string): string | undefined {
  try {
    return withDatabase(path, { readonly: true, fileMustExist: true }, (database) => {
      const found = String(database.pragma('integrity_check(1)', { simple: true }));
      if (found !== 'ok') return found.split('\n').at(-1);
      const [dangling] = database.pragma('foreign_key_check') as { table: string }[];
      return dangling === undefined ? undefined : `a row of ${dangling.table} refers to one that is not there`;
    });
  } catch (error) {
    if (error instanceof UnusableFileError) return error.message;
    throw error;
  }
}

/**
 * Writes what the log beside a SQLite file holds into the file, so that it is whole without the log.
 * @throws UnusableFileError
 */
export function settleDatabase(path: string): void {
  withDatabase(path, { fileMustExist: true }, (database) => database.pragma('journal_mode = DELETE'));
}

function withDatabase<T>(path: string, options: Database.Options, work: (database: Database.Database) => T): T {
  return explained(path, () => {
    const database = new Database(path, options);
    try {
      return work(database);
    } finally {
      database.close();
    }
  });
}
