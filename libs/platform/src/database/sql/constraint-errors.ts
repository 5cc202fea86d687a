import { QueryFailedError } from 'typeorm';

/**
 * Turns a violated constraint into the error that the domain has for it.
 * @param errors by constraint name: `uq_<table>__<columns>`, `ck_…`, a refusal trigger's name, or `foreign-key`.
 */
export async function onConstraint<T>(work: Promise<T>, errors: Readonly<Record<string, () => Error>>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const name = violatedConstraint(error);
    const known = name === undefined ? undefined : errors[name];
    throw known === undefined ? error : known();
  }
}

/** The name of the constraint that a failed statement violated, the same on both databases. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const driver = error.driverError as Error & { code?: string; constraint?: string; table?: string };
  if (driver.code?.startsWith('SQLITE_CONSTRAINT') === true) return sqliteConstraint(driver.code, driver.message);
  if (driver.code === '23503') return 'foreign-key';
  if (driver.code?.startsWith('23') !== true) return undefined;
  return driver.constraint === `${driver.table ?? ''}_pkey` ? `uq_${driver.table ?? ''}__id` : driver.constraint;
}

/** SQLite names a check and a trigger, but of a unique constraint only the columns. */
function sqliteConstraint(code: string, message: string): string {
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'foreign-key';
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') return message;
  const detail = message.slice(message.indexOf(': ') + 2);
  if (code === 'SQLITE_CONSTRAINT_CHECK') return detail;
  const columns = detail.split(', ').map((column) => column.split('.'));
  return `uq_${columns[0]?.[0] ?? ''}__${columns.map((parts) => parts[1] ?? '').join('_')}`;
}
