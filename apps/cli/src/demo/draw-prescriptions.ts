import { addDays, type LocalDate } from '#platform/time';
import type { Quantity } from '#platform/kernel';
import type { DemoCondition } from './conditions.js';
import type { DemoMedicine, UsualSchedule } from './medicine.js';
import { MEDICINES } from './medicines.js';
import { STAFF, type DemoAllergy } from './people.js';
import type { Random } from './random.js';

/** A prescription in the contract's terms (api.md section 5), its medicine by its data instead of by an id. */
export interface DrawnPrescription {
  readonly medicine: DemoMedicine;
  readonly dose: { readonly quantity: Quantity; readonly unit: string };
  readonly route: string;
  readonly indication: string | null;
  readonly schedule: UsualSchedule;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly prescriber: string;
}

/** What has to be known of a person to prescribe for. */
export interface Patient {
  readonly conditions: readonly DemoCondition[];
  readonly allergies: readonly DemoAllergy[];
  readonly admittedOn: LocalDate;
}

export const FEWEST = 4;
export const MOST = 9;

/** Diagnoses are treated, the weightiest first, up to this many medicines even where fewer were wanted. */
const TREATED = 7;

/** How often a diagnosis has a further medicine beside the first. */
const SECOND_LINE = 0.5;

/** Classes of which a person has one medicine at most; elsewhere it is one of each ATC level 4. */
const ONE_OF_EACH: readonly (readonly string[])[] = [
  ['A02B'],
  ['A03F'],
  ['A06A'],
  ['A11CC'],
  ['B01AA', 'B01AB', 'B01AE', 'B01AF'],
  ['C03A', 'C03B', 'C03C'],
  ['C07', 'C08D'],
  ['C09'],
  ['J01'],
  ['N02A'],
  ['N04BC'],
  ['N05A'],
  ['N05B', 'N05C'],
  ['N06A'],
  ['N06DA'],
  ['R03BB', 'R03AK', 'R03BA'],
  ['S01E'],
];

/** What anybody in a home may have beside the treatment of a diagnosis. */
const COMMON = [
  'N02BE',
  'A06A',
  'A02B',
  'A11CC',
  'N02BB',
  'A03F',
  'A07DA',
  'B03BB',
  'B03BA',
  'N05BA06',
  'A12CC',
  'M02AA',
];

/** Prescriptions that fit a person: four to nine, no substance twice, none that an allergy or a diagnosis forbids. */
export function drawPrescriptions(random: Random, patient: Patient, today: LocalDate): DrawnPrescription[] {
  const chosen = new Map<DemoMedicine, DemoCondition | null>();
  const wanted = random.between(FEWEST, MOST);
  const most = Math.max(wanted, TREATED);
  for (const condition of patient.conditions) {
    for (const [line, groups] of condition.treatedWith.entries()) {
      const treated = line === 0 || random.happens(SECOND_LINE);
      if (treated && chosen.size < most) choose(random, patient, groups, condition, chosen);
    }
  }
  for (const group of random.some(COMMON, COMMON.length)) {
    if (chosen.size < wanted) choose(random, patient, [group], null, chosen);
  }
  return [...chosen].map(([medicine, condition]) => prescription(random, patient, today, medicine, condition));
}

function choose(
  random: Random,
  patient: Patient,
  groups: readonly string[],
  condition: DemoCondition | null,
  chosen: Map<DemoMedicine, DemoCondition | null>,
): void {
  const forbidden = [...patient.allergies, ...patient.conditions].flatMap(({ avoid }) => avoid);
  const taken = new Set([...chosen.keys()].map(classOf));
  const fitting = MEDICINES.filter(
    (medicine) => isIn(medicine, groups) && !isIn(medicine, forbidden) && !taken.has(classOf(medicine)),
  );
  if (fitting.length > 0) chosen.set(random.pick(fitting), condition);
}

function prescription(
  random: Random,
  patient: Patient,
  today: LocalDate,
  medicine: DemoMedicine,
  condition: DemoCondition | null,
): DrawnPrescription {
  const courseDays = condition?.courseDays ?? null;
  const startsOn =
    courseDays === null
      ? laterOf(patient.admittedOn, addDays(today, -random.between(15, 400)))
      : addDays(today, -random.between(1, courseDays - 2));
  const [route = 'oral'] = medicine.routes;
  return {
    medicine,
    dose: { quantity: medicine.usualDose, unit: medicine.unit },
    route,
    indication: condition?.text ?? null,
    schedule: medicine.usualSchedule,
    startsOn,
    endsOn: courseDays === null ? null : addDays(startsOn, courseDays - 1),
    prescriber: random.pick(PRESCRIBERS),
  };
}

const PRESCRIBERS = STAFF.filter(({ roles }) => roles.includes('prescriber')).map(({ displayName }) => displayName);

function classOf({ atcCode }: DemoMedicine): string {
  const shared = ONE_OF_EACH.find((groups) => groups.some((group) => atcCode.startsWith(group)));
  return shared?.[0] ?? atcCode.slice(0, 5);
}

function isIn({ atcCode }: DemoMedicine, groups: readonly string[]): boolean {
  return groups.some((group) => atcCode.startsWith(group));
}

function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
