import { general, type CodedType, type NumericType, type Ranges, type Scale } from './observation-type.js';
import { multipleUnit } from './units.js';

const RATING: Scale = { unit: '{score}', otherUnits: [], decimals: 0, wholeOnly: true };

/** Every step of a rating is as likely as the others: there is nothing to confirm. */
function always(low: number, high: number, source: string): Pick<Ranges, 'possible' | 'likely'> {
  return { possible: { low, high, source }, likely: { low, high, source } };
}

/** LOINC 72514-3: 0 is no pain, 10 the worst imaginable, as the person says. */
const PAIN: NumericType = {
  kind: 'numeric',
  code: 'pain',
  display: { en: 'Pain', es: 'Dolor' },
  loinc: '72514-3',
  scale: RATING,
  ...always(0, 10, 'numeric rating scale of LOINC 72514-3'),
  normal: general(0, 3),
};

/** Five faces, 1 very low to 5 very good; LOINC has no code for such a rating. */
const MOOD: NumericType = {
  kind: 'numeric',
  code: 'mood',
  display: { en: 'Mood', es: 'Estado de ánimo' },
  loinc: null,
  scale: RATING,
  ...always(1, 5, 'five faces'),
};

/** LOINC 93832-4 (sleep duration). */
const SLEEP: NumericType = {
  kind: 'numeric',
  code: 'sleep',
  display: { en: 'Sleep', es: 'Sueño' },
  loinc: '93832-4',
  scale: {
    unit: 'h',
    otherUnits: [multipleUnit('min', 1, 60)],
    decimals: 2,
    wholeOnly: false,
  },
  possible: { low: 0, high: 24, source: 'a day has 24 hours' },
  likely: general(0, 16),
  normal: { low: 7, high: 8, source: 'National Sleep Foundation 2015, 65 years and older' },
};

/** LOINC 9000-1 (fluid intake oral, measured): one drink or one sum, as the home writes it down. */
const FLUID_INTAKE: NumericType = {
  kind: 'numeric',
  code: 'fluid-intake',
  display: { en: 'Fluid intake', es: 'Ingesta de líquidos' },
  loinc: '9000-1',
  scale: {
    unit: 'mL',
    otherUnits: [multipleUnit('cL', 10, 1), multipleUnit('L', 1000, 1)],
    decimals: 0,
    wholeOnly: false,
  },
  possible: general(0, 10_000),
  likely: general(0, 3000),
};

/** The part of the meal that was eaten; LOINC has no code for it. */
const FOOD_INTAKE: NumericType = {
  kind: 'numeric',
  code: 'food-intake',
  display: { en: 'Food intake', es: 'Ingesta de alimentos' },
  loinc: null,
  scale: {
    unit: '%',
    otherUnits: [],
    decimals: 0,
    wholeOnly: false,
  },
  ...always(0, 100, 'a part of one meal'),
  normal: general(75, 100),
};

/** LOINC 11029-6 (consistency of stool), by the Bristol type: Lewis and Heaton, Scand J Gastroenterol 1997;32:920-4. */
const BOWEL_MOVEMENT: NumericType = {
  kind: 'numeric',
  code: 'bowel-movement',
  display: { en: 'Bowel movement (Bristol type)', es: 'Deposición (tipo de Bristol)' },
  loinc: '11029-6',
  scale: RATING,
  ...always(1, 7, 'Lewis and Heaton 1997'),
  normal: { low: 3, high: 4, source: 'Lewis and Heaton 1997' },
};

/** What a fall did to the person; LOINC has counts of falls, none for the harm of one. */
const FALL: CodedType = {
  kind: 'coded',
  code: 'fall',
  display: { en: 'Fall', es: 'Caída' },
  loinc: null,
  codes: [
    { code: 'no-harm', display: { en: 'No harm', es: 'Sin daño' } },
    { code: 'minor', display: { en: 'Minor harm', es: 'Daño leve' } },
    { code: 'major', display: { en: 'Major harm', es: 'Daño grave' } },
  ],
};

export const DAILY_LIVING = [PAIN, MOOD, SLEEP, FLUID_INTAKE, FOOD_INTAKE, BOWEL_MOVEMENT, FALL] as const;
