/** What charts of observations and of assessments say of themselves. */
export interface ChartWords {
  readonly nothing: string;
  readonly some: (count: number) => string;
  readonly last: (value: string, when: string) => string;
  readonly first: (value: string, when: string) => string;
  readonly extent: (least: string, mean: string, greatest: string) => string;
  /** The means of both halves of the time: where it goes. */
  readonly halves: (first: string, second: string) => string;
  readonly normal: (ranges: string) => string;
  readonly within: (low: string, high: string) => string;
  readonly inside: string;
  /** Of those that are out of it the ones before the last. */
  readonly outsideBefore: (latest: string) => string;
  readonly outside: (count: number, latest: string) => string;
  /** What the points mean, where each reading is drawn. */
  readonly points: string;
  readonly pressurePoints: string;
  /** What the bars and the line mean, where each day or week is. */
  readonly summed: Readonly<Record<'day' | 'week' | 'month', string>>;
  readonly pressureSummed: Readonly<Record<'day' | 'week' | 'month', string>>;
  readonly scoreSummed: Readonly<Record<'day' | 'week' | 'month', string>>;
  readonly change: (days: number, percent: string, from: string, when: string) => string;
  readonly days: (days: number) => string;
  readonly times: (word: string, count: number) => string;
  readonly single: string;
  readonly incomplete: (count: number) => string;
  readonly zones: string;
  readonly levels: string;
  readonly mark: (number: number, when: string, text: string) => string;
  readonly score: string;
}

export const CHART_WORDS: Readonly<Record<'en' | 'es', ChartWords>> = {
  en: {
    nothing: 'Nothing is on record in this time.',
    some: (count) => (count === 1 ? '1 reading' : `${count} readings`),
    last: (value, when) => `Last: ${value}, ${when}.`,
    first: (value, when) => `First: ${value}, ${when}.`,
    extent: (least, mean, greatest) => `Least ${least}, mean ${mean}, greatest ${greatest}.`,
    halves: (first, second) => `Mean of the first half of the time ${first}, of the second ${second}.`,
    normal: (ranges) => `Grey, between dashes: normal, ${ranges}.`,
    within: (low, high) => `${low} to ${high}`,
    inside: 'All within the normal range.',
    outsideBefore: (latest) => `Out of the normal range before the last: ${latest}.`,
    outside: (count, latest) => `Out of the normal range: ${count}, the last ${latest}.`,
    points: 'Triangles: above or below the normal range.',
    pressurePoints: 'From systolic (points down) to diastolic (points up).',
    summed: {
      day: 'Bars: least to greatest of each day. Line: the mean.',
      week: 'Bars: least to greatest of each week. Line: the mean.',
      month: 'Bars: least to greatest of each month. Line: the mean.',
    },
    pressureSummed: {
      day: 'Bars: least to greatest of each day, above systolic, below diastolic. Lines: the means.',
      week: 'Bars: least to greatest of each week, above systolic, below diastolic. Lines: the means.',
      month: 'Bars: least to greatest of each month, above systolic, below diastolic. Lines: the means.',
    },
    scoreSummed: {
      day: 'Bars: least to greatest of each day. Line: the greatest.',
      week: 'Bars: least to greatest of each week. Line: the greatest.',
      month: 'Bars: least to greatest of each month. Line: the greatest.',
    },
    change: (days, percent, from, when) => `${percent} in ${days} days: from ${from}, ${when}.`,
    days: (days) => `${days} days`,
    times: (word, count) => `${word}: ${count}`,
    single: 'Diamonds: 3 in one item.',
    incomplete: (count) => `Left out, since incomplete: ${count}.`,
    zones: 'Zones',
    levels: 'Right: how often.',
    mark: (number, when, text) => `${number}: ${text}, ${when}.`,
    score: 'score',
  },
  es: {
    nothing: 'No consta nada en este tiempo.',
    some: (count) => (count === 1 ? '1 medición' : `${count} mediciones`),
    last: (value, when) => `Última: ${value}, ${when}.`,
    first: (value, when) => `Primera: ${value}, ${when}.`,
    extent: (least, mean, greatest) => `Mínimo ${least}, media ${mean}, máximo ${greatest}.`,
    halves: (first, second) => `Media de la primera mitad del tiempo ${first}, de la segunda ${second}.`,
    normal: (ranges) => `Gris, entre rayas: normal, ${ranges}.`,
    within: (low, high) => `${low} a ${high}`,
    inside: 'Todas dentro de lo normal.',
    outsideBefore: (latest) => `Fuera de lo normal antes de la última: ${latest}.`,
    outside: (count, latest) => `Fuera de lo normal: ${count}, la última ${latest}.`,
    points: 'Triángulos: por encima o por debajo de lo normal.',
    pressurePoints: 'De la sistólica (punta abajo) a la diastólica (punta arriba).',
    summed: {
      day: 'Barras: del mínimo al máximo de cada día. Línea: la media.',
      week: 'Barras: del mínimo al máximo de cada semana. Línea: la media.',
      month: 'Barras: del mínimo al máximo de cada mes. Línea: la media.',
    },
    pressureSummed: {
      day: 'Barras: del mínimo al máximo de cada día, arriba sistólica, abajo diastólica. Líneas: las medias.',
      week: 'Barras: del mínimo al máximo de cada semana, arriba sistólica, abajo diastólica. Líneas: las medias.',
      month: 'Barras: del mínimo al máximo de cada mes, arriba sistólica, abajo diastólica. Líneas: las medias.',
    },
    scoreSummed: {
      day: 'Barras: del mínimo al máximo de cada día. Línea: el máximo.',
      week: 'Barras: del mínimo al máximo de cada semana. Línea: el máximo.',
      month: 'Barras: del mínimo al máximo de cada mes. Línea: el máximo.',
    },
    change: (days, percent, from, when) => `${percent} en ${days} días: desde ${from}, ${when}.`,
    days: (days) => `${days} días`,
    times: (word, count) => `${word}: ${count}`,
    single: 'Rombos: 3 en un parámetro.',
    incomplete: (count) => `Sin contar, por incompletas: ${count}.`,
    zones: 'Zonas',
    levels: 'Derecha: cuántas veces.',
    mark: (number, when, text) => `${number}: ${text}, ${when}.`,
    score: 'puntos',
  },
};
