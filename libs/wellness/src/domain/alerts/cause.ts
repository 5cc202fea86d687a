import type { Instant } from '#platform/time';
import { addMinutes } from '#platform/time';
import type { Label } from '../label.js';
import { ruleById, type RuleId } from './rules.js';
import type { Severity } from './severity.js';

/** A value that a rule used: what it is of, and where it can be read again. */
export interface AlertInput {
  /** Code of an observation type or instrument, an item of one, or a word of the rule. */
  readonly name: string;
  /** A decimal in the type's own unit, or a word. */
  readonly value: number | string | null;
  /** UCUM; null: there is none. */
  readonly unit: string | null;
  readonly at: Instant | null;
  /** Of the fact, prescription or medicine; null: it is a limit of the rule itself. */
  readonly id: string | null;
}

/** Something that holds and that somebody ought to know. */
export interface Cause {
  readonly rule: RuleId;
  /** Names the cause among those of one resident: what comes again under it is told by the same alert. */
  readonly key: string;
  readonly severity: Severity;
  readonly message: Label;
  /** When it was true of the person. */
  readonly at: Instant;
  /** The fact that it follows from; null: it was found by looking. */
  readonly sourceId: string | null;
  readonly inputs: readonly AlertInput[];
}

/** A cause, and whose. */
export interface Finding extends Cause {
  /** Null: the home's own, such as stock that belongs to nobody. */
  readonly residentId: string | null;
}

/** Whether a fact that is written down now is still news for a rule. */
export function isRecent(rule: RuleId, at: Instant, now: Instant): boolean {
  const { recentMinutes } = ruleById(rule);
  return recentMinutes === null || at >= addMinutes(now, -recentMinutes);
}

/** One text for one cause of one resident, or of the home, for looking it up. */
export function nameOfCause(residentId: string | null, key: string): string {
  return `${residentId ?? ''} ${key}`;
}
