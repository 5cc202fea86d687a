import type { Instant } from '#platform/time';

/** Rules that can refuse a dose: because the state forbids it (409), or because the request is wrong (422). */
export const REFUSING_RULES = {
  conflict: [
    'dose-already-recorded',
    'too-early',
    'slot-closed',
    'dose-not-required',
    'too-soon',
    'daily-maximum',
    'prescription-not-active',
    'resident-not-present',
    'insufficient-stock',
    'unit-mismatch',
  ],
  invalid: ['not-a-scheduled-dose', 'reason-required', 'late-reason-required'],
} as const;

/** Every rule about a dose; the last two only tell. */
export type DoseRule = (typeof REFUSING_RULES)['conflict' | 'invalid'][number] | 'quantity-differs' | 'allergy';

/**
 * One rule that was looked at (clinical.md A8). A list of these is what a refusal carries, what a dry run answers
 * and what the record keeps. `rule` is the code of the refusal that the rule makes when its outcome is `block`.
 */
export interface Check {
  readonly rule: DoseRule;
  readonly outcome: 'pass' | 'info' | 'warn' | 'block';
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Where it blocks for a time: the first instant at which it no longer does. */
  readonly until?: Instant;
}

/** Whether a rule forbids what was asked. */
export function blocks({ outcome }: Check): boolean {
  return outcome === 'block';
}
