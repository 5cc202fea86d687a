import { subtract, sum, toDecimal, type Quantity } from '#platform/kernel';
import { addMinutes, minutesBetween, type Instant } from '#platform/time';
import type { Check, DoseRule } from './check.js';
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

/** What the limits are asked: allergies don't limit. */
export type LimitQuestion = Omit<AsNeededQuestion, 'allergies'>;

/** Whether, and else when, a dose may be given. */
export interface WhenGivable {
  readonly allowed: boolean;
  /** The first instant at which every rule allows it; undefined when it is allowed now, or waiting alone won't help. */
  readonly until: Instant | undefined;
}

export interface AsNeededAnswer extends WhenGivable {
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
  const checks = limits.map(({ allows, said }) => said(allows(at)));
  const { allowed, until } = whenWithin(limits, question);
  return { allowed, until, rules: [active(status), present(absence), ...checks, noAllergy(allergies)] };
}

/** The same answer without what is to be said of each rule: for a round, which asks it of many. */
export function whenAsNeeded(question: LimitQuestion): WhenGivable {
  return whenWithin(limitsOf(question), question);
}

interface Limit {
  readonly allows: (at: Instant) => boolean;
  readonly said: (allowed: boolean) => Check;
}

function whenWithin(limits: readonly Limit[], question: LimitQuestion): WhenGivable {
  const { at, status, absence } = question;
  const allAllow = (then: Instant): boolean => limits.every(({ allows }) => allows(then));
  // Waiting changes neither.
  if (status !== 'active' || absence !== null) return { allowed: false, until: undefined };
  if (allAllow(at)) return { allowed: true, until: undefined };
  return { allowed: false, until: firstAllowed(question, at, allAllow) };
}

function limitsOf(question: LimitQuestion): readonly Limit[] {
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

function interval(question: LimitQuestion): Limit {
  const { schedule, counted, at } = question;
  const { minIntervalMinutes } = schedule;
  const nearTo = (then: Instant): readonly CountedDose[] =>
    counted.filter((dose) => Math.abs(minutesBetween(dose.at, then)) < minIntervalMinutes);
  return limit(
    question,
    'too-soon',
    (then) => nearTo(then).length === 0,
    () => ({
      detail: `At least ${minIntervalMinutes} minutes between two doses of this substance.`,
      facts: { minIntervalMinutes, lastGivenAt: lastBefore(counted, at), doses: shown(nearTo(at)) },
    }),
  );
}

function dosesPerDay(question: LimitQuestion): Limit {
  const { schedule, counted, at } = question;
  const maximum = schedule.maxDosesPer24h;
  const fullest = (then: Instant): readonly CountedDose[] => fullestDay(counted, then, (day) => day.length);
  return limit(
    question,
    'daily-maximum',
    (then) => fullest(then).length + 1 <= maximum,
    () => ({
      detail: `At most ${maximum} doses of this substance in any 24 hours.`,
      facts: { limit: 'doses', maximum, given: fullest(at).length, doses: shown(fullest(at)) },
    }),
  );
}

function quantityPerDay(question: LimitQuestion, maximum: Quantity): Limit {
  const { dose, counted, at } = question;
  const comparable = counted.filter(({ unit }) => unit === dose.unit);
  const total = (day: readonly CountedDose[]): Quantity => sum(day.map(({ quantity }) => quantity));
  const fullest = (then: Instant): readonly CountedDose[] => fullestDay(comparable, then, total);
  const room = subtract(maximum, dose.quantity);
  const uncounted = (): readonly CountedDose[] =>
    fullestDay(counted, at, (day) => day.length).filter(({ unit }) => unit !== dose.unit);
  const own = limit(
    question,
    'daily-maximum',
    (then) => total(fullest(then)) <= room,
    () => ({
      detail: `At most ${toDecimal(maximum)} ${dose.unit} of this substance in any 24 hours.`,
      facts: {
        limit: 'quantity',
        maximum: toDecimal(maximum),
        given: toDecimal(total(fullest(at))),
        asked: toDecimal(dose.quantity),
        unit: dose.unit,
        doses: shown(fullest(at)),
        ...(uncounted().length > 0 ? { inOtherUnits: shown(uncounted()) } : {}),
      },
    }),
  );
  return { allows: own.allows, said: (allowed) => warned(own.said(allowed), uncounted().length > 0) };
}

function warned(check: Check, hasUncounted: boolean): Check {
  if (check.outcome === 'block' || !hasUncounted) return check;
  return { ...check, outcome: 'warn', detail: `${check.detail} Doses in other units can't be counted: look at them.` };
}

function limit(
  question: LimitQuestion,
  rule: DoseRule,
  allows: (at: Instant) => boolean,
  words: () => Pick<Check, 'detail' | 'facts'>,
): Limit {
  const said = (allowed: boolean): Check => {
    if (allowed) return { rule, outcome: 'pass', ...words() };
    const until = firstAllowed(question, question.at, allows);
    return { rule, outcome: 'block', ...words(), ...(until === undefined ? {} : { until }) };
  };
  return { allows, said };
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
  { schedule, counted }: LimitQuestion,
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
