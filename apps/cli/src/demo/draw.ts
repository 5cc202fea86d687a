import { addDays, parseLocalDate, type LocalDate } from '#platform/time';
import { CONDITIONS, type DemoCondition } from './conditions.js';
import { drawContacts, type DrawnContact } from './contacts.js';
import { drawPrescriptions, type DrawnPrescription } from './draw-prescriptions.js';
import { ALLERGIES, MEN, SURNAMES, WOMEN, type DemoAllergy } from './people.js';
import { randomFrom, type Random } from './random.js';

export interface DrawnRoom {
  readonly unit: string;
  readonly name: string;
  readonly beds: readonly string[];
}

/** A person's readings when nothing is the matter; what is measured goes up and down around them. */
export interface Baseline {
  readonly systolic: number;
  readonly diastolic: number;
  /** Beats a minute. */
  readonly heartRate: number;
  /** Breaths a minute. */
  readonly respiratoryRate: number;
  /** Per cent. */
  readonly oxygenSaturation: number;
  /** Degrees Celsius. */
  readonly bodyTemperature: number;
  /** Kilograms. */
  readonly bodyWeight: number;
  /** Centimetres. */
  readonly bodyHeight: number;
  /** mg/dl before breakfast; null for a person without diabetes, who isn't measured. */
  readonly bloodGlucose: number | null;
}

export interface DrawnResident {
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  readonly birthDate: LocalDate;
  readonly sex: 'female' | 'male';
  readonly identifier: string;
  readonly resuscitation: 'attempt' | 'do-not-attempt' | 'unknown';
  readonly mobility: string;
  readonly diet: string;
  readonly bed: { readonly unit: string; readonly room: string; readonly name: string };
  readonly admittedOn: LocalDate;
  readonly conditions: readonly DemoCondition[];
  readonly allergies: readonly DemoAllergy[];
  readonly prescriptions: readonly DrawnPrescription[];
  readonly baseline: Baseline;
  readonly contacts: readonly DrawnContact[];
}

export const RESIDENTS = 60;

const MOBILITY = ['walks alone', 'walks with a stick', 'walks with a frame', 'wheelchair', 'needs two people to stand'];
const DIETS = ['usual', 'usual', 'soft', 'puréed', 'low in salt'];
const DIABETES = 'E11.9';
const COPD = 'J44.9';
const MALE_ONLY = 'N40';

/** Three floors of ten double and two single rooms: 66 beds, so that some stay free. */
export const ROOMS: readonly DrawnRoom[] = ['Jardín', 'Patio', 'Mirador'].flatMap((unit, floor) =>
  Array.from({ length: 12 }, (_, index) => ({
    unit,
    name: String((floor + 1) * 100 + index + 1),
    beds: index < 10 ? ['A', 'B'] : ['A'],
  })),
);

/**
 * The sixty who live in the home on `today`. Each person is drawn from a source of their own, so that a change to the
 * lists alters as few of them as it must.
 */
export function drawResidents(seed: number, today: LocalDate): DrawnResident[] {
  const random = randomFrom(seed);
  const beds = ROOMS.flatMap(({ unit, name: room, beds: names }) => names.map((name) => ({ unit, room, name })));
  const seen = new Set<string>();
  return random.some(beds, RESIDENTS).map((bed, index) => {
    const own = randomFrom(seed * 1_000 + index);
    const person = drawPerson(own, index, seen);
    const stay = drawStay(own, person.sex, today);
    return { ...person, bed, ...stay, contacts: drawContacts(own, person.familyName) };
  });
}

function drawPerson(random: Random, index: number, seen: Set<string>) {
  const sex = random.happens(0.7) ? 'female' : 'male';
  const [givenName, shortForm] = random.pick(sex === 'female' ? WOMEN : MEN);
  const familyName = drawFamilyName(random, givenName, seen);
  return {
    givenName,
    familyName,
    preferredName: shortForm !== undefined && random.happens(0.6) ? shortForm : null,
    birthDate: addDays(parseLocalDate('1928-01-01'), random.between(0, 365 * 22)),
    sex,
    identifier: `R-${String(index + 1).padStart(4, '0')}`,
    resuscitation: random.pick(['attempt', 'do-not-attempt', 'unknown'] as const),
    mobility: random.pick(MOBILITY),
    diet: random.pick(DIETS),
  } as const;
}

/** Two people of the same name would be a danger of its own at a medicines round. */
function drawFamilyName(random: Random, givenName: string, seen: Set<string>): string {
  for (;;) {
    const familyName = random.some(SURNAMES, 2).join(' ');
    const name = `${givenName} ${familyName}`;
    if (seen.has(name)) continue;
    seen.add(name);
    return familyName;
  }
}

function drawStay(random: Random, sex: 'female' | 'male', today: LocalDate) {
  const admittedOn = addDays(today, -random.between(30, 1_800));
  const conditions = CONDITIONS.filter(
    ({ code, per100 }) => random.happens(per100 / 100) && (code !== MALE_ONLY || sex === 'male'),
  );
  const allergies = random.happens(0.35) ? random.some(ALLERGIES, random.between(1, 2)) : [];
  const prescriptions = drawPrescriptions(random, { conditions, allergies, admittedOn }, today);
  return { admittedOn, conditions, allergies, prescriptions, baseline: drawBaseline(random, sex, conditions) };
}

function drawBaseline(random: Random, sex: 'female' | 'male', conditions: readonly DemoCondition[]): Baseline {
  const has = (code: string) => conditions.some((condition) => condition.code === code);
  const bodyHeight = sex === 'female' ? random.between(145, 163) : random.between(157, 176);
  const bodyMassIndex = random.between(200, 300) / 10;
  return {
    systolic: random.between(118, 148),
    diastolic: random.between(62, 84),
    heartRate: random.between(60, 84),
    respiratoryRate: random.between(13, 18),
    oxygenSaturation: has(COPD) ? random.between(92, 94) : random.between(96, 98),
    bodyTemperature: random.between(362, 368) / 10,
    bodyWeight: Math.round((bodyMassIndex * bodyHeight * bodyHeight) / 1_000) / 10,
    bodyHeight,
    bloodGlucose: has(DIABETES) ? random.between(105, 165) : null,
  };
}
