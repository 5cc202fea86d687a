import { fromMillionths, ZERO, type Quantity } from '#platform/kernel';
import { addDays, epochMilliseconds, startOfDay, type Range, type Window, type Zone } from '#platform/time';
import { isAsNeeded, termsOfCase, type AsNeededRevision, type DoseCase } from './dose-case.js';
import type { DoseQuantity } from './prescription.js';
import { revisionsInForce } from './revisions.js';
import type { DoseTerms } from './schedule.js';

const DAY = 1_440 * 60_000;

/** The most of one dose as needed that may be given. */
export interface MostAsNeeded {
  readonly dose: DoseQuantity;
  /** So many doses at most. */
  readonly doses: number;
  /** So much at most, in the unit of the dose. */
  readonly quantity: Quantity;
}

/**
 * How much of what is given when needed may be given at most in a window: by the limits of each stretch in which it may
 * be given at all, each begun 24 hours counted as whole ones. It is a bound and no forecast.
 */
export function mostAsNeeded(doseCase: DoseCase, window: Window): readonly MostAsNeeded[] {
  const terms = termsOfCase(doseCase);
  if (terms === undefined) return [];
  return revisionsInForce(terms.revisions).flatMap(({ revision, from, to }) => {
    if (!isAsNeeded(revision)) return [];
    const stretches = openStretches({ from, to }, revision, terms, window, doseCase.zone);
    return stretches.length === 0 ? [] : [mostIn(stretches, revision)];
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function mostIn(stretches: readonly Stretch[], { schedule, dose }: AsNeededRevision): MostAsNeeded {
  const { maxDosesPer24h, maxQuantityPer24h, minIntervalMinutes } = schedule;
  let doses = 0;
  let quantity = 0;
  for (const { from, to } of stretches) {
    const days = Math.ceil((to - from) / DAY);
    const most = Math.min(days * maxDosesPer24h, Math.ceil((to - from) / (minIntervalMinutes * 60_000)));
    doses += most;
    quantity += Math.min(most * dose.quantity, maxQuantityPer24h === null ? Infinity : days * maxQuantityPer24h);
  }
  return { dose, doses, quantity: quantity === 0 ? ZERO : fromMillionths(quantity) };
}

/** When a revision is in force and its doses may be given, within a window. */
function openStretches(
  inForce: Stretch,
  { startsOn, endsOn }: AsNeededRevision,
  terms: DoseTerms,
  window: Window,
  zone: Zone,
): readonly Stretch[] {
  const starts = [window.from, startOfDay(startsOn, zone), terms.activeFrom].map((at) => startMs(at ?? undefined));
  const end = endsOn === null ? null : startOfDay(addDays(endsOn, 1), zone);
  const ends = [window.to, end, terms.stoppedAt].map((at) => endMs(at ?? undefined));
  const whole = { from: Math.max(inForce.from, ...starts), to: Math.min(inForce.to, ...ends) };
  return [...terms.absences, ...terms.suspensions].reduce<readonly Stretch[]>(
    without,
    whole.from < whole.to ? [whole] : [],
  );
}

function without(stretches: readonly Stretch[], { from, to }: Range): readonly Stretch[] {
  const closed = { from: startMs(from), to: endMs(to) };
  return stretches
    .flatMap((stretch) => [
      { from: stretch.from, to: Math.min(stretch.to, closed.from) },
      { from: Math.max(stretch.from, closed.to), to: stretch.to },
    ])
    .filter((stretch) => stretch.from < stretch.to);
}

function startMs(at: Window['from'] | undefined): number {
  return at === undefined ? -Infinity : epochMilliseconds(at);
}

function endMs(at: Window['to'] | undefined): number {
  return at === undefined ? Infinity : epochMilliseconds(at);
}
