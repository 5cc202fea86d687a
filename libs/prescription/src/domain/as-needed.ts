import { subtract, sum, toDecimal, type Quantity } from '#platform/kernel';
import { addMinutes, minutesBetween, type Instant } from '#platform/time';
import { blocks, type Check, type DoseRule } from './check.js';
import type { AsNeededSchedule, DoseQuantity, ReadStatus } from './prescription.js';
import type { Absence } from './schedule.js';

const DAY_MINUTES = 1_440;

/** A dose of the same substance that was taken, of whatever prescription, scheduled or as needed. */
export interface CountedDose {
  readonly administrationId: string;
  readonly prescriptionId: string;
  readonly at: Instant;
  readonly quantity: Quantity;
  readonly unit: string;
}

export interface AsNeededQuestion {
  readonly schedule: AsNeededSchedule;
  /** How much is to be given now. */
  readonly dose: DoseQuantity;
  readonly at: Instant;
  readonly status: ReadStatus;
  /** Null: in the home. */
  readonly absence: Absence['kind'] | null;
  /** Allergies that concern the medicine, in words. */
  readonly allergies: readonly string[];
  /** Those within 24 hours or the interval of `at`, on both sides; more do no harm. */
  readonly counted: readonly CountedDose[];
}

export interface AsNeededAnswer {
  readonly allowed: boolean;
  /** The first instant at which every rule allows it; undefined when it is allowed now, or waiting alone won't help. */
  readonly until: Instant | undefined;
  readonly rules: readonly Check[];
}

/**
 * Whether an as-needed dose may be given at an instant (clinical.md A3). Everything is elapsed time, half-open: a dose may
 * follow exactly one interval after the last, and one of exactly 24 hours ago no longer counts. Because an act may be
 * written down late, doses given after `at` bind it just as those before.
 */
export function canGiveAsNeeded(question: AsNeededQuestion): AsNeededAnswer {
  const { at, status, absence, allergies } = question;
  const limits = limitsOf(question);
  const rules = [active(status), present(absence), ...limits.map(({ check }) => check), noAllergy(allergies)];
  const allowed = !rules.some(blocks);
  const waitingHelps = status === 'active' && absence === null;
  const until =
    !allowed && waitingHelps ? firstAllowed(question, at, (then) => limits.every((l) => l.allows(then))) : undefined;
  return { allowed, until, rules };
}

interface Limit {
  readonly allows: (at: Instant) => boolean;
  readonly check: Check;
}

function limitsOf(question: AsNeededQuestion): readonly Limit[] {
  const { maxQuantityPer24h } = question.schedule;
  const limits = [interval(question), dosesPerDay(question)];
  return maxQuantityPer24h === null ? limits : [...limits, quantityPerDay(question, maxQuantityPer24h)];
}

/** Only an active prescription is given. */
export function active(status: ReadStatus): Check {
  const rule = 'prescription-not-active';
  return status === 'active'
    ? { rule, outcome: 'pass', detail: 'The prescription is active.', facts: { status } }
    : { rule, outcome: 'block', detail: `The prescription is ${status}.`, facts: { status } };
}

/** Only who is in the home can be given anything. */
export function present(absence: Absence['kind'] | null): Check {
  const rule = 'resident-not-present';
  return absence === null
    ? { rule, outcome: 'pass', detail: 'The resident is in the home.', facts: {} }
    : { rule, outcome: 'block', detail: `The resident is ${absence}.`, facts: { absence } };
}

/** An allergy was weighed when the medicine was prescribed; it is shown again. */
export function noAllergy(allergies: readonly string[]): Check {
  const detail = allergies.length > 0 ? 'There are recorded allergies.' : 'No recorded allergy concerns the medicine.';
  return { rule: 'allergy', outcome: allergies.length > 0 ? 'warn' : 'pass', detail, facts: { allergies } };
}

function interval(question: AsNeededQuestion): Limit {
  const { schedule, counted, at } = question;
  const { minIntervalMinutes } = schedule;
  const nearTo = (then: Instant): readonly CountedDose[] =>
    counted.filter((dose) => Math.abs(minutesBetween(dose.at, then)) < minIntervalMinutes);
  return limit(question, 'too-soon', (then) => nearTo(then).length === 0, {
    detail: `At least ${minIntervalMinutes} minutes between two doses of this substance.`,
    facts: { minIntervalMinutes, lastGivenAt: lastBefore(counted, at), doses: shown(nearTo(at)) },
  });
}

function dosesPerDay(question: AsNeededQuestion): Limit {
  const { schedule, counted, at } = question;
  const maximum = schedule.maxDosesPer24h;
  const fullest = (then: Instant): readonly CountedDose[] => fullestDay(counted, then, (day) => day.length);
  return limit(question, 'daily-maximum', (then) => fullest(then).length + 1 <= maximum, {
    detail: `At most ${maximum} doses of this substance in any 24 hours.`,
    facts: { limit: 'doses', maximum, given: fullest(at).length, doses: shown(fullest(at)) },
  });
}

function quantityPerDay(question: AsNeededQuestion, maximum: Quantity): Limit {
  const { dose, counted, at } = question;
  const comparable = counted.filter(({ unit }) => unit === dose.unit);
  const total = (day: readonly CountedDose[]): Quantity => sum(day.map(({ quantity }) => quantity));
  const fullest = (then: Instant): readonly CountedDose[] => fullestDay(comparable, then, total);
  const room = subtract(maximum, dose.quantity);
  const uncounted = fullestDay(counted, at, (day) => day.length).filter(({ unit }) => unit !== dose.unit);
  const own = limit(question, 'daily-maximum', (then) => total(fullest(then)) <= room, {
    detail: `At most ${toDecimal(maximum)} ${dose.unit} of this substance in any 24 hours.`,
    facts: {
      limit: 'quantity',
      maximum: toDecimal(maximum),
      given: toDecimal(total(fullest(at))),
      asked: toDecimal(dose.quantity),
      unit: dose.unit,
      doses: shown(fullest(at)),
      ...(uncounted.length > 0 ? { inOtherUnits: shown(uncounted) } : {}),
    },
  });
  if (own.check.outcome === 'block' || uncounted.length === 0) return own;
  const detail = `${own.check.detail} Doses in other units can't be counted: look at them.`;
  return { ...own, check: { ...own.check, outcome: 'warn', detail } };
}

function limit(
  question: AsNeededQuestion,
  rule: DoseRule,
  allows: (at: Instant) => boolean,
  said: Pick<Check, 'detail' | 'facts'>,
): Limit {
  if (allows(question.at)) return { allows, check: { rule, outcome: 'pass', ...said } };
  const until = firstAllowed(question, question.at, allows);
  return { allows, check: { rule, outcome: 'block', ...said, ...(until === undefined ? {} : { until }) } };
}

/**
 * Of all stretches of 24 hours that hold an instant, the doses of the one that weighs most. Only those that begin
 * with a dose, or with the instant, need to be looked at.
 */
function fullestDay(
  counted: readonly CountedDose[],
  at: Instant,
  weight: (day: readonly CountedDose[]) => number,
): readonly CountedDose[] {
  const starts = counted
    .map((dose) => dose.at)
    .filter((start) => start <= at && minutesBetween(start, at) < DAY_MINUTES);
  return [...starts, at]
    .map((start) => counted.filter((dose) => dose.at >= start && minutesBetween(start, dose.at) < DAY_MINUTES))
    .reduce<readonly CountedDose[]>((fullest, day) => (weight(day) > weight(fullest) ? day : fullest), []);
}

/** A no becomes a yes only where an interval ends or a dose turns 24 hours old, so these instants are tried in order. */
function firstAllowed(
  { schedule, counted }: AsNeededQuestion,
  from: Instant,
  allows: (at: Instant) => boolean,
): Instant | undefined {
  return counted
    .flatMap((dose) => [addMinutes(dose.at, schedule.minIntervalMinutes), addMinutes(dose.at, DAY_MINUTES)])
    .filter((candidate) => candidate > from)
    .sort()
    .find(allows);
}

/** Facts leave the home as they are, so amounts in them are decimals. */
function shown(doses: readonly CountedDose[]): readonly object[] {
  return doses.map((dose) => ({ ...dose, quantity: toDecimal(dose.quantity) }));
}

function lastBefore(counted: readonly CountedDose[], at: Instant): Instant | null {
  return (
    counted
      .map((dose) => dose.at)
      .filter((given) => given <= at)
      .sort()
      .at(-1) ?? null
  );
}
