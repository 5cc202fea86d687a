import type { Instant } from '#platform/time';
import { doseState, type DoseState, type WindowedDose } from './dose-window.js';
import { isTaken, type Outcome } from './outcome.js';

/** What is counted of a record of a dose. */
export interface DoseOutcome {
  readonly outcome: Outcome;
  readonly administeredAt: Instant;
}

/** What became of scheduled doses: all that were due are in exactly one of the others, `late` and `notRequired` apart. */
export interface DoseCounts {
  /** Required, and their window has opened; or recorded. */
  readonly due: number;
  readonly given: number;
  readonly partGiven: number;
  readonly selfAdministered: number;
  readonly refused: number;
  readonly omitted: number;
  readonly notAvailable: number;
  readonly destroyed: number;
  /** Nobody has recorded anything, and the time for it is over (clinical.md A1). */
  readonly missed: number;
  /** Due or overdue now, and not recorded yet. */
  readonly pending: number;
  /** Of those that were taken: when they were overdue. */
  readonly late: number;
  /** On leave, in hospital or suspended, and nothing recorded; they are not in `due`. */
  readonly notRequired: number;
}

const COUNTED_AS: Readonly<Record<Exclude<DoseState, 'upcoming'>, Exclude<keyof DoseCounts, 'due' | 'late'>>> = {
  due: 'pending',
  overdue: 'pending',
  missed: 'missed',
  'not-required': 'notRequired',
  given: 'given',
  'part-given': 'partGiven',
  'self-administered': 'selfAdministered',
  refused: 'refused',
  omitted: 'omitted',
  'not-available': 'notAvailable',
  destroyed: 'destroyed',
};

/** Counts doses one by one. */
export class DoseTally {
  private readonly sums = {
    ...{ due: 0, given: 0, partGiven: 0, selfAdministered: 0, refused: 0, omitted: 0, notAvailable: 0, destroyed: 0 },
    ...{ missed: 0, pending: 0, late: 0, notRequired: 0 },
  };

  /** @param recorded the record of the dose that stands; null: there is none. */
  add(dose: WindowedDose, recorded: DoseOutcome | null, now: Instant): void {
    this.count(doseState(dose, now, recorded?.outcome ?? null), isLate(dose, recorded));
  }

  /** One whose state is known. */
  count(state: DoseState, late: boolean): void {
    if (state === 'upcoming') return;
    this.sums[COUNTED_AS[state]] += 1;
    if (state !== 'not-required') this.sums.due += 1;
    if (late) this.sums.late += 1;
  }

  counts(): DoseCounts {
    return { ...this.sums };
  }
}

/** Taken when it was overdue already. */
export function isLate({ window }: Pick<WindowedDose, 'window'>, recorded: DoseOutcome | null): boolean {
  return recorded !== null && isTaken(recorded.outcome) && recorded.administeredAt >= window.overdueAt;
}

/**
 * The part of the doses that was taken, wholly or in part, of those whose time is over or that are recorded: 0 to 1 with
 * four digits. Null: there was none.
 */
export function takenPart({ due, pending, given, partGiven, selfAdministered }: DoseCounts): number | null {
  const judged = due - pending;
  return judged === 0 ? null : Math.round(((given + partGiven + selfAdministered) / judged) * 10_000) / 10_000;
}
