import { CHART_WIDTH, LETTERS, type Datum, type Mark } from './chart.js';
import { INK } from './theme.js';

/** How far from its edges a chart keeps. */
export const MARGIN = 12;

/** A piece of text and where its middle line begins, or ends. */
export interface Writing {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: keyof typeof LETTERS;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
}

export function writing({ x, y, text, size = 'plain', bold = false, align = 'left' }: Writing): Datum {
  return { x, y, text, size: LETTERS[size], weight: bold ? 'bold' : 'normal', align };
}

/** The texts of a data set of {@link writing}. */
export function texts(data: string): Mark {
  const enter = {
    x: { field: 'x' },
    y: { field: 'y' },
    text: { field: 'text' },
    align: { field: 'align' },
    fontSize: { field: 'size' },
    fontWeight: { field: 'weight' },
  };
  return { type: 'text', from: { data }, encode: { enter } };
}

/** A line across the chart. */
export function rule(y: object, { stroke = INK, width = 1 } = {}, data?: string): Mark {
  const across = { x: { value: MARGIN }, x2: { value: CHART_WIDTH - MARGIN }, y };
  return {
    type: 'rule',
    ...(data === undefined ? {} : { from: { data } }),
    encode: { enter: { ...across, stroke: { value: stroke }, strokeWidth: { value: width } } },
  };
}

/** Lines of a legend are this high, two entries to each. */
const LEGEND_ROW = 24;

export function legendHeight(entries: number): number {
  return Math.ceil(entries / 2) * LEGEND_ROW;
}

/** The entries of a legend, in the order of their fills' names. */
export function legendData(entries: readonly { readonly name: string; readonly text: string }[], top: number): Datum[] {
  return entries.map(({ name, text }, index) => ({
    ...{ name, text },
    x: MARGIN + (index % 2) * (CHART_WIDTH / 2 - MARGIN),
    y: top + Math.floor(index / 2) * LEGEND_ROW + LEGEND_ROW / 2,
  }));
}

/** The marks of a data set of {@link legendData}; `scale` is that of the fills. */
export function legend(data: string, scale: string): Mark[] {
  const from = { data };
  const swatch = {
    x: { field: 'x' },
    yc: { field: 'y' },
    width: { value: 28 },
    height: { value: 16 },
    fill: { scale, field: 'name' },
    stroke: { value: INK },
  };
  const text = { x: { field: 'x', offset: 36 }, y: { field: 'y' }, text: { field: 'text' } };
  return [
    { type: 'rect', from, encode: { enter: swatch } },
    { type: 'text', from, encode: { enter: text } },
  ];
}

/** As much of a text as there is room for. A letter is kept whole, whatever it is made of. */
export function cut(text: string, most: number): string {
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
