import Database from 'better-sqlite3';
import { causeOf } from '../cause.js';

/**
 * A lock of one process on a name, for as long as the process lives: the operating system frees it however the process
 * ends, so nothing has to be cleared away after a crash. It is a lock on an empty SQLite file, since Node can't lock
 * files by itself. The file stays where it is: removing it would let two processes hold it at once.
 */
export class FileLock {
  private constructor(private readonly connection: Database.Database) {}

  /**
   * @returns undefined when another process, or this one, holds it.
   * @throws SqliteError when the file can't be made.
   */
  static take(path: string): FileLock | undefined {
    const connection = new Database(path, { timeout: 0 });
    try {
      connection.pragma('journal_mode = MEMORY');
      connection.exec('BEGIN EXCLUSIVE');
      return new FileLock(connection);
    } catch (error) {
      connection.close();
      if (causeOf(error).code?.startsWith('SQLITE_BUSY') === true) return undefined;
      throw error;
    }
  }

  release(): void {
    this.connection.close();
  }
}
