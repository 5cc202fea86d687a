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
  /**
   * Of a rule that is found by looking at the home again and again: for how long it keeps quiet of a cause after a person
   * has resolved that. Null: it looks at facts as they are stored.
   */
  readonly quietMinutes: number | null;
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
    quietMinutes: null,
    source: 'the thresholds themselves say',
  },
  consciousness: {
    version: '1',
    display: { en: 'Not alert', es: 'Nivel de conciencia alterado' },
    watches: 'observations of consciousness: every level that scores 3 in NEWS2',
    recentMinutes: 24 * HOURS,
    quietMinutes: null,
    source: 'NEWS2, Royal College of Physicians 2017',
  },
  fall: {
    version: '1',
    display: { en: 'Fall', es: 'Caída' },
    watches: 'observations of a fall, by the harm that it did',
    recentMinutes: 7 * DAYS,
    quietMinutes: null,
    source: GENERAL_KNOWLEDGE,
  },
  'weight-loss': {
    version: '1',
    display: { en: 'Weight loss', es: 'Pérdida de peso' },
    watches: 'body weight against the heaviest plausible one of 30, 90 and 180 days',
    recentMinutes: 7 * DAYS,
    quietMinutes: null,
    source: '5 % in 30 days, 7.5 % in 90 and 10 % in 180: US practice (general knowledge)',
  },
  news2: {
    version: '1',
    display: { en: 'NEWS2 early warning score', es: 'Escala de alerta temprana NEWS2' },
    watches: 'NEWS2 assessments: the total, or the partial sum of an incomplete one, and any item of 3',
    recentMinutes: 24 * HOURS,
    quietMinutes: null,
    source: 'Royal College of Physicians 2017',
  },
  'barthel-drop': {
    version: '1',
    display: { en: 'Loss of independence', es: 'Pérdida de autonomía' },
    watches: 'Barthel against the one before: 10 points less, or less in transfers, feeding or continence',
    recentMinutes: 30 * DAYS,
    quietMinutes: null,
    source: 'a change of 5 to 10 points is treated as meaningful (clinical.md B2)',
  },
  'assessment-band': {
    version: '1',
    display: { en: 'Assessment of high risk', es: 'Valoración de riesgo alto' },
    watches: 'assessments whose band asks to act',
    recentMinutes: 30 * DAYS,
    quietMinutes: null,
    source: 'the bands of each instrument; how soon is general knowledge',
  },
  'missed-dose': {
    version: '1',
    display: { en: 'Critical dose not given', es: 'Dosis crítica sin administrar' },
    watches:
      'doses of the last day that are overdue or missed: time-critical, of high risk or critical by prescription',
    recentMinutes: null,
    quietMinutes: 7 * DAYS,
    source: 'the windows of doses (clinical.md A1)',
  },
  'no-bowel-movement': {
    version: '1',
    display: { en: 'No bowel movement', es: 'Sin deposición' },
    watches: 'three days without one, of who had one on record in 30 days',
    recentMinutes: null,
    quietMinutes: DAYS,
    source: 'three days: the contract; 30 days of tracking: general knowledge',
  },
  'no-fluids': {
    version: '1',
    display: { en: 'No fluids recorded', es: 'Sin ingesta de líquidos registrada' },
    watches: 'a day without fluid intake, of who had some on record in seven days',
    recentMinutes: null,
    quietMinutes: 12 * HOURS,
    source: GENERAL_KNOWLEDGE,
  },
  'no-activity': {
    version: '1',
    display: { en: 'Took part in nothing', es: 'Sin participación en actividades' },
    watches: 'seven days without an activity, in a home where anyone took part in one',
    recentMinutes: null,
    quietMinutes: 7 * DAYS,
    source: 'the isolation list of clinical.md C',
  },
  'reassessment-due': {
    version: '1',
    display: { en: 'Reassessment overdue', es: 'Revaloración pendiente' },
    watches: 'MUST and MNA-SF by their months; NEWS2 and Abbey by their hour while the last one was not low',
    recentMinutes: null,
    quietMinutes: DAYS,
    source: 'the intervals of each instrument (clinical.md B)',
  },
  'low-stock': {
    version: '1',
    display: { en: 'Low stock', es: 'Existencias bajas' },
    watches: 'counted medicines that will not last seven days by the prescriptions, by owner',
    recentMinutes: null,
    quietMinutes: DAYS,
    source: GENERAL_KNOWLEDGE,
  },
} as const satisfies Record<string, AlertRule>;

export type RuleId = keyof typeof ALERT_RULES;
export const RULE_IDS = Object.keys(ALERT_RULES) as readonly RuleId[];

export function ruleById(id: RuleId): AlertRule {
  return ALERT_RULES[id];
}
