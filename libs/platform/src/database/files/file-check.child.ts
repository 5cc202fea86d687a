import { setPriority } from 'node:os';
import Database from 'better-sqlite3';
import { causeOf } from '../cause.js';

/** What is wrong with the file; undefined: nothing. */
export interface Found {
  readonly damage: string | undefined;
}

/** Behind whatever the home does. */
const LAST = 19;

/** @throws what keeps it from looking. */
function lookAtEveryPage(path: string): Found {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    const found = String(database.pragma('quick_check(1)', { simple: true }));
    return { damage: found === 'ok' ? undefined : found.split('\n').at(-1) };
  } catch (error) {
    const { code, message } = causeOf(error);
    if (code?.startsWith('SQLITE_CORRUPT') === true) return { damage: message };
    throw error;
  }
}

setPriority(LAST);
process.send?.(lookAtEveryPage(process.argv[2] ?? ''), () => {
  process.disconnect();
});
