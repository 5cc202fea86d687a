import { LRUCache } from 'lru-cache';
import type { Instant } from '#platform/time';
import type { Prescription } from '../domain/prescription.js';

/** What tells one state of a prescription from every other that was ever committed. */
export interface PrescriptionState {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Instant;
}

/** Those of several homes, of some kilobytes each. */
const MOST = 5_000;

/**
 * Prescriptions as they were read last, with their revisions and statuses, which change with the version of the
 * prescription alone: a round needs them all each time, and few have changed since the one before.
 */
export class KnownPrescriptions {
  private readonly known = new LRUCache<string, Prescription>({ max: MOST });

  /**
   * The prescriptions of some states, in their order; only those are read that aren't known as they are now.
   * @param read what it takes to read them, in several statements.
   * @param statesOf the states once all was read: where one isn't the same, the record may be of two, and isn't kept;
   * nor is one without.
   */
  async at(
    states: readonly PrescriptionState[],
    read: (ids: readonly string[]) => Promise<readonly Prescription[]>,
    statesOf: (ids: readonly string[]) => Promise<readonly PrescriptionState[]> | readonly PrescriptionState[],
  ): Promise<readonly Prescription[]> {
    const known = states.map((state) => this.knownAt(state));
    const unknown = states.flatMap(({ id }, index) => (known[index] === undefined ? [id] : []));
    if (unknown.length === 0) return known.filter((prescription) => prescription !== undefined);
    const found = new Map((await read(unknown)).map((prescription) => [prescription.id, prescription]));
    for (const state of await statesOf(unknown)) {
      const prescription = found.get(state.id);
      if (prescription !== undefined && isSameState(prescription, state)) this.known.set(state.id, prescription);
    }
    return states.flatMap(({ id }, index) => known[index] ?? found.get(id) ?? []);
  }

  private knownAt(state: PrescriptionState): Prescription | undefined {
    const before = this.known.get(state.id);
    return before !== undefined && isSameState(before, state) ? before : undefined;
  }
}

/** A database that was restored may have another change under the same number, but not of the same moment. */
function isSameState(a: PrescriptionState, b: PrescriptionState): boolean {
  return a.version === b.version && a.updatedAt === b.updatedAt;
}
