import {
  addMilliseconds,
  epochMilliseconds,
  minutesBetween,
  type Instant,
  type Window,
  type Zone,
} from '#platform/time';
import { toDecimal, type Quantity } from '#platform/kernel';
import { bucketsOf, type BucketSize } from './buckets.js';
import { levelsOf } from './levels.js';
import type { ObservationType, Range } from './observation-type.js';
import type { Reading } from './reading.js';
import { countedIn, Tally, TrendTally, type CountedNames, type Trend, type TrendFigures } from './trend.js';

/** The most readings that are drawn one by one; of more each day or week is. */
export const MOST_POINTS = 150;

/** The most readings out of the normal range that are named one by one. */
const MOST_NAMED = 5;

/** Local days that a chart is long by default and at most. */
export const CHART_DAYS = { usual: 90, ofSlow: 365, most: 1827 } as const;

/** Longer windows are summed up by week. */
const LONGEST_BY_DAY = 400 * 24 * 60;

/** What a chart shows of the readings of a window. */
export interface Charted {
  /** Every reading in order of time; null: there are more than {@link MOST_POINTS}. */
  readonly points: readonly Reading[] | null;
  /** By day, or by week where the window is long. */
  readonly bucket: BucketSize;
  readonly trend: Trend;
  readonly first: Reading | null;
  /** Of the first and the second half of the window. */
  readonly halves: readonly [TrendFigures, TrendFigures];
  /** How many are out of the normal range, and the last few of them. */
  readonly outside: { readonly count: number; readonly latest: readonly Reading[] };
}

/** What may be out of a normal range, by the code of its part; of one number that is ''. */
export type NormalRanges = ReadonlyMap<string, Range>;

export function normalRangesOf(type: ObservationType): NormalRanges {
  if (type.kind === 'coded') return new Map();
  const parts = type.kind === 'numeric' ? [{ code: '', normal: type.normal }] : type.components;
  return new Map(parts.flatMap(({ code, normal }) => (normal === undefined ? [] : [[code, normal]])));
}

/** Gathers, one by one and in order of time, what a chart shows. */
export class ChartTally {
  private readonly bucket: BucketSize;
  private readonly tally: TrendTally;
  /** Of the first half of the window, which ends in its middle, and of the second. */
  private readonly halves: readonly [Tally, Tally];
  private readonly middle: Instant;
  private readonly points: Reading[] = [];
  private readonly latest: Reading[] = [];
  private count = 0;
  private outside = 0;

  /** @param normal nothing is out of a range that there isn't. */
  constructor(
    window: Window,
    names: CountedNames,
    private readonly normal: NormalRanges,
    { now, zone }: { readonly now: Instant; readonly zone: Zone },
  ) {
    this.bucket = minutesBetween(window.from, window.to) > LONGEST_BY_DAY ? 'week' : 'day';
    this.tally = new TrendTally(bucketsOf(window, this.bucket, now, zone), names);
    const { from, to } = window;
    this.middle = addMilliseconds(from, Math.floor((epochMilliseconds(to) - epochMilliseconds(from)) / 2));
    this.halves = [new Tally(names), new Tally(names)];
  }

  /** Of an observation type. */
  static of(type: ObservationType, window: Window, at: { readonly now: Instant; readonly zone: Zone }): ChartTally {
    const levels = levelsOf(type).map(({ code }) => code);
    const names = levels.length === 0 ? countedIn(type) : { parts: [], words: levels };
    return new ChartTally(window, names, normalRangesOf(type), at);
  }

  add(reading: Reading): void {
    this.count += 1;
    this.tally.add(reading);
    this.halves[reading.takenAt < this.middle ? 0 : 1].add(reading);
    if (this.points.length < MOST_POINTS) this.points.push(reading);
    if (!isOutside(reading, this.normal)) return;
    this.outside += 1;
    this.latest.push(reading);
    if (this.latest.length > MOST_NAMED) this.latest.shift();
  }

  charted(): Charted {
    const [first, second] = this.halves;
    return {
      points: this.count > MOST_POINTS ? null : this.points,
      bucket: this.bucket,
      trend: this.tally.trend(),
      first: this.points[0] ?? null,
      halves: [first.figures(), second.figures()],
      outside: { count: this.outside, latest: this.latest },
    };
  }
}

function isOutside({ value, components }: Reading, normal: NormalRanges): boolean {
  if (normal.size === 0) return false;
  const numbers: readonly (readonly [string, Quantity])[] =
    value === null ? Object.entries(components ?? {}) : [['', value]];
  return numbers.some(([code, each]) => sideOf(each, normal.get(code)) !== 'inside');
}

/** On which side of its normal range a value is. */
export function sideOf(value: Quantity, range: Range | undefined): 'below' | 'inside' | 'above' {
  if (range === undefined) return 'inside';
  const decimal = toDecimal(value);
  if (decimal < range.low) return 'below';
  return decimal > range.high ? 'above' : 'inside';
}
