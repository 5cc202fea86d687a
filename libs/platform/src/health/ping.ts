import type { Reader } from '#platform/database';
import { open } from '#platform/database/sql';

/** @throws when the database doesn't answer. */
export async function ping(reader: Reader): Promise<void> {
  await open(reader).manager.query('SELECT 1');
}
