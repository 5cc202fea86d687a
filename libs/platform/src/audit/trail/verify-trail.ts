import type { Reader } from '#platform/database';
import { inTurns } from '#platform/turns';
import { START, type Link } from './audit-entry.js';
import { AuditRepository } from './audit.repository.js';
import { checkRow, isBreak, missing, type Break } from './verify-row.js';

/** What came of checking a chain. */
export interface Verdict {
  /** Entries found as they were written, from the first on. */
  readonly checked: number;
  /** The last of them. */
  readonly head: Link;
  /** Undefined: the chain is whole. */
  readonly broken: Break | undefined;
}

export interface VerifyOptions {
  /** What the chain must contain. */
  readonly checkpoint?: Link;
  /** Told now and then how many entries are checked, of how many. */
  readonly onProgress?: (checked: number, total: number) => void;
  /** Its reason is thrown when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Rows held at a time. */
const ROWS = 100;

const entries = new AuditRepository();

/** Whether there is a trail to check; a database that is only looked at may be anything. */
export async function hasTrail(reader: Reader): Promise<boolean> {
  return entries.exists(reader);
}

/**
 * Recomputes the chain from its first entry to the last that was there at the start, a few rows at a time and
 * {@link inTurns}. Nothing is locked; entries that are added meanwhile may be checked too.
 */
export async function verifyTrail(reader: Reader, options: VerifyOptions = {}): Promise<Verdict> {
  const { checkpoint, onProgress, signal } = options;
  const last = await entries.head(reader);
  let head = START;
  const verdict = (broken?: Break): Verdict => ({ checked: head.seq, head, broken });

  // The first rows without a lower bound: nothing may hide before entry 1.
  let rows = await entries.storedFrom(reader, undefined, ROWS);
  while (rows.length > 0) {
    for await (const row of inTurns(rows, { signal })) {
      const found = checkRow(head, row);
      if (isBreak(found)) return verdict(found);
      if (found.seq === checkpoint?.seq && found.hash !== checkpoint.hash) return verdict(unlike(checkpoint));
      head = found;
    }
    onProgress?.(head.seq, Math.max(head.seq, last.seq));
    if (head.seq >= last.seq) break;
    // From the last one on, not after it: a second entry with its number must not be passed over.
    const [again, ...more] = await entries.storedFrom(reader, head.seq, ROWS);
    rows = again === undefined || again.seq === head.seq ? more : [again, ...more];
  }
  if (head.seq < last.seq) return verdict({ seq: head.seq + 1, ...missing(head.seq + 1) });
  if (checkpoint !== undefined && head.seq < checkpoint.seq) return verdict(shorterThan(checkpoint, head));
  return verdict();
}

function unlike({ seq }: Link): Break {
  return {
    seq,
    reason: 'checkpoint-does-not-fit',
    detail: `The checkpoint of entry ${seq} names another hash: that entry, or one before it, was rewritten.`,
  };
}

function shorterThan(checkpoint: Link, head: Link): Break {
  return {
    seq: head.seq + 1,
    reason: 'ends-before-checkpoint',
    detail: `The trail ends with entry ${head.seq}, but it had an entry ${checkpoint.seq} at the checkpoint.`,
  };
}
