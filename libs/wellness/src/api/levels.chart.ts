import {
  axisAt,
  boxes,
  CHART_WIDTH,
  MARGIN,
  path,
  rangeBand,
  symbols,
  texts,
  writing,
  type Along,
  type Chart,
  type Datum,
  type Part,
} from '#platform/charts';
import type { Instant } from '#platform/time';
import { isWithin, type Level } from '../domain/levels.js';
import type { Range } from '../domain/observation-type.js';
import type { Reading } from '../domain/reading.js';
import { timedChart, when, type Told } from './timed.chart.js';

const ROW = 32;
const LETTER = 7.2;

/** A row for each word or step, from the first below to the last above, with a mark where it was said. */
export function levelsChart(about: Told, levels: readonly Level[], normal: Range | undefined): Chart {
  const { chart, words } = about;
  const textOf = ({ display }: Level): string => display[about.language];
  const left = Math.max(56, MARGIN + 10 + Math.max(...levels.map((level) => textOf(level).length)) * LETTER);
  const counts = new Map(chart.trend.codes.map(({ code, count }) => [code, count]));
  return timedChart(about, { height: levels.length * ROW, left, beside: 34, unit: '' }, (plot, x) => {
    const row = (index: number): number => plot.bottom - (index + 0.5) * ROW;
    const places = new Map(levels.map(({ code }, index) => [code, row(index)]));
    const numbers = levels.map(({ code }, index) =>
      writing({
        ...{ x: CHART_WIDTH - MARGIN, y: row(index), text: String(counts.get(code) ?? 0) },
        ...{ bold: true, align: 'right' },
      }),
    );
    const isNormal = levels.flatMap((level, index) => (isWithin(level, normal) ? [index] : []));
    const [lowest, highest] = [isNormal[0], isNormal.at(-1)];
    const band =
      lowest === undefined || highest === undefined
        ? []
        : rangeBand([row(lowest) + ROW / 2, row(highest) - ROW / 2], (at) => at, plot);
    const said = levels.flatMap((level) => {
      const count = counts.get(level.code) ?? 0;
      return count === 0 ? [] : [words.times(textOf(level), count)];
    });
    const nameOf = (reading: Reading): string => {
      const level = levels.find(({ code }) => code === reading.code);
      return level === undefined ? '' : textOf(level);
    };
    const [least, greatest] = [lowest, highest].map((index) => levels[index ?? -1]);
    const { first, trend } = chart;
    return {
      parts: [
        { data: [], marks: band },
        axisAt(
          levels.map((level, index) => ({ y: row(index), text: textOf(level) })),
          plot,
        ),
        { data: [{ name: 'counts', values: numbers }], marks: [texts('counts')] },
        chart.points === null ? strips(about, places, x) : points(chart.points, places, x),
      ],
      inWords: [
        `${words.some(trend.count)}.`,
        ...(first === null ? [] : [words.first(nameOf(first), when(about, first.takenAt))]),
      ],
      below: [
        ...(trend.last === null ? [] : [words.last(nameOf(trend.last), when(about, trend.last.takenAt))]),
        `${said.join(', ')}.`,
        ...(least === undefined || greatest === undefined
          ? []
          : [words.normal(words.within(textOf(least), textOf(greatest)))]),
        words.levels,
      ],
    };
  });
}

function points(readings: readonly Reading[], places: ReadonlyMap<string, number>, x: Along<Instant>): Part {
  const values: Datum[] = readings.flatMap((reading) => {
    const y = places.get(reading.code ?? '');
    return y === undefined ? [] : [{ x: x(reading.takenAt), y, shape: 'circle', size: 70 }];
  });
  return { data: [{ name: 'points', values }], marks: [symbols('points')] };
}

/** The days or weeks in which it was said, as pieces of a strip. */
function strips({ chart }: Told, places: ReadonlyMap<string, number>, x: Along<Instant>): Part {
  const all = chart.trend.buckets.flatMap(({ startsAt, endsAt, codes }) =>
    codes.flatMap(({ code }) => {
      const y = places.get(code);
      return y === undefined ? [] : [[x(startsAt), x(endsAt), y - 8, y + 8] as const];
    }),
  );
  return { data: [], marks: [path(boxes(all), { fill: '#111' })] };
}
