/** What a driver, or the system, says of a failure. */
export interface Cause {
  /** Such as `SQLITE_FULL`, an SQLSTATE, or `ENOSPC`. */
  readonly code: string | undefined;
  readonly message: string;
}

/** The cause of an error of the database layer: TypeORM wraps what the driver throws. */
export function causeOf(error: unknown): Cause {
  if (typeof error !== 'object' || error === null) return { code: undefined, message: String(error) };
  if ('driverError' in error) return causeOf(error.driverError);
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    message: 'message' in error ? String(error.message) : '',
  };
}
