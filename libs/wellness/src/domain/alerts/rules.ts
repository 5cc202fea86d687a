import type { Label } from '../label.js';

/** Elapsed time, in minutes. */
const HOURS = 60;
const DAYS = 24 * HOURS;

/** A rule as data. Its id and version are kept with each alert, so that why one was raised can always be said. */
export interface AlertRule {
  /** Changes whenever what the rule asks for does. */
  readonly version: string;
  readonly display: Label;
  /** What it looks at, in words. */
  readonly watches: string;
  /** A fact older than this when it is written down raises nothing: it is history. Null: the rule is not about a fact. */
  readonly recentMinutes: number | null;
  /** Where the numbers come from. */
  readonly source: string;
}

const GENERAL_KNOWLEDGE = 'general knowledge, to be signed off by the home';

/** Every rule that raises alerts (clinical.md B10). How old a fact may be is general knowledge throughout. */
export const ALERT_RULES = {
  threshold: {
    version: '1',
    display: { en: 'Reading beyond a threshold', es: 'Valor fuera de umbral' },
    watches: 'numeric observations and blood pressure, by the thresholds of the person, else of the home',
    recentMinutes: 24 * HOURS,
    source: 'the thresholds themselves say',
  },
  consciousness: {
    version: '1',
    display: { en: 'Not alert', es: 'Nivel de conciencia alterado' },
    watches: 'observations of consciousness: every level that scores 3 in NEWS2',
    recentMinutes: 24 * HOURS,
    source: 'NEWS2, Royal College of Physicians 2017',
  },
  fall: {
    version: '1',
    display: { en: 'Fall', es: 'Caída' },
    watches: 'observations of a fall, by the harm that it did',
    recentMinutes: 7 * DAYS,
    source: GENERAL_KNOWLEDGE,
  },
  'weight-loss': {
    version: '1',
    display: { en: 'Weight loss', es: 'Pérdida de peso' },
    watches: 'body weight against the heaviest plausible one of 30, 90 and 180 days',
    recentMinutes: 7 * DAYS,
    source: '5 % in 30 days, 7.5 % in 90 and 10 % in 180: US practice (general knowledge)',
  },
  news2: {
    version: '1',
    display: { en: 'NEWS2 early warning score', es: 'Escala de alerta temprana NEWS2' },
    watches: 'NEWS2 assessments: the total, or the partial sum of an incomplete one, and any item of 3',
    recentMinutes: 24 * HOURS,
    source: 'Royal College of Physicians 2017',
  },
  'barthel-drop': {
    version: '1',
    display: { en: 'Loss of independence', es: 'Pérdida de autonomía' },
    watches: 'Barthel against the one before: 10 points less, or less in transfers, feeding or continence',
    recentMinutes: 30 * DAYS,
    source: 'a change of 5 to 10 points is treated as meaningful (clinical.md B2)',
  },
  'assessment-band': {
    version: '1',
    display: { en: 'Assessment of high risk', es: 'Valoración de riesgo alto' },
    watches: 'assessments whose band asks to act',
    recentMinutes: 30 * DAYS,
    source: 'the bands of each instrument; how soon is general knowledge',
  },
} as const satisfies Record<string, AlertRule>;

export type RuleId = keyof typeof ALERT_RULES;
export const RULE_IDS = Object.keys(ALERT_RULES) as readonly RuleId[];

export function ruleById(id: RuleId): AlertRule {
  return ALERT_RULES[id];
}
