import type { Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Bucket } from './buckets.js';
import type { CodedType, NumericType, ObservationType } from './observation-type.js';
import type { Reading } from './reading.js';
import { meanOf, percentChange } from './units.js';

/** What several values of one number come to, in the type's own unit. */
export interface Figures {
  readonly min: Quantity;
  /** Exact, rounded once at the sixth decimal place, halves away from zero. */
  readonly mean: Quantity;
  readonly max: Quantity;
  /** By when it was true of the person. */
  readonly last: Quantity;
}

/** What the readings of some time come to. */
export interface TrendFigures {
  readonly count: number;
  /** Null: there is no number, since nothing was read, or a word, or several numbers. */
  readonly figures: Figures | null;
  /** Of each part of a measurement of several, in the type's order. */
  readonly components: readonly ({ readonly code: string } & Figures)[];
  /** How often each word of the type was said, in the type's order; those that weren't are left out. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
  /** The last reading. */
  readonly last: Reading | null;
}

export interface TrendBucket extends Bucket, TrendFigures {
  /** Of the last value against the last one of the bucket before that has any; percent with one decimal, only of one number. */
  readonly changePercent: number | null;
}

export interface Trend extends TrendFigures {
  readonly buckets: readonly TrendBucket[];
}

/** Counts readings one by one, in order of time; what lies in none of the buckets isn't counted. */
export class TrendTally {
  private readonly total: Tally;
  private readonly tallies: Tally[];
  private current = 0;

  constructor(
    private readonly buckets: readonly Bucket[],
    private readonly names: CountedNames,
  ) {
    this.total = new Tally(names);
    this.tallies = buckets.map(() => new Tally(names));
  }

  /** @throws RangeError when it was taken before one that was counted already. */
  add(reading: Reading): void {
    const last = this.total.lastAt;
    if (last !== undefined && reading.takenAt < last) throw new RangeError('readings come in order of time');
    let bucket = this.buckets[this.current];
    while (bucket !== undefined && bucket.endsAt <= reading.takenAt) bucket = this.buckets[(this.current += 1)];
    if (bucket === undefined || reading.takenAt < bucket.startsAt) return;
    this.tallies[this.current]?.add(reading);
    this.total.add(reading);
  }

  trend(): Trend {
    let before: Quantity | null = null;
    const buckets = this.buckets.map((bucket, index) => {
      const figures = (this.tallies[index] ?? new Tally(this.names)).figures();
      const last = figures.figures?.last ?? null;
      const changePercent = before === null || last === null ? null : percentChange(before, last);
      before = last ?? before;
      return { ...bucket, ...figures, changePercent };
    });
    return { ...this.total.figures(), buckets };
  }
}

/** Counts readings one by one, in order of time. */
export class Tally {
  private count = 0;
  private last: Reading | undefined;
  private readonly value = new Numbers();
  private readonly parts: ReadonlyMap<string, Numbers>;
  private readonly words: Map<string, number>;

  constructor({ parts, words }: CountedNames) {
    this.parts = new Map(parts.map((code) => [code, new Numbers()]));
    this.words = new Map(words.map((code) => [code, 0]));
  }

  get lastAt(): Instant | undefined {
    return this.last?.takenAt;
  }

  add(reading: Reading): void {
    const { value, code, components } = reading;
    this.count += 1;
    this.last = reading;
    if (value !== null) this.value.add(value);
    if (code !== null) this.words.set(code, (this.words.get(code) ?? 0) + 1);
    if (components === null) return;
    for (const [part, each] of Object.entries(components)) this.parts.get(part)?.add(each);
  }

  figures(): TrendFigures {
    return {
      count: this.count,
      figures: this.value.figures(),
      components: [...this.parts].flatMap(([code, numbers]) => {
        const figures = numbers.figures();
        return figures === null ? [] : [{ code, ...figures }];
      }),
      codes: [...this.words].flatMap(([code, count]) => (count === 0 ? [] : [{ code, count }])),
      last: this.last ?? null,
    };
  }
}

/** Sums are exact, however many there are: before a plain number isn't, it is carried over. */
class Numbers {
  private carried = 0n;
  private sum = 0;
  private count = 0;
  private least: Quantity | undefined;
  private greatest: Quantity | undefined;
  private latest: Quantity | undefined;

  add(value: Quantity): void {
    const sum = this.sum + value;
    if (Number.isSafeInteger(sum)) this.sum = sum;
    else {
      this.carried += BigInt(this.sum);
      this.sum = value;
    }
    this.count += 1;
    if (this.least === undefined || value < this.least) this.least = value;
    if (this.greatest === undefined || value > this.greatest) this.greatest = value;
    this.latest = value;
  }

  figures(): Figures | null {
    const { least, greatest, latest } = this;
    if (least === undefined || greatest === undefined || latest === undefined) return null;
    return { min: least, mean: meanOf(this.carried + BigInt(this.sum), this.count), max: greatest, last: latest };
  }
}

/** What readings are counted by, beside one number: the codes of parts and of words. */
export interface CountedNames {
  readonly parts: readonly string[];
  readonly words: readonly string[];
}

export function countedIn(type: ObservationType): CountedNames {
  if (type.kind === 'components') return { parts: type.components.map(({ code }) => code), words: [] };
  return { parts: [], words: wordsOf(type) };
}

function wordsOf(type: CodedType | NumericType): readonly string[] {
  if (type.kind === 'coded') return type.codes.map(({ code }) => code);
  return type.word === undefined ? [] : [type.word.code];
}
