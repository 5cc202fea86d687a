import { printedTime, type Language } from '#platform/print';
import {
  addDays,
  contains,
  daysBetween,
  epochMilliseconds,
  localDateOf,
  localDateTime,
  minutesBetween,
  parseLocalTime,
  slotInstant,
  startOfDay,
  type Instant,
  type LocalDate,
  type Window,
  type Zone,
} from '#platform/time';
import { CHART_WIDTH, LETTERS, type Datum, type Mark } from './chart.js';
import { MARGIN, texts, writing } from './parts.js';
import { FAINT, INK } from './theme.js';

/** Where a chart over time has its lines, in units of the chart; below is room for the dates. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of every chart over time; left of it stand the figures of the axis. @param beside room to the right of it. */
export function plotAt(top: number, height: number, left = 56, beside = 0): Plot {
  return { left, right: CHART_WIDTH - MARGIN - beside, top, bottom: top + height };
}

/** A place on an axis, to a tenth: finer than anybody sees, and short to write. */
export type Along<A> = (value: A) => number;

export function alongTime({ from, to }: Window, { left, right }: Plot): Along<Instant> {
  const [start, end] = [epochMilliseconds(from), epochMilliseconds(to)];
  return (at) => tenth(left + ((epochMilliseconds(at) - start) / (end - start)) * (right - left));
}

export function alongValues([low, high]: readonly [number, number], { top, bottom }: Plot): Along<number> {
  return (value) => tenth(bottom - ((value - low) / (high - low)) * (bottom - top));
}

export function tenth(place: number): number {
  return Math.round(place * 10) / 10;
}

/** About `most` round values between two others: steps of 1, 2 or 5 of some power of ten, at least `least`. */
export function roundValues([low, high]: readonly [number, number], most = 6, least = 0): readonly number[] {
  const wanted = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = Math.max(least, power * ([1, 2, 5].find((each) => each * power >= wanted) ?? 10));
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  // Divided, where a step is a part of one: a product of 0.1 isn't the decimal.
  return Array.from({ length: count }, (_, index) =>
    step < 1 ? (first + index) / (1 / step) : (first + index) * step,
  );
}

/** The axis of values: a faint line and a figure at each. */
export function valueAxis(values: readonly number[], y: Along<number>, plot: Plot, language: Language): Part {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return axisAt(
    values.map((value) => ({ y: y(value), text: format.format(value) })),
    plot,
  );
}

/** The axis of words or figures at the heights where they stand. */
export function axisAt(labels: readonly { readonly y: number; readonly text: string }[], plot: Plot): Part {
  const { left, right } = plot;
  const lines = labels.map((label) => `M${left} ${label.y}H${right}`).join('');
  return {
    data: [
      {
        name: 'y-axis',
        values: labels.map(({ y, text }) => writing({ x: left - 6, y, text, size: 'small', align: 'right' })),
      },
    ],
    marks: [path(lines, { stroke: FAINT, width: 0.5 }), texts('y-axis')],
  };
}

/** The axis of time: local days, or times of one day or two. */
export function timeAxis(window: Window, x: Along<Instant>, plot: Plot, zone: Zone, language: Language): Part {
  const ticks = ticksOf(window, zone, language).map(({ at, text }) => ({ x: x(at), text }));
  const half = (text: string): number => text.length * LETTERS.small * 0.28;
  const place = ({ x: at, text }: { x: number; text: string }): number =>
    Math.min(Math.max(at, MARGIN + half(text)), CHART_WIDTH - 2 - half(text));
  const { left, right, bottom } = plot;
  const lines = ticks.map((tick) => `M${tick.x} ${bottom}v6`).join('');
  const labels = ticks.map((tick) =>
    writing({ x: tenth(place(tick)), y: bottom + 18, text: tick.text, size: 'small', align: 'center' }),
  );
  return {
    data: [{ name: 'x-axis', values: labels }],
    marks: [path(`M${left} ${bottom}H${right}${lines}`, { stroke: INK, width: 1 }), texts('x-axis')],
  };
}

/** A part of a drawing: what it shows, and how. */
export interface Part {
  readonly data: readonly { readonly name: string; readonly values: Datum[] }[];
  readonly marks: readonly Mark[];
}

/** A line or an area that is laid out already, as SVG says it: one mark, however many points it has. */
export function path(
  commands: string,
  { fill, stroke, width = 1.5, dash }: { fill?: string; stroke?: string; width?: number; dash?: readonly number[] },
): Mark {
  return {
    type: 'path',
    interactive: false,
    encode: {
      enter: {
        path: { value: commands === '' ? 'M0 0' : commands },
        ...(fill === undefined ? {} : { fill: { value: fill } }),
        ...(stroke === undefined ? {} : { stroke: { value: stroke }, strokeWidth: { value: width } }),
        ...(dash === undefined ? {} : { strokeDash: { value: [...dash] } }),
      },
    },
  };
}

/** From point to point. */
export function lineThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** Each value up to the next one, which begins at a right angle. */
export function stepsThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => (index === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('');
}

/** A box at each place of time, such as from the least to the greatest of a day; none is too low to be seen. */
export function boxes(all: readonly (readonly [x: number, x2: number, y: number, y2: number])[]): string {
  return all
    .map(([x, x2, y, y2]) => {
      const [top, bottom] = Math.abs(y - y2) < 1.5 ? [Math.min(y, y2) - 1, Math.min(y, y2) + 1] : [y, y2];
      return `M${x} ${tenth(bottom)}V${tenth(top)}H${Math.max(x2, tenth(x + 1))}V${tenth(bottom)}Z`;
    })
    .join('');
}

/** Points of a data set with `x`, `y`, `shape` and `size`: hollow ones too are filled, with white. */
export function symbols(data: string, { hollow = false } = {}): Mark {
  const enter = {
    ...{ x: { field: 'x' }, y: { field: 'y' }, shape: { field: 'shape' }, size: { field: 'size' } },
    ...{ fill: { value: hollow ? '#fff' : INK }, stroke: { value: INK }, strokeWidth: { value: 1.2 } },
  };
  return { type: 'symbol', from: { data }, encode: { enter } };
}

/** The normal range: a grey band with dashed edges, which a copy in black and white keeps. */
export function rangeBand([low, high]: readonly [number, number], y: Along<number>, { left, right }: Plot): Mark[] {
  const [top, bottom] = [y(high), y(low)];
  return [
    path(`M${left} ${top}H${right}V${bottom}H${left}Z`, { fill: '#ececec' }),
    path(`M${left} ${top}H${right}M${left} ${bottom}H${right}`, { stroke: '#555', width: 0.8, dash: [5, 4] }),
  ];
}

/** Something that happened, such as an alert. */
export interface Happening {
  readonly at: Instant;
  readonly text: string;
}

/** A number in a flag over a dashed line for each; what they mean is for the chart to say below. */
export function happeningMarks(happenings: readonly Happening[], x: Along<Instant>, { top, bottom }: Plot): Part {
  const places = happenings.map(({ at }) => x(at));
  const flags = flagsAt(places).map(({ place, text }) =>
    writing({ x: place, y: top - 9, text, size: 'small', bold: true, align: 'center' }),
  );
  const lines = places.map((place) => `M${place} ${top}V${bottom}`).join('');
  return {
    data: [{ name: 'happenings', values: flags }],
    marks: [path(lines, { stroke: INK, width: 1.2, dash: [2, 3] }), texts('happenings')],
  };
}

/** The numbers of things in order of time; those for which there is no room side by side share a flag: `2–4`. */
function flagsAt(places: readonly number[]): readonly { readonly place: number; readonly text: string }[] {
  const flags: { first: number; last: number; place: number }[] = [];
  for (const [index, place] of places.entries()) {
    const before = flags.at(-1);
    if (before !== undefined && place - before.place < FLAG) before.last = index + 1;
    else flags.push({ first: index + 1, last: index + 1, place });
  }
  return flags.map(({ first, last, place }) => ({
    place: Math.min(place, CHART_WIDTH - 16),
    text: first === last ? String(first) : `${first}–${last}`,
  }));
}

/** How wide a flag of two numbers is. */
const FLAG = 30;

interface Tick {
  readonly at: Instant;
  readonly text: string;
}

/** The most dates that stand side by side. */
const TICKS = 5;
const DAY_STEPS = [1, 2, 7, 14, 28];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24];
const HOURS = ['00:00', '06:00', '12:00', '18:00'].map(parseLocalTime);
const TWO_DAYS = 2 * 24 * 60;

function ticksOf(window: Window, zone: Zone, language: Language): readonly Tick[] {
  const [first, last] = [localDateOf(window.from, zone), localDateOf(window.to, zone)];
  const days = daysBetween(first, last);
  if (minutesBetween(window.from, window.to) <= TWO_DAYS) return hoursOf(window, [first, last], zone, language);
  const dayStep = DAY_STEPS.find((step) => days / step <= TICKS);
  const dates = dayStep === undefined ? monthsOf(first, last) : everyDays(first, last, dayStep);
  const options = dayStep === undefined ? ({ month: 'short', year: 'numeric' } as const) : DAY_AND_MONTH;
  const format = new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: 'UTC' });
  return dates
    .map((date) => ({ at: startOfDay(date, zone), text: format.format(new Date(`${date}T00:00:00Z`)) }))
    .filter(({ at }) => contains(window, at));
}

const DAY_AND_MONTH = { day: 'numeric', month: 'short' } as const;
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES' };

function hoursOf(window: Window, dates: readonly LocalDate[], zone: Zone, language: Language): readonly Tick[] {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const day = new Intl.DateTimeFormat(LOCALES[language], { ...DAY_AND_MONTH, timeZone: zone });
  const slots = everyDays(first, last, 1)
    .flatMap((date) => HOURS.map((time) => slotInstant(localDateTime(date, time), zone)))
    .filter((at) => contains(window, at));
  const step = Math.ceil(slots.length / TICKS);
  return slots
    .filter((_, index) => index % step === 0)
    .map((at, index) => ({ at, text: index === 0 ? day.format(new Date(at)) : printedTime(at, zone, language) }));
}

function everyDays(first: LocalDate, last: LocalDate, step: number): readonly LocalDate[] {
  const count = Math.floor(daysBetween(first, last) / step) + 1;
  return Array.from({ length: count }, (_, index) => addDays(first, index * step));
}

/** The first days of months, so many apart that there is room for all of them. */
function monthsOf(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  const number = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const [from, to] = [number(first), number(last)];
  const step = MONTH_STEPS.find((each) => (to - from) / each <= TICKS) ?? 60;
  const start = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - start) / step) + 1 }, (_, index) => {
    const month = start + index * step;
    const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
    return `${String(year)}-${String(ofYear).padStart(2, '0')}-01` as LocalDate;
  });
}
