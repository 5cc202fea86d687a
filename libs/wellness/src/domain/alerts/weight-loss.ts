import { toDecimal } from '#platform/kernel';
import { daysBetween, localDateOf, type Zone } from '#platform/time';
import { median } from '../median.js';
import type { Observation } from '../observation.js';
import type { Cause } from './cause.js';
import { worstOf, type Severity } from './severity.js';

/** A loss that asks for somebody: so many per cent of the weight of at most so many days before. */
export interface WeightLossLevel {
  readonly days: number;
  readonly percent: number;
  readonly severity: Severity;
}

/** US practice for care homes (clinical.md B10; general knowledge), beside what MUST makes of it. */
export const WEIGHT_LOSS_LEVELS: readonly WeightLossLevel[] = [
  { days: 30, percent: 5, severity: 'warning' },
  { days: 90, percent: 7.5, severity: 'warning' },
  { days: 180, percent: 10, severity: 'urgent' },
];

/** How far back weights are looked at, in days of the home's calendar. */
export const WEIGHT_DAYS = 180;

/** A weight further than this from the median of the others is taken for a slip of the scales. General knowledge. */
const MOST_FROM_MEDIAN = 0.2;

/** Nobody loses more than this in half a year and is first noticed by the scales. General knowledge. */
const MOST_LOST = 0.4;

type Weight = Pick<Observation, 'id' | 'value' | 'takenAt'>;

/** A weight that may be compared with, in kilograms. */
interface Baseline {
  readonly weight: Weight;
  readonly kilograms: number;
  /** Days of the home's calendar before the newest. */
  readonly days: number;
}

/**
 * Whether a person has lost too much. It is compared with the heaviest weight of each stretch, but never with one that
 * can't be believed: that is far from the median of the other weights, or from which nobody could have come down so far.
 * @param newest in kilograms, as every body weight is kept.
 * @param earlier of the last {@link WEIGHT_DAYS} days, none an error, in any order; those that aren't earlier don't count.
 */
export function weightLossCause(newest: Weight, earlier: readonly Weight[], zone: Zone): Cause | undefined {
  if (newest.value === null) return undefined;
  const now = toDecimal(newest.value);
  const today = localDateOf(newest.takenAt, zone);
  const known = earlier.flatMap((weight): Baseline[] => {
    if (weight.value === null || weight.id === newest.id || weight.takenAt > newest.takenAt) return [];
    const days = daysBetween(localDateOf(weight.takenAt, zone), today);
    return [{ weight, kilograms: toDecimal(weight.value), days }];
  });
  const believed = known.filter((each) => isPlausible(each, now, known));
  return worstOf(WEIGHT_LOSS_LEVELS.flatMap((level) => lossOf(newest, now, believed, level) ?? []));
}

function isPlausible({ kilograms, weight }: Baseline, now: number, all: readonly Baseline[]): boolean {
  if (kilograms - now > kilograms * MOST_LOST) return false;
  const others = all.filter((other) => other.weight.id !== weight.id).map((other) => other.kilograms);
  // One other weight can't tell which of the two is the slip.
  if (others.length < 2) return true;
  const usual = median(others);
  return Math.abs(kilograms - usual) <= usual * MOST_FROM_MEDIAN;
}

function lossOf(newest: Weight, now: number, known: readonly Baseline[], level: WeightLossLevel): Cause | undefined {
  const within = known.filter(({ days }) => days <= level.days);
  const heaviest = within.reduce<Baseline | undefined>(
    (most, each) => (most === undefined || each.kilograms > most.kilograms ? each : most),
    undefined,
  );
  // In hundredths of a per cent, as whole numbers: 5 % of 60.00 kg is 3.00 kg to the gram.
  if (heaviest === undefined) return undefined;
  const lost = Math.round(((heaviest.kilograms - now) / heaviest.kilograms) * 10_000) / 100;
  if (lost < level.percent) return undefined;
  const { id, value, takenAt } = heaviest.weight;
  const kilograms = { name: 'body-weight', unit: 'kg' };
  return {
    rule: 'weight-loss',
    key: 'weight-loss',
    severity: level.severity,
    message: {
      en: `Weight loss of ${lost.toFixed(1)} % in ${heaviest.days} days: ${heaviest.kilograms} kg to ${now} kg`,
      es: `Pérdida de peso del ${lost.toFixed(1).replace('.', ',')} % en ${heaviest.days} días: de ${heaviest.kilograms} kg a ${now} kg`,
    },
    at: newest.takenAt,
    sourceId: newest.id,
    inputs: [
      { ...kilograms, value: now, at: newest.takenAt, id: newest.id },
      { ...kilograms, value: value === null ? null : toDecimal(value), at: takenAt, id },
      { name: 'loss', value: lost, unit: '%', at: null, id: null },
      { name: 'days', value: level.days, unit: 'd', at: null, id: null },
    ],
  };
}
