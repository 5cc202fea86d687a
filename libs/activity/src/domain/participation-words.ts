import type { ActivityCategory } from './activity.js';

/** What the picture of a resident's participation says of itself. */
export interface ParticipationWords {
  readonly title: string;
  readonly category: Readonly<Record<ActivityCategory, string>>;
  readonly week: string;
  readonly minutes: string;
  readonly tookPart: string;
  readonly engagement: string;
  readonly total: string;
  readonly nothing: string;
  readonly outOf: (attended: number, offered: number) => string;
  readonly someMinutes: (minutes: number) => string;
  readonly meanEngagement: (mean: string) => string;
  readonly weekOf: (monday: string) => string;
  /** What the columns mean, a line each. */
  readonly keys: readonly string[];
}

export const PARTICIPATION_WORDS: Readonly<Record<'en' | 'es', ParticipationWords>> = {
  en: {
    title: 'Participation in activities',
    category: {
      physical: 'physical',
      cognitive: 'cognitive',
      social: 'social',
      creative: 'creative',
      spiritual: 'spiritual',
      outing: 'outing',
      other: 'other',
    },
    week: 'Week from',
    minutes: 'Minutes',
    tookPart: 'Took part',
    engagement: 'Engagement',
    total: 'In all',
    nothing: 'nothing offered',
    outOf: (attended, offered) => `${attended} of ${offered}`,
    someMinutes: (minutes) => `${minutes} min`,
    meanEngagement: (mean) => `engagement ${mean}`,
    weekOf: (monday) => `Week from ${monday}`,
    keys: [
      'Took part: sessions, wholly or partly, of those offered.',
      'Engagement: mean, from 1 withdrawn to 5 absorbed.',
    ],
  },
  es: {
    title: 'Participación en actividades',
    category: {
      physical: 'física',
      cognitive: 'cognitiva',
      social: 'social',
      creative: 'creativa',
      spiritual: 'espiritual',
      outing: 'salida',
      other: 'otra',
    },
    week: 'Semana del',
    minutes: 'Minutos',
    tookPart: 'Participó',
    engagement: 'Implicación',
    total: 'En total',
    nothing: 'nada ofrecido',
    outOf: (attended, offered) => `${attended} de ${offered}`,
    someMinutes: (minutes) => `${minutes} min`,
    meanEngagement: (mean) => `implicación ${mean}`,
    weekOf: (monday) => `Semana del ${monday}`,
    keys: [
      'Participó: sesiones, enteras o en parte, de las ofrecidas.',
      'Implicación: media, de 1 retraída a 5 absorta.',
    ],
  },
};
