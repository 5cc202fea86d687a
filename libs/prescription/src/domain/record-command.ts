import type { DomainError, Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { AskedDose } from './administer.js';
import type { AdministrationInFull } from './administration.js';
import type { Outcome, ReasonCode } from './outcome.js';

/** A second person and their proof. */
export interface Witness {
  readonly username: string;
  readonly pin: string;
}

/** What somebody says became of a dose. */
export interface RecordCommand {
  readonly prescriptionId: string;
  /** Null: a dose as needed, or the one that the act belongs to. */
  readonly scheduledFor: Instant | null;
  readonly outcome: Outcome;
  readonly reason: ReasonCode | null;
  /** Null: the dose as prescribed. */
  readonly quantity: Quantity | null;
  /** Null: now. */
  readonly administeredAt: Instant | null;
  readonly note: string | null;
  readonly witness: Witness | null;
  readonly acknowledge: readonly string[];
  readonly acknowledgeReason: string | null;
}

/** What became of one command: its record, or why it was refused. */
export type Recorded = AdministrationInFull | DomainError;

export function askedDose(command: RecordCommand, now: Instant): AskedDose {
  const { scheduledFor, outcome, reason, quantity, note, acknowledge } = command;
  const administeredAt = command.administeredAt ?? now;
  return { scheduledFor, act: { outcome, reason, quantity, note, administeredAt }, acknowledged: acknowledge };
}
