/** What the poster of a week says of itself; what comes from the record is printed as it was written. */
export const PROGRAMME_WORDS = {
  en: {
    title: 'Activities of the week',
    cancelled: 'CANCELLED',
    moved: 'NEW TIME',
    until: (end: string): string => `until ${end}`,
    nothing: 'nothing planned',
    more: (shown: number): string => `The first ${shown} sessions of the week; there are more.`,
    asOf: (when: string): string => `As planned on ${when}`,
  },
  es: {
    title: 'Actividades de la semana',
    cancelled: 'ANULADA',
    moved: 'NUEVA HORA',
    until: (end: string): string => `hasta ${end}`,
    nothing: 'nada previsto',
    more: (shown: number): string => `Las primeras ${shown} sesiones de la semana; hay más.`,
    asOf: (when: string): string => `Según lo previsto el ${when}`,
  },
} as const;
export type ProgrammeWords = (typeof PROGRAMME_WORDS)['en' | 'es'];
