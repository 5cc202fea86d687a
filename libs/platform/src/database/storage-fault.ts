import { DomainError } from '#platform/kernel';
import { causeOf, type Cause } from './cause.js';

/** What is wrong with the storage. */
export type StorageTrouble = 'full' | 'busy' | 'slow' | 'damaged' | 'unreachable' | 'uncertain';

const DETAILS: Readonly<Record<StorageTrouble, { code: string; detail: string; retryAfter: number }>> = {
  full: {
    code: 'storage-full',
    detail: 'There is no room left to write. Nothing was changed; reading still works.',
    retryAfter: 30,
  },
  busy: { code: 'unavailable', detail: 'The record is locked. Nothing was changed. Try again shortly.', retryAfter: 1 },
  slow: { code: 'unavailable', detail: 'It took too long. Nothing was changed. Try again shortly.', retryAfter: 5 },
  damaged: {
    code: 'unavailable',
    detail: 'The record is damaged at this place. Nothing is written until it is restored.',
    retryAfter: 300,
  },
  unreachable: {
    code: 'unavailable',
    detail: 'The record cannot be reached, or not be written, now. Try again shortly.',
    retryAfter: 5,
  },
  uncertain: {
    code: 'unavailable',
    detail:
      'The record was lost from sight while it was written: whether it was is not known. Send it again with the same Idempotency-Key, or look first.',
    retryAfter: 2,
  },
};

/** 503: the fault lies with the disk, the file or the database server, not with the request. */
export class StorageFault extends DomainError {
  constructor(
    readonly trouble: StorageTrouble,
    /** Of the database or the system, for the log. */
    readonly reason: string,
  ) {
    const { code, detail, retryAfter } = DETAILS[trouble];
    super('unavailable', code, detail, { retryAfter });
  }
}

/** Codes of SQLite, which has finer ones that begin so, of PostgreSQL (SQLSTATE), and of the network. */
const TROUBLES: readonly (readonly [StorageTrouble, RegExp])[] = [
  ['full', /^(SQLITE_FULL|53100)$/],
  ['busy', /^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL|55P03)/],
  ['slow', /^57014$/],
  ['damaged', /^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/],
  ['unreachable', /^SQLITE_(IOERR|READONLY|CANTOPEN|NOMEM|PERM)/],
  // No connection, no right to one, no such database, too few resources, shut down, a fault of its system, read-only as
  // one that became a standby, stood still for too long.
  ['unreachable', /^(08...|28...|3D000|55000|53...|57P0.|58...|25006|25P03)$/],
  ['unreachable', /^(ECONN(REFUSED|RESET|ABORTED)|E(HOST|NET)(UNREACH|DOWN)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/],
];

/** What the PostgreSQL driver, and TypeORM of one that it has let go, say of a connection that broke; they give no code. */
const BROKEN_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying|timeout expired|Query read timeout|Query runner already released|Database connection provided by a query runner was already released)/;

/** The storage's fault behind an error of the database layer; undefined: it is something else. */
export function storageFault(error: unknown): StorageFault | undefined {
  if (error instanceof StorageFault) return error;
  const cause = causeOf(error);
  const trouble = troubleOf(cause);
  return trouble === undefined ? undefined : new StorageFault(trouble, cause.message);
}

function troubleOf({ code, message }: Cause): StorageTrouble | undefined {
  if (code === undefined) return BROKEN_CONNECTION.test(message) ? 'unreachable' : undefined;
  return TROUBLES.find(([, pattern]) => pattern.test(code))?.[0];
}
