import { quantity, type Quantity } from '#platform/kernel';
import { parseLocalTime, type LocalTime, type Weekday } from '#platform/time';

/** When a medicine is usually given, in the contract's terms (api.md section 5). */
export type UsualSchedule =
  | {
      readonly kind: 'times';
      readonly times: readonly LocalTime[];
      readonly daysOfWeek: readonly Weekday[] | null;
      readonly everyDays: number | null;
      readonly cycle: null;
    }
  | {
      readonly kind: 'as-needed';
      readonly minIntervalMinutes: number;
      readonly maxDosesPer24h: number;
      readonly maxQuantityPer24h: null;
      readonly reason: string;
    };

/** A medicine of the demonstration's catalogue, with the dose and the times at which older people usually have it. */
export interface DemoMedicine {
  readonly name: string;
  readonly activeSubstance: string;
  readonly atcCode: string;
  readonly strength: string;
  readonly form: string;
  readonly routes: readonly string[];
  readonly unit: string;
  readonly controlled: boolean;
  readonly highRisk: boolean;
  readonly timeCritical: boolean;
  readonly usualDose: Quantity;
  readonly usualSchedule: UsualSchedule;
}

/** The forms of the demonstration: what each is counted in, and the way it is given. */
const FORMS = {
  tablet: ['tablet', 'oral'],
  'chewable tablet': ['tablet', 'oral'],
  'effervescent tablet': ['tablet', 'oral'],
  'gastro-resistant tablet': ['tablet', 'oral'],
  'orodispersible tablet': ['tablet', 'oral'],
  'prolonged-release tablet': ['tablet', 'oral'],
  capsule: ['capsule', 'oral'],
  'gastro-resistant capsule': ['capsule', 'oral'],
  'prolonged-release capsule': ['capsule', 'oral'],
  'oral solution': ['ml', 'oral'],
  'oral drops': ['drop', 'oral'],
  'powder for oral solution': ['sachet', 'oral'],
  'oral gel': ['application', 'oromucosal'],
  'sublingual spray': ['puff', 'sublingual'],
  'transdermal patch': ['patch', 'transdermal'],
  'pressurised inhalation': ['puff', 'inhalation'],
  'inhalation powder': ['inhalation', 'inhalation'],
  'nasal spray': ['spray', 'nasal'],
  'eye drops': ['drop', 'ophthalmic'],
  cream: ['application', 'cutaneous'],
  gel: ['application', 'cutaneous'],
  ointment: ['application', 'cutaneous'],
  'vaginal cream': ['application', 'vaginal'],
  suppository: ['suppository', 'rectal'],
  enema: ['enema', 'rectal'],
  'solution for injection': ['ampoule', 'intramuscular'],
  'pre-filled syringe': ['syringe', 'subcutaneous'],
  'pre-filled pen': ['unit', 'subcutaneous'],
} as const satisfies Readonly<Record<string, readonly [unit: string, route: string]>>;

type Care = 'controlled' | 'high-risk' | 'time-critical';

/** One line of the catalogue. The name is put together from substance, strength and form. */
export function medicine(
  atcCode: string,
  activeSubstance: string,
  strength: string,
  form: keyof typeof FORMS,
  dose: number,
  usualSchedule: UsualSchedule,
  ...care: readonly Care[]
): DemoMedicine {
  const [unit, route] = FORMS[form];
  return {
    name: `${activeSubstance.charAt(0).toUpperCase()}${activeSubstance.slice(1)} ${strength} ${form}`,
    activeSubstance,
    atcCode,
    strength,
    form,
    routes: [route],
    unit,
    controlled: care.includes('controlled'),
    highRisk: care.includes('high-risk'),
    timeCritical: care.includes('time-critical'),
    usualDose: quantity(dose),
    usualSchedule,
  };
}

/** Every day at these times. */
export function daily(...times: readonly string[]): UsualSchedule {
  return { kind: 'times', times: times.map(parseLocalTime), daysOfWeek: null, everyDays: null, cycle: null };
}

/** On some days of each week. */
export function onDays(daysOfWeek: readonly Weekday[], time: string): UsualSchedule {
  return { kind: 'times', times: [parseLocalTime(time)], daysOfWeek, everyDays: null, cycle: null };
}

/** Every so many days from the first. */
export function everyDays(days: number, time: string): UsualSchedule {
  return { kind: 'times', times: [parseLocalTime(time)], daysOfWeek: null, everyDays: days, cycle: null };
}

export function asNeeded(reason: string, minHours: number, maxDosesPer24h: number): UsualSchedule {
  return {
    kind: 'as-needed',
    minIntervalMinutes: minHours * 60,
    maxDosesPer24h,
    maxQuantityPer24h: null,
    reason,
  };
}

/** The rounds of the day: breakfast, lunch, supper, bedtime. */
export const BEFORE_BREAKFAST = daily('07:30');
export const MORNING = daily('08:00');
export const EVENING = daily('20:00');
export const BEDTIME = daily('22:00');
export const TWICE = daily('08:00', '20:00');
export const THRICE = daily('08:00', '14:00', '20:00');
