import type { Quantity } from '#platform/kernel';
import { addMinutes, epochMilliseconds, type Instant } from '#platform/time';
import { termsOfCase, windowContextOf, type DoseCase } from './dose-case.js';
import { windowedDoses, type WindowRules } from './dose-window.js';
import type { DoseQuantity, Revision } from './prescription.js';
import { requiredTimes } from './schedule.js';

/** The longest day and what a clock change may add to it. */
const DAY_MINUTES = 25 * 60;

/** Minutes after its time at which a dose can't be due any more, whatever its class. */
export function longestWait({ timeCritical, routine, weeklyMissedAfterDay }: WindowRules): number {
  return Math.max(timeCritical.missedAfter, routine.missedAfter, DAY_MINUTES + weeklyMissedAfterDay);
}

/** A dose that will be taken from stock. */
export interface StockDose {
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly residentId: string;
  readonly prescriptionId: string;
  readonly dose: DoseQuantity;
  /** In the unit of the stock; undefined: it can't be converted. */
  readonly quantity: Quantity | undefined;
}

/** What a prescription takes from stock. */
export interface Demand {
  readonly residentId: string;
  /** The doses with their time in `[from, to)`, milliseconds of the epoch, each in one such stretch only. */
  readonly dosesIn: (from: number, to: number) => readonly StockDose[];
}

export interface DemandQuestion {
  readonly now: Instant;
  /** The slots of the prescription near `now` that have a record: what became of them is known. */
  readonly recorded: ReadonlySet<Instant>;
  readonly toStockUnits: (dose: DoseQuantity) => Quantity | undefined;
}

/**
 * The doses that a prescription will take from stock from now on, by its real schedule: only required ones, so none while
 * it is suspended or the resident away, as far as that is known. A dose whose time has come and that may still be given
 * counts as one of now; one that has a record already counts no more. As-needed doses aren't among them.
 */
export function demandOf(doseCase: DoseCase, { now, recorded, toStockUnits }: DemandQuestion): Demand {
  const { id: prescriptionId, residentId } = doseCase.prescription;
  const terms = termsOfCase(doseCase);
  if (terms === undefined) return { residentId, dosesIn: () => [] };
  const start = epochMilliseconds(now);
  const known = new Set([...recorded].map(epochMilliseconds));
  const quantities = new Map<Revision, Quantity | undefined>();
  const toDose = (at: number, revision: Revision): StockDose => {
    if (!quantities.has(revision)) quantities.set(revision, toStockUnits(revision.dose));
    return { at, residentId, prescriptionId, dose: revision.dose, quantity: quantities.get(revision) };
  };
  const lately = { from: addMinutes(now, -longestWait(doseCase.rules)), to: now };
  const waiting = windowedDoses(terms, lately, windowContextOf(doseCase))
    .filter(({ required, scheduledFor, window }) => required && now < window.missedAt && !recorded.has(scheduledFor))
    .map(({ revision }) => toDose(start, revision));
  const ahead = requiredTimes(terms, doseCase.zone);
  return {
    residentId,
    dosesIn: (from, to) => {
      const coming = ahead(Math.max(from, start), to).filter(({ at }) => !known.has(at));
      const own = coming.map(({ at, revision }) => toDose(at, revision));
      return from <= start && start < to ? [...waiting, ...own] : own;
    },
  };
}
