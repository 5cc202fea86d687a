import {
  alongValues,
  boxes,
  lineThrough,
  path,
  rangeBand,
  roundValues,
  symbols,
  tenth,
  valueAxis,
  writing,
  texts,
  type Along,
  type Chart,
  type Datum,
  type Part,
  type Plot,
} from '#platform/charts';
import { toDecimal, type Quantity } from '#platform/kernel';
import { contains, type Instant } from '#platform/time';
import { normalRangesOf, sideOf } from '../domain/charted.js';
import type { ComponentsType, NumericType, Range } from '../domain/observation-type.js';
import { withUnit } from '../domain/printed-unit.js';
import type { Reading } from '../domain/reading.js';
import type { Figures, TrendFigures } from '../domain/trend.js';
import { padded, percent, timedChart, value, when, type Body, type Told } from './timed.chart.js';

const HEIGHT = 210;

/** The shades of bars, told apart from the grey of the normal range in black and white too. */
const BAR = '#8fb3d1';

/** One number of a reading, and what of a trend is about it. */
interface Measured {
  readonly code: string;
  readonly name: string;
  readonly normal: Range | undefined;
  readonly of: (reading: Reading) => Quantity | null;
  readonly figures: (trend: TrendFigures) => Figures | null;
}

/** A line through each reading over the normal range; of many readings a bar for each day, with the mean. */
export function numericChart(about: Told, type: NumericType): Chart {
  const one: Measured = {
    ...{ code: '', name: '', normal: type.normal },
    of: (reading) => reading.value,
    figures: ({ figures }) => figures,
  };
  return measuredChart(about, type, [one]);
}

/** Each reading from systolic to diastolic, over both normal ranges; of many two bars for each day, with the means. */
export function pressureChart(about: Told, type: ComponentsType): Chart {
  const parts = type.components.map(({ code, display, normal }) => ({
    ...{ code, name: display[about.language], normal },
    of: ({ components }: Reading) => components?.[code] ?? null,
    figures: ({ components }: TrendFigures) => components.find((part) => part.code === code) ?? null,
  }));
  return measuredChart(about, type, parts);
}

function measuredChart(about: Told, type: NumericType | ComponentsType, measured: readonly Measured[]): Chart {
  const { chart, words } = about;
  const unit = withUnit('', type.scale.unit).trim();
  const least = type.scale.wholeOnly || type.scale.decimals === 0 ? 1 : 0;
  const extent = extentOf(about, measured);
  return timedChart(about, { height: HEIGHT, unit: unit === '' ? words.score : unit }, (plot, x) => {
    const y = alongValues(extent, plot);
    const bands = measured.flatMap(({ normal }) =>
      normal === undefined ? [] : rangeBand([normal.low, normal.high], y, plot),
    );
    const drawn = chart.points === null ? summed(about, measured, x, y) : single(about, measured, x, y);
    return {
      parts: [
        { data: [], marks: bands },
        valueAxis(roundValues(extent, 6, least), y, plot, about.language),
        ...drawn,
        changesPart(about, x, y, plot),
      ],
      ...sayings(about, type, measured),
    };
  });
}

function extentOf({ chart }: Told, measured: readonly Measured[]): readonly [number, number] {
  const ends = measured.flatMap(({ normal, figures }) => {
    const found = figures(chart.trend);
    const own = found === null ? [] : [toDecimal(found.min), toDecimal(found.max)];
    return [...own, ...(normal === undefined ? [] : [normal.low, normal.high])];
  });
  const references = chart.changes.map(({ reference }) => toDecimal(reference.value));
  const all = [...ends, ...references];
  const [low, high] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  const [bottom, top] = padded([low, high]);
  // What is said of changes stands above the line.
  const room = chart.changes.length * 0.13 * (top - bottom);
  return [low >= 0 ? Math.max(0, bottom) : bottom, top + room];
}

const SHAPES = { below: 'triangle-down', inside: 'circle', above: 'triangle-up' } as const;

/** Every reading. Of several numbers a bar from the first to the last, with points that face each other. */
function single({ chart }: Told, measured: readonly Measured[], x: Along<Instant>, y: Along<number>): Part[] {
  const points = chart.points ?? [];
  const placed = measured.map(({ of, normal }, index) =>
    points.flatMap((reading) => {
      const read = of(reading);
      if (read === null) return [];
      const side = sideOf(read, normal);
      const shape = measured.length === 1 ? SHAPES[side] : index === 0 ? 'triangle-down' : 'triangle-up';
      const size = measured.length > 1 ? 46 : side === 'inside' ? 34 : 80;
      return [{ x: x(reading.takenAt), y: y(toDecimal(read)), shape, size, side }];
    }),
  );
  const [first = [], last = []] = [placed[0], placed.at(-1)];
  const lines =
    measured.length === 1
      ? lineThrough(first.map((point) => [point.x, point.y]))
      : first.map((point, index) => `M${point.x} ${point.y}V${last[index]?.y ?? point.y}`).join('');
  const values: Datum[] = placed.flat();
  // Of blood pressure what is normal is hollow, since its points always face each other.
  const isHollow = measured.length > 1;
  const [normal, outside] = [
    values.filter(({ side }) => side === 'inside'),
    values.filter(({ side }) => side !== 'inside'),
  ];
  return [
    {
      data: [
        { name: 'normal', values: normal },
        { name: 'outside', values: outside },
      ],
      marks: [
        path(lines, { stroke: '#111', width: isHollow ? 2 : 1.3 }),
        symbols('normal', { hollow: isHollow }),
        symbols('outside'),
      ],
    },
  ];
}

/** Of each day or week from the least to the greatest, and the mean. */
function summed({ chart }: Told, measured: readonly Measured[], x: Along<Instant>, y: Along<number>): Part[] {
  const { buckets } = chart.trend;
  return measured.map(({ figures }) => {
    const found = buckets.flatMap((bucket) => {
      const each = figures(bucket);
      return each === null ? [] : [{ start: x(bucket.startsAt), end: x(bucket.endsAt), each }];
    });
    const bars = found.map(
      ({ start, end, each }) => [start, end, y(toDecimal(each.max)), y(toDecimal(each.min))] as const,
    );
    const means = found.map(({ start, end, each }) => [tenth((start + end) / 2), y(toDecimal(each.mean))] as const);
    return {
      data: [],
      marks: [path(boxes(bars), { fill: BAR }), path(lineThrough(means), { stroke: '#111', width: 1.3 })],
    };
  });
}

/** What was weighed about so many days before the last time: a ring, and above it how much has changed since. */
function changesPart(about: Told, x: Along<Instant>, y: Along<number>, plot: Plot): Part {
  const shown = about.chart.changes.filter(({ reference }) => contains(about.chart.window, reference.takenAt));
  const places = shown.map(({ reference, days, percent: change }, index) => ({
    x: x(reference.takenAt),
    y: y(toDecimal(reference.value)),
    label: plot.top + 10 + 18 * index,
    text: `${about.words.days(days)}: ${percent(about, change)}`,
  }));
  const half = 52;
  const labels = places.map(({ x: at, label, text }) =>
    writing({
      ...{ x: Math.min(Math.max(at, plot.left + half), plot.right - half), y: label, text },
      ...{ size: 'small', bold: true, align: 'center' },
    }),
  );
  return {
    data: [
      { name: 'references', values: places.map((place) => ({ x: place.x, y: place.y, shape: 'circle', size: 130 })) },
      { name: 'changes', values: labels },
    ],
    marks: [
      path(places.map((place) => `M${place.x} ${place.label + 9}V${place.y}`).join(''), { stroke: '#555', width: 0.8 }),
      symbols('references', { hollow: true }),
      texts('changes'),
    ],
  };
}

function sayings(about: Told, type: NumericType | ComponentsType, measured: readonly Measured[]): Omit<Body, 'parts'> {
  const { chart, words } = about;
  const { trend, first, halves, outside, points, bucket } = chart;
  const all = (reading: Reading): string =>
    withUnit(measured.map(({ of }) => plain(about, of(reading))).join('/'), type.scale.unit);
  const extents = measured.flatMap(({ name, figures }) => {
    const found = figures(trend);
    if (found === null) return [];
    const said = words.extent(plain(about, found.min), plain(about, found.mean, 1), value(about, found.max));
    return [name === '' ? said : `${name}: ${said}`];
  });
  const parts = measured.flatMap(({ name, figures }) => {
    const [a, b] = [figures(halves[0]), figures(halves[1])];
    if (a === null || b === null) return [];
    const said = words.halves(plain(about, a.mean, 1), value(about, b.mean, 1));
    return [name === '' ? said : `${name}: ${said}`];
  });
  const ranges = measured.flatMap(({ name, normal }) => {
    if (normal === undefined) return [];
    const said = words.within(format(about, normal.low), withUnit(format(about, normal.high), type.scale.unit));
    return [name === '' ? said : `${name} ${said}`];
  });
  const latest = [...outside.latest].reverse().map((reading) => `${all(reading)}, ${when(about, reading.takenAt)}`);
  const isOne = measured.length === 1;
  const key = isOne ? words.summed[bucket] : words.pressureSummed[bucket];
  const pointKey = isOne ? (ranges.length === 0 ? [] : [words.points]) : [words.pressurePoints];
  return {
    inWords: [
      `${words.some(trend.count)}.`,
      ...(first === null ? [] : [words.first(all(first), when(about, first.takenAt))]),
      ...parts,
      ...(latest.length > 1 ? [words.outsideBefore(latest.slice(1).join('; '))] : []),
    ],
    below: [
      ...(trend.last === null ? [] : [words.last(all(trend.last), when(about, trend.last.takenAt))]),
      ...extents,
      ...chart.changes.map(({ days, percent: change, reference }) =>
        words.change(days, percent(about, change), value(about, reference.value), when(about, reference.takenAt)),
      ),
      ...(normalRangesOf(type).size === 0
        ? []
        : [outside.count === 0 ? words.inside : words.outside(outside.count, latest[0] ?? '')]),
      ...(ranges.length === 0 ? [] : [words.normal(ranges.join(', '))]),
      ...(points === null ? [key] : pointKey),
    ],
  };
}

function plain(about: Told, quantity: Quantity | null, decimals?: number): string {
  return quantity === null ? '–' : format(about, toDecimal(quantity), decimals);
}

function format({ language }: Told, decimal: number, decimals = 2): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: decimals }).format(decimal);
}
