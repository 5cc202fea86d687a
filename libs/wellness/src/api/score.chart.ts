import {
  alongValues,
  boxes,
  path,
  roundValues,
  stepsThrough,
  symbols,
  texts,
  valueAxis,
  writing,
  type Along,
  type Chart,
  type Datum,
  type Part,
  type Plot,
} from '#platform/charts';
import { toDecimal } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Instrument } from '../domain/instruments/instrument.js';
import type { Reading } from '../domain/reading.js';
import { timedChart, value, when, type Told } from './timed.chart.js';

const HEIGHT = 230;

/**
 * Grounds of zones by the severity of their band: none, yellow, deeper yellow, orange and red, as light as letters on
 * them can be read. The scores of each zone stand beside it, its name below.
 */
const GROUNDS = ['#ffffff', '#fff7cc', '#ffeb99', '#ffd2a1', '#f9b9b3'] as const;

/** A zone higher than this, in units of the chart, has room for its scores, which stand to the right of it. */
const ROOM_FOR_SCORES = 15;
const BESIDE = 50;

/** Scores in steps over the zones of the instrument; of many those of each day, from the least to the greatest. */
export function scoreChart(about: Told, instrument: Instrument): Chart {
  const { chart, words } = about;
  const extent = extentOf(about, instrument);
  return timedChart(about, { height: HEIGHT, beside: BESIDE, unit: words.score }, (plot, x) => {
    const y = alongValues(extent, plot);
    const drawn = chart.points === null ? summed(about, x, y) : steps(about, instrument, chart.points, x, y);
    return {
      parts: [zones(instrument, y, plot), valueAxis(roundValues(extent, 8, 1), y, plot, about.language), drawn],
      ...sayings(about, instrument),
    };
  });
}

/** All that the instrument can come to; but of a long last zone only what is needed. */
function extentOf({ chart }: Told, { bands }: Instrument): readonly [number, number] {
  const last = bands.reduce((a, b) => (b.from > a.from ? b : a));
  const low = Math.min(...bands.map(({ from }) => from));
  const greatest = chart.trend.figures === null ? 0 : toDecimal(chart.trend.figures.max);
  const high = Math.min(last.to, Math.max(last.from + 2, greatest));
  const room = Math.max(0.5, (high - low) / 40);
  return [low - room, high + room];
}

function zones({ bands }: Instrument, y: Along<number>, plot: Plot): Part {
  const placed = bands.map(({ from, to, severity }) => {
    const [top, bottom] = [Math.max(plot.top, y(to + 0.5)), Math.min(plot.bottom, y(from - 0.5))];
    return {
      top,
      bottom,
      ground: GROUNDS[Math.min(severity, GROUNDS.length - 1)] ?? '#fff',
      text: from === to ? String(from) : `${from}–${to}`,
    };
  });
  const { left, right } = plot;
  const names = placed
    .filter(({ top, bottom }) => bottom - top >= ROOM_FOR_SCORES)
    .map(({ top, bottom, text }) => writing({ x: right + 5, y: (top + bottom) / 2, text, size: 'small' }));
  return {
    data: [{ name: 'zones', values: names }],
    marks: [
      ...placed.map(({ top, bottom, ground }) =>
        path(`M${left} ${top}H${right}V${bottom}H${left}Z`, { fill: ground, stroke: '#888', width: 0.8 }),
      ),
      texts('zones'),
    ],
  };
}

function steps(
  { chart }: Told,
  { singleItem }: Instrument,
  readings: readonly Reading[],
  x: Along<Instant>,
  y: Along<number>,
): Part {
  const values: Datum[] = readings.flatMap(({ takenAt, value: score, code }) => {
    if (score === null) return [];
    const isSingle = singleItem !== undefined && code === singleItem.band;
    const place = { x: x(takenAt), y: y(toDecimal(score)) };
    return [{ ...place, shape: isSingle ? 'diamond' : 'circle', size: isSingle ? 130 : 46 }];
  });
  const line = stepsThrough(values.map((each) => [Number(each['x']), Number(each['y'])]));
  const isCrowded = (chart.points?.length ?? 0) > 60;
  return {
    data: [{ name: 'scores', values: isCrowded ? values.filter(({ shape }) => shape === 'diamond') : values }],
    marks: [path(line, { stroke: '#111', width: 1.6 }), symbols('scores')],
  };
}

function summed({ chart }: Told, x: Along<Instant>, y: Along<number>): Part {
  const found = chart.trend.buckets.flatMap(({ startsAt, endsAt, figures }) =>
    figures === null ? [] : [[x(startsAt), x(endsAt), y(toDecimal(figures.max)), y(toDecimal(figures.min))] as const],
  );
  const greatest = found.map(([start, , top]) => [start, top] as const);
  return {
    data: [],
    marks: [path(boxes(found), { fill: '#8a8a8a' }), path(stepsThrough(greatest), { stroke: '#111', width: 1.3 })],
  };
}

function sayings(about: Told, instrument: Instrument): { inWords: readonly string[]; below: readonly string[] } {
  const { chart, words, language } = about;
  const { trend, first, halves, points, bucket } = chart;
  const nameOf = (code: string): string =>
    instrument.singleItem?.band === code
      ? instrument.singleItem.label[language]
      : instrument.bands
          .filter(({ band }) => band === code)
          .map(({ label }) => label[language])
          .join(', ');
  const scored = (reading: Reading): string =>
    reading.value === null
      ? instrument.incomplete.label[language]
      : `${value(about, reading.value)}, ${meaningOf(instrument, reading, about)}`;
  const incomplete = trend.codes.find(({ code }) => code === 'incomplete')?.count ?? 0;
  const counts = trend.codes.filter(({ code }) => code !== 'incomplete');
  const [a, b] = [halves[0].figures, halves[1].figures];
  const isSingle = points !== null && counts.some(({ code }) => code === instrument.singleItem?.band);
  return {
    inWords: [
      `${words.some(trend.count)}.`,
      ...(first === null ? [] : [words.first(scored(first), when(about, first.takenAt))]),
      `${counts.map(({ code, count }) => `${nameOf(code)}: ${count}`).join('; ')}.`,
    ],
    below: [
      ...(trend.last === null ? [] : [words.last(scored(trend.last), when(about, trend.last.takenAt))]),
      ...(trend.figures === null
        ? []
        : [
            words.extent(
              value(about, trend.figures.min),
              value(about, trend.figures.mean, 1),
              value(about, trend.figures.max),
            ),
          ]),
      ...(a === null || b === null ? [] : [words.halves(value(about, a.mean, 1), value(about, b.mean, 1))]),
      ...(incomplete === 0 ? [] : [words.incomplete(incomplete)]),
      `${words.zones}: ${instrument.bands.map(({ label }) => label[language]).join(', ')}.`,
      ...(isSingle ? [words.single] : []),
      ...(points === null ? [words.scoreSummed[bucket]] : []),
    ],
  };
}

function meaningOf({ bands, singleItem }: Instrument, { value: score, code }: Reading, { language }: Told): string {
  if (singleItem !== undefined && code === singleItem.band) return singleItem.label[language];
  const decimal = score === null ? NaN : toDecimal(score);
  return bands.find(({ from, to }) => decimal >= from && decimal <= to)?.label[language] ?? '';
}
