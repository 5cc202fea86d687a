import { IllegalTransitionError } from './resident.errors.js';

/** What holds, no longer holds, or never did. */
export const CLINICAL_STATUSES = ['active', 'resolved', 'entered-in-error'] as const;
export type ClinicalStatus = (typeof CLINICAL_STATUSES)[number];

/** A fact that is corrected by its status, and why it has that. */
export interface WithStatus<S extends string> {
  readonly status: S;
  readonly statusReason: string | null;
}

/**
 * The changes of a fact: one that was entered in error stays as it is, and the reason of a status goes with it.
 * @throws IllegalTransitionError
 */
export function changesOf<S extends string, C extends Partial<WithStatus<S>>>(
  resource: string,
  fact: WithStatus<S>,
  changes: C,
): C {
  if (fact.status === 'entered-in-error') throw new IllegalTransitionError(resource);
  const changed = changes.status !== undefined && changes.status !== fact.status;
  return changed && changes.statusReason === undefined ? { ...changes, statusReason: null } : changes;
}
