import type { Instant } from '#platform/time';
import { IllegalTransitionError } from './wellness.errors.js';

export const FACT_STATUSES = ['final', 'entered-in-error'] as const;

/** What every fact about a resident's wellness carries. It is never deleted: a wrong one stays, marked. */
export interface Fact {
  readonly id: string;
  readonly version: number;
  /** When it was written down. */
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly residentId: string;
  /** Id of the user who wrote it down. */
  readonly recordedBy: string;
  readonly status: (typeof FACT_STATUSES)[number];
  /** Why it is wrong, where it is marked. */
  readonly statusReason: string | null;
  /** Id of the user who marked it. */
  readonly markedBy: string | null;
  /** Id of the right one, where one was put in its place. */
  readonly correctedBy: string | null;
}

export type Marking = Pick<Fact, 'status' | 'statusReason' | 'markedBy' | 'correctedBy'>;

/** What makes the right one of a wrong fact, apart from what it says. */
export interface Righting {
  readonly id: string;
  /** Null: the resident lives. */
  readonly diedAt: Instant | null;
  readonly recordedBy: string;
}

/** A new fact holds until someone says otherwise. */
export function newFact(
  { id, residentId, recordedBy }: Pick<Fact, 'id' | 'residentId' | 'recordedBy'>,
  at: Instant,
): Fact {
  return {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    residentId,
    recordedBy,
    status: 'final',
    statusReason: null,
    markedBy: null,
    correctedBy: null,
  };
}

/**
 * @param correctedBy id of the right one; null: nothing takes its place.
 * @throws IllegalTransitionError when it is marked already: the first reason stays.
 */
export function enterInError(
  what: 'observation' | 'assessment',
  fact: Pick<Fact, 'status'>,
  reason: string,
  markedBy: string,
  correctedBy: string | null = null,
): Marking {
  if (fact.status === 'entered-in-error') throw new IllegalTransitionError(what);
  return { status: 'entered-in-error', statusReason: reason, markedBy, correctedBy };
}
