import { isInstant } from '#platform/time';
import { ACTIONS, canonical, hashOf, type AuditEntry, type Link, type StoredEntry } from './audit-entry.js';

/** A row of the trail as the database gives it: nothing is taken for granted. */
export type StoredRow = Readonly<Record<keyof AuditEntry, unknown>>;

/** Why a chain isn't whole; the last two show only against a checkpoint. */
export const REASONS = [
  'entry-missing',
  'entry-out-of-place',
  'wrong-form',
  'previous-hash-does-not-fit',
  'not-json',
  'not-canonical',
  'hash-does-not-fit',
  'checkpoint-does-not-fit',
  'ends-before-checkpoint',
] as const;
export type Reason = (typeof REASONS)[number];

/** Where a chain isn't whole. */
export interface Break {
  /** Of the first entry that doesn't stand as it was written. */
  readonly seq: number;
  readonly reason: Reason;
  /** A sentence for a person. */
  readonly detail: string;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);

/** What may stand in each column; what the text says is covered by the hash. */
const FORMS: Readonly<Record<keyof AuditEntry, (value: unknown) => boolean>> = {
  seq: Number.isSafeInteger,
  at: (value) => typeof value === 'string' && isInstant(value),
  actor: isText,
  action: (value) => ACTIONS.some((action) => action === value),
  resource: isText,
  resourceId: isText,
  residentId: isTextOrNull,
  before: isTextOrNull,
  after: isTextOrNull,
  requestId: isText,
  hash: isHash,
  previousHash: isHash,
};

/** The columns of a stored entry. */
export const COLUMNS = Object.keys(FORMS) as readonly (keyof AuditEntry)[];

/**
 * Checks that `row` is the entry that follows `previous`. Every byte of it is either compared with what it must be or
 * covered by the hash.
 * @returns the row as a link that the next one must follow, or where and why the chain breaks.
 */
export function checkRow(previous: Link, row: StoredRow): Link | Break {
  const expected = previous.seq + 1;
  const seq = typeof row.seq === 'number' ? row.seq : expected;
  if (seq > expected) return { seq: expected, ...missing(expected, seq) };
  if (seq < expected) return { seq, ...outOfPlace(seq, expected) };
  const flaw = firstFlaw(previous, row);
  return flaw === undefined ? { seq, hash: String(row.hash) } : { seq, ...flaw };
}

/** Whether {@link checkRow} has found a break. */
export function isBreak(found: Link | Break): found is Break {
  return 'reason' in found;
}

type Flaw = Omit<Break, 'seq'>;

export function missing(expected: number, next?: number): Flaw {
  const rest = next === undefined ? 'though there was one a moment ago' : `the next one is ${next}`;
  return { reason: 'entry-missing', detail: `There is no entry ${expected}; ${rest}.` };
}

function outOfPlace(seq: number, expected: number): Flaw {
  return { reason: 'entry-out-of-place', detail: `Entry ${seq} stands where ${expected} is to be.` };
}

function firstFlaw(previous: Link, row: StoredRow): Flaw | undefined {
  if (!isWellFormed(row)) {
    const column = COLUMNS.find((name) => !FORMS[name](row[name])) ?? '';
    return { reason: 'wrong-form', detail: `Its ${column} is not in the form in which it is written.` };
  }
  if (row.previousHash !== previous.hash) {
    return {
      reason: 'previous-hash-does-not-fit',
      detail: 'Its previousHash is not the hash of the entry before it.',
    };
  }
  const flaw = flawOfJson('before', row.before) ?? flawOfJson('after', row.after);
  if (flaw !== undefined) return flaw;
  if (row.hash !== hashOf(row)) {
    return { reason: 'hash-does-not-fit', detail: 'Its hash is not that of its content: one of them was changed.' };
  }
  return undefined;
}

function isWellFormed(row: StoredRow): row is StoredRow & StoredEntry {
  return COLUMNS.every((column) => FORMS[column](row[column]));
}

/** Without this check, text could move between columns and leave what is hashed the same. */
function flawOfJson(column: string, text: string | null): Flaw | undefined {
  if (text === null) return undefined;
  const fields = parsed(text);
  if (fields === undefined) return { reason: 'not-json', detail: `Its ${column} is not a JSON object.` };
  if (canonicalForm(fields) === text) return undefined;
  return { reason: 'not-canonical', detail: `Its ${column} is not written in canonical JSON (RFC 8785).` };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where there is none: nested without end, or with half a surrogate pair. */
function canonicalForm(fields: object): string | undefined {
  try {
    return canonical(fields);
  } catch {
    return undefined;
  }
}
