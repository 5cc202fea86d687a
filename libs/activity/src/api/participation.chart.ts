import {
  CHART_WIDTH,
  cut,
  FAINT,
  FILLS,
  legend,
  legendData,
  legendHeight,
  MARGIN,
  rule,
  texts,
  writing,
  INK,
  type Chart,
  type Datum,
  type Drawing,
  type Mark,
} from '#platform/charts';
import { printedDate, type Language } from '#platform/print';
import { addMilliseconds, localDateOf } from '#platform/time';
import type { ResidentParticipation } from '../app/read-participation.service.js';
import { ACTIVITY_CATEGORIES } from '../domain/activity.js';
import type { CategoryParticipation, ParticipationCounts } from '../domain/participation.js';
import { PARTICIPATION_WORDS, type ParticipationWords } from '../domain/participation-words.js';

/** What every part of the picture needs. */
interface Part {
  readonly participation: ResidentParticipation;
  readonly words: ParticipationWords;
  readonly language: Language;
}

const ROW = 27;
/** How many letters of a name fit the width. */
const NAME = 44;
const LEGEND_TOP = 86;

/** Where the columns stand, from the left. */
const AT = { bars: 112, barsEnd: 252, tookPart: 362, line: 394, lineEnd: 434, right: CHART_WIDTH - MARGIN } as const;

/**
 * A row for each week: minutes as bars by category, how many sessions of those offered in figures, engagement as a line.
 * Rows, since fifty weeks side by side can't be read on a telephone.
 */
export function participationChart(participation: ResidentParticipation, language: Language): Chart {
  const words = PARTICIPATION_WORDS[language];
  const part: Part = { participation, words, language };
  const { byWeek, byCategory } = participation;
  const heading = LEGEND_TOP + legendHeight(byCategory.length) + 16;
  const first = heading + 14;
  const end = first + byWeek.length * ROW;
  return {
    title: `${words.title}: ${participation.name}`,
    description: inWords(part),
    language,
    height: end + ROW + 16 + words.keys.length * 20,
    drawing: {
      data: [
        { name: 'texts', values: [...titles(part), ...headings(part, heading), ...keys(part, end + ROW + 20)] },
        { name: 'legend', values: legendData(byCategory.map(named(part)), LEGEND_TOP) },
        { name: 'weeks', values: byWeek.map((week, row) => ({ row, ...cells(part, week, dayOf(part, week.from)) })) },
        { name: 'parts', values: byWeek.flatMap((week, row) => segments(week.byCategory, row)) },
        { name: 'total', values: [cells(part, participation, words.total)] },
      ],
      scales: scales(part, first, end),
      marks: [
        texts('texts'),
        ...legend('legend', 'fill'),
        rule({ value: first - 2 }),
        ...weeks(),
        rule({ value: end }),
        ...figures('total', { value: end + ROW / 2 }, true),
      ],
    },
  };
}

function scales({ participation: { byWeek } }: Part, first: number, end: number): Drawing['scales'] {
  const most = Math.max(1, ...byWeek.map(({ minutes }) => minutes));
  return [
    {
      ...{ name: 'row', type: 'band', domain: byWeek.map((_, row) => row), range: [first, end] },
      ...{ paddingInner: 0.3, paddingOuter: 0.15 },
    },
    { name: 'minutes', type: 'linear', domain: [0, most], range: [AT.bars, AT.barsEnd] },
    { name: 'engagement', type: 'linear', domain: [1, 5], range: [AT.line, AT.lineEnd] },
    { name: 'fill', type: 'ordinal', domain: [...ACTIVITY_CATEGORIES], range: [...FILLS] },
  ];
}

function titles({ participation, words, language }: Part): Datum[] {
  const { name, window, timeZone } = participation;
  const [from, to] = [window.from, addMilliseconds(window.to, -1)].map((at) =>
    printedDate(localDateOf(at, timeZone), language),
  );
  return [
    writing({ x: MARGIN, y: 22, text: words.title, size: 'title', bold: true }),
    writing({ x: MARGIN, y: 46, text: cut(name, NAME), size: 'large' }),
    writing({ x: MARGIN, y: 68, text: `${from ?? ''} – ${to ?? ''}` }),
  ];
}

function headings({ words }: Part, y: number): Datum[] {
  const heading = { y, size: 'small', bold: true } as const;
  return [
    writing({ ...heading, x: MARGIN, text: words.week }),
    writing({ ...heading, x: AT.bars, text: words.minutes }),
    writing({ ...heading, x: AT.tookPart, text: words.tookPart, align: 'right' }),
    writing({ ...heading, x: AT.right, text: words.engagement, align: 'right' }),
  ];
}

function keys({ words }: Part, top: number): Datum[] {
  return words.keys.map((text, index) => writing({ x: MARGIN, y: top + index * 20, text, size: 'small' }));
}

function named({ words }: Part): (one: CategoryParticipation) => { readonly name: string; readonly text: string } {
  return ({ category, minutes }) => ({
    name: category,
    text: `${words.category[category]}, ${words.someMinutes(minutes)}`,
  });
}

/** The parts of a week's bar, one after the other. */
function segments(parts: readonly CategoryParticipation[], row: number): Datum[] {
  let end = 0;
  return parts.flatMap(({ category, minutes }) => {
    const start = end;
    end += minutes;
    return minutes === 0 ? [] : [{ row, category, start, end }];
  });
}

function cells({ words, language }: Part, counts: ParticipationCounts, label: string): Datum {
  const { offered, attended, minutes, meanEngagement } = counts;
  return {
    ...{ label, minutes, meanEngagement },
    said: offered === 0 ? '' : new Intl.NumberFormat(language).format(minutes),
    outOf: offered === 0 ? '–' : words.outOf(attended, offered),
    mean: meanEngagement === null ? '–' : decimal(meanEngagement, language),
  };
}

function weeks(): Mark[] {
  const middle = { scale: 'row', field: 'row', band: 0.5 };
  const bar = {
    x: { scale: 'minutes', field: 'start' },
    x2: { scale: 'minutes', field: 'end' },
    y: { scale: 'row', field: 'row' },
    height: { scale: 'row', band: 1 },
    fill: { scale: 'fill', field: 'category' },
    stroke: { value: INK },
  };
  const point = { x: { scale: 'engagement', field: 'meanEngagement' }, y: middle };
  const isStated = 'datum.meanEngagement !== null';
  return [
    rule({ scale: 'row', field: 'row', band: 1, offset: 4 }, { stroke: FAINT, width: 0.5 }, 'weeks'),
    { type: 'rect', from: { data: 'parts' }, encode: { enter: bar } },
    { type: 'line', from: { data: 'weeks' }, encode: { enter: { ...point, defined: { signal: isStated } } } },
    {
      type: 'symbol',
      from: { data: 'weeks' },
      encode: { enter: { ...point, opacity: { signal: `${isStated} ? 1 : 0` } } },
    },
    ...figures('weeks', middle, false),
  ];
}

/** What stands in letters: the label, minutes, how many of those offered, engagement. */
function figures(data: string, y: object, isTotal: boolean): Mark[] {
  const column = (field: string, x: object, align: 'left' | 'right'): Mark => ({
    type: 'text',
    from: { data },
    encode: {
      enter: { x, y, text: { field }, align: { value: align }, fontWeight: { value: isTotal ? 'bold' : 'normal' } },
    },
  });
  return [
    column('label', { value: MARGIN }, 'left'),
    column('said', isTotal ? { value: AT.bars } : { scale: 'minutes', field: 'minutes', offset: 5 }, 'left'),
    column('outOf', { value: AT.tookPart }, 'right'),
    column('mean', { value: AT.right }, 'right'),
  ];
}

/** The same for who can't see it. */
function inWords(part: Part): string {
  const { participation, words } = part;
  const weeks = participation.byWeek.map((week) => sentence(part, words.weekOf(dayOf(part, week.from)), week));
  return [sentence(part, words.total, participation), ...weeks, ...words.keys].join(' ');
}

function sentence(
  { words, language }: Part,
  label: string,
  { byCategory, ...counts }: ParticipationCounts & { readonly byCategory: readonly CategoryParticipation[] },
): string {
  if (counts.offered === 0) return `${label}: ${words.nothing}.`;
  const kinds = byCategory.filter(({ minutes }) => minutes > 0);
  const parts = kinds.map(({ category, minutes }) => `${words.category[category]} ${minutes}`).join(', ');
  const said = [
    words.outOf(counts.attended, counts.offered),
    `${words.someMinutes(counts.minutes)}${parts === '' ? '' : ` (${parts})`}`,
    ...(counts.meanEngagement === null ? [] : [words.meanEngagement(decimal(counts.meanEngagement, language))]),
  ];
  return `${label}: ${said.join('; ')}.`;
}

function dayOf({ language }: Part, day: string): string {
  return printedDate(day, language);
}

function decimal(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}
