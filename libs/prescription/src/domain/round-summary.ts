import { byCodeUnits } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { DoseTally, isLate, type DoseCounts, type DoseOutcome } from './dose-counts.js';
import type { DoseState, DoseWindow } from './dose-window.js';

/** A dose of a round, as far as its summary looks at it. */
export interface SummedDose {
  readonly scheduledFor: Instant;
  readonly state: DoseState;
  readonly window: DoseWindow;
  readonly administration: DoseOutcome | null;
  /** Null: the resident has no bed. */
  readonly bed: { readonly unit: string } | null;
}

/** What became of the doses of one unit that were due at one instant. */
export interface RoundOfUnit {
  /** Null: of residents without a bed. */
  readonly unit: string | null;
  readonly scheduledFor: Instant;
  readonly counts: DoseCounts;
}

/** A round as one is handed over. */
export interface RoundSummary<D extends SummedDose> {
  readonly total: DoseCounts;
  /** In order of time, then of units; who has no bed comes last. */
  readonly rounds: readonly RoundOfUnit[];
  /** What isn't as it should be: not taken, taken in part, taken late, or overdue now. In the order of the round. */
  readonly toFollowUp: readonly D[];
}

/** What the next shift has to know of the doses of a window, in order of time. */
export function roundSummary<D extends SummedDose>(doses: readonly D[]): RoundSummary<D> {
  const total = new DoseTally();
  const tallies = new Map<string, { readonly unit: string | null; readonly scheduledFor: Instant; tally: DoseTally }>();
  const toFollowUp: D[] = [];
  for (const dose of doses) {
    const { scheduledFor, state, administration } = dose;
    const unit = dose.bed?.unit ?? null;
    const late = isLate(dose, administration);
    const key = `${scheduledFor} ${unit ?? ''}`;
    const known = tallies.get(key) ?? { unit, scheduledFor, tally: new DoseTally() };
    tallies.set(key, known);
    for (const tally of [total, known.tally]) tally.count(state, late);
    if (late || !AS_IT_SHOULD_BE.has(state)) toFollowUp.push(dose);
  }
  const rounds = [...tallies.values()].sort(
    (a, b) =>
      byCodeUnits(a.scheduledFor, b.scheduledFor) ||
      Number(a.unit === null) - Number(b.unit === null) ||
      byCodeUnits(a.unit ?? '', b.unit ?? ''),
  );
  return {
    total: total.counts(),
    rounds: rounds.map(({ unit, scheduledFor, tally }) => ({ unit, scheduledFor, counts: tally.counts() })),
    toFollowUp,
  };
}

const AS_IT_SHOULD_BE: ReadonlySet<DoseState> = new Set([
  ...(['upcoming', 'due', 'not-required', 'given', 'self-administered'] as const),
]);
