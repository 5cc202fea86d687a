import { epochMilliseconds, type Instant } from '#platform/time';
import type { Revision } from './prescription.js';

/** A revision and the milliseconds of the epoch between which it is in force, `[from, to)`. */
export interface RevisionInForce {
  readonly revision: Revision;
  readonly from: number;
  readonly to: number;
}

/** Asked again and again of the same ones, which never change. */
const known = new WeakMap<readonly Revision[], readonly RevisionInForce[]>();

/**
 * When each revision is in force, in order of time. A revision holds from its `effectiveFrom` until one recorded later
 * takes effect; one that never comes to that (the later one takes effect first) is left out. The first is in force from
 * the beginning, because doses may be due before it was recorded.
 */
export function revisionsInForce(revisions: readonly Revision[]): readonly RevisionInForce[] {
  const before = known.get(revisions);
  if (before !== undefined) return before;
  const found = worked(revisions);
  known.set(revisions, found);
  return found;
}

function worked(revisions: readonly Revision[]): readonly RevisionInForce[] {
  const inForce: RevisionInForce[] = [];
  let to = Infinity;
  for (const [index, revision] of [...revisions.entries()].reverse()) {
    const from = index === 0 ? -Infinity : epochMilliseconds(revision.effectiveFrom);
    if (from >= to) continue;
    inForce.push({ revision, from, to });
    to = from;
  }
  return inForce.reverse();
}

/** The revision in force at an instant. */
export function revisionAt(revisions: readonly Revision[], at: Instant): Revision {
  const [first] = revisions;
  // Nearly always it is the only one.
  if (first !== undefined && revisions.length === 1) return first;
  const milliseconds = epochMilliseconds(at);
  const found = revisionsInForce(revisions).find(({ from, to }) => from <= milliseconds && milliseconds < to);
  if (found === undefined) throw new RangeError('a prescription has at least one revision');
  return found.revision;
}
