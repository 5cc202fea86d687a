import type { Instant } from '#platform/time';

/**
 * One rule that was looked at (clinical.md A8). A list of these is what a refusal carries, what a dry run answers
 * and what the record keeps. `rule` is the code of the refusal that the rule makes when its outcome is `block`.
 */
export interface Check {
  readonly rule: string;
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
