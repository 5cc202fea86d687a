import {
  alongTime,
  cut,
  happeningMarks,
  MARGIN,
  plotAt,
  texts,
  timeAxis,
  writing,
  type Along,
  type Chart,
  type Part,
  type Plot,
} from '#platform/charts';
import { toDecimal, type Quantity } from '#platform/kernel';
import { printedDate, printedInstant, type Language } from '#platform/print';
import { addMilliseconds, localDateOf, type Instant } from '#platform/time';
import type { ResidentChart } from '../app/read-charts.service.js';
import { CHART_WORDS, type ChartWords } from '../domain/chart-words.js';
import type { Label } from '../domain/label.js';
import { withUnit } from '../domain/printed-unit.js';

/** What every chart over time needs to say something. */
export interface Told {
  readonly chart: ResidentChart;
  readonly language: Language;
  readonly words: ChartWords;
  /** UCUM; null: there is none. */
  readonly unit: string | null;
  readonly title: string;
}

/** What a chart shows between its head and its foot. */
export interface Body {
  /** Drawn in this order, the marks of what happened and the axis of time over it. */
  readonly parts: readonly Part[];
  /** What stands below, a paragraph each: what the drawing means and what it comes to. */
  readonly below: readonly string[];
  /** What is told in words only, since it is drawn. */
  readonly inWords: readonly string[];
}

/** How many letters fit the width, of large and of small ones, in the widest family that is common (DejaVu Sans). */
const [NAME, LINE] = [44, 60];
const [TOP, LINE_HEIGHT] = [112, 20];
/** The most happenings that are marked: the last ones. */
const MOST_MARKS = 8;

export function told(chart: ResidentChart, language: Language): Told {
  const { of } = chart;
  const [display, unit]: readonly [Label, string | null] =
    'type' in of
      ? [of.type.display, of.type.kind === 'coded' ? null : of.type.scale.unit]
      : [of.instrument.display, null];
  return { chart, language, words: CHART_WORDS[language], unit, title: display[language] };
}

/** Where the plot stands, and in what it is measured. */
interface Frame {
  readonly height: number;
  /** Where it begins, from the left; what stands there is for the body to draw. */
  readonly left?: number;
  /** Room to the right of it, for the body too. */
  readonly beside?: number;
  readonly unit: string;
}

/** A chart over time: head, plot, dates, and what it means and comes to below. */
export function timedChart(
  about: Told,
  { height, left, beside, unit }: Frame,
  draw: (plot: Plot, x: Along<Instant>) => Body,
): Chart {
  const { chart, language, words, title } = about;
  const plot = plotAt(TOP, height, left, beside);
  const x = alongTime(chart.window, plot);
  const { parts, below, inWords } = draw(plot, x);
  const marks = chart.marks.slice(-MOST_MARKS);
  const happened = marks.map(({ at, text }, index) => words.mark(index + 1, when(about, at), text[language]));
  const facts = chart.trend.count === 0 ? [words.nothing] : [...below, ...happened];
  const lines = facts.flatMap((fact) => wrapped(fact, LINE));
  const foot = plot.bottom + 44;
  const head = [
    writing({ x: MARGIN, y: 22, text: title, size: 'title', bold: true }),
    writing({ x: MARGIN, y: 46, text: cut(chart.name, NAME), size: 'large' }),
    writing({ x: MARGIN, y: 68, text: days(about) }),
    writing({ x: MARGIN, y: 92, text: unit, size: 'small' }),
    ...lines.map((text, index) => writing({ x: MARGIN, y: foot + index * LINE_HEIGHT, text, size: 'small' })),
  ];
  const all: readonly Part[] = [
    ...parts,
    timeAxis(chart.window, x, plot, chart.timeZone, language),
    happeningMarks(
      marks.map(({ at, text }) => ({ at, text: text[language] })),
      x,
      plot,
    ),
  ];
  return {
    title: `${title}: ${chart.name}`,
    description: [`${days(about)}.`, ...inWords, ...facts].join(' '),
    language,
    height: foot + lines.length * LINE_HEIGHT,
    drawing: {
      data: [{ name: 'texts', values: head }, ...all.flatMap(({ data }) => data)],
      marks: [...all.flatMap((part) => part.marks), texts('texts')],
    },
  };
}

/** A value with its unit, as people write it. */
export function value({ language, unit }: Told, quantity: Quantity, decimals = 2): string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: decimals });
  return withUnit(format.format(toDecimal(quantity)), unit);
}

/** A day and a time on the home's clock. */
export function when({ chart, language }: Told, at: Instant): string {
  return printedInstant(at, chart.timeZone, language);
}

export function percent({ language }: Told, change: number): string {
  const options = { style: 'percent', minimumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  return new Intl.NumberFormat(language, options).format(change / 100);
}

/** Room for what is drawn above and below: a part of the height of it. */
export function padded([low, high]: readonly [number, number], part = 0.06): readonly [number, number] {
  const room = Math.max(high - low, Math.abs(high) * 0.02, 1) * part;
  return [low - room, high + room];
}

function days({ chart: { window, timeZone }, language }: Told): string {
  const [from, to] = [window.from, addMilliseconds(window.to, -1)].map((at) =>
    printedDate(localDateOf(at, timeZone), language),
  );
  return `${from ?? ''} – ${to ?? ''}`;
}

/** Lines of at most so many letters, broken between words. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
