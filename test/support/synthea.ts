import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** 12 synthetic people as FHIR R4 bundles of Synthea (Apache-2.0), kept beside the repository. */
const FOLDER = join(ROOT, '../shared/data/fhir-r4-synthea');

/** One person of a bundle, in the words of our own requests. */
export interface SyntheaPerson {
  readonly resident: Body;
  readonly allergies: readonly Body[];
  readonly conditions: readonly Body[];
  /** The active ones. */
  readonly medicines: readonly Medicine[];
}

export interface Medicine {
  readonly medication: Body & { readonly name: string };
  /** All of a prescription but whose it is, of which medication, from when and by whom. */
  readonly terms: Body & { readonly schedule: Schedule };
}

export type Schedule =
  | { readonly kind: 'times'; readonly times: readonly string[]; readonly everyDays?: number }
  | {
      readonly kind: 'as-needed';
      readonly minIntervalMinutes: number;
      readonly maxDosesPer24h: number;
      readonly reason: string;
    };

type Body = Readonly<Record<string, unknown>>;

/* The parts of FHIR R4 that are read here. */

interface Concept {
  readonly text: string;
  readonly coding: readonly { readonly system: string; readonly code: string }[];
}

interface Status {
  readonly coding: readonly { readonly code: string }[];
}

interface Patient {
  readonly resourceType: 'Patient';
  readonly name: readonly { readonly family: string; readonly given: readonly string[] }[];
  readonly birthDate: string;
  readonly gender: string;
  readonly identifier: readonly { readonly system: string; readonly value: string }[];
}

interface AllergyIntolerance {
  readonly resourceType: 'AllergyIntolerance';
  readonly type: string;
  readonly criticality: string;
  readonly code: Concept;
  readonly clinicalStatus: Status;
}

interface Condition {
  readonly resourceType: 'Condition';
  readonly code: Concept;
  readonly onsetDateTime: string;
  readonly clinicalStatus: Status;
}

interface MedicationRequest {
  readonly resourceType: 'MedicationRequest';
  readonly status: string;
  readonly medicationCodeableConcept: Concept;
  readonly dosageInstruction?: readonly Dosage[];
}

interface Dosage {
  readonly asNeededBoolean?: boolean;
  readonly timing?: {
    readonly repeat: { readonly frequency: number; readonly period: number; readonly periodUnit: string };
  };
  readonly doseAndRate?: readonly { readonly doseQuantity: { readonly value: number } }[];
}

type Resource = Patient | AllergyIntolerance | Condition | MedicationRequest;

interface Bundle {
  readonly entry: readonly { readonly resource: Resource }[];
}

/** Everyone of the folder; undefined, with the reason printed, where it isn't beside this repository. */
export async function readSynthea(): Promise<readonly SyntheaPerson[] | undefined> {
  if (!existsSync(FOLDER)) {
    process.stderr.write(`left out: ${FOLDER} is not here\n`);
    return undefined;
  }
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => toPerson(JSON.parse(await readFile(join(FOLDER, name), 'utf8')) as Bundle)),
  );
}

function toPerson({ entry }: Bundle): SyntheaPerson {
  const all = entry.map(({ resource }) => resource);
  const [patient] = all.filter((each) => each.resourceType === 'Patient');
  if (patient === undefined) throw new Error('a bundle without a patient');
  return {
    resident: toResident(patient),
    allergies: all.filter((each) => each.resourceType === 'AllergyIntolerance').map(toAllergy),
    conditions: all.filter((each) => each.resourceType === 'Condition').map(toCondition),
    medicines: all
      .filter((each) => each.resourceType === 'MedicationRequest')
      .filter(({ status }) => status === 'active')
      .map(toMedicine),
  };
}

function toResident({ name: [name], birthDate, gender, identifier }: Patient): Body {
  return {
    givenName: name?.given.join(' '),
    familyName: name?.family,
    birthDate,
    sex: gender,
    identifiers: identifier.map(({ system, value }) => ({ system, value })),
  };
}

function toAllergy({ type, criticality, code, clinicalStatus }: AllergyIntolerance): Body {
  return { substance: code.text, type, criticality, status: clinicalStatus.coding[0]?.code };
}

function toCondition({ code, onsetDateTime, clinicalStatus }: Condition): Body {
  return {
    text: code.text,
    code: code.coding[0]?.code,
    codeSystem: code.coding[0]?.system,
    onsetOn: onsetDateTime.slice(0, 10),
    status: clinicalStatus.coding[0]?.code,
  };
}

function toMedicine({
  medicationCodeableConcept: { text },
  dosageInstruction: [dosage] = [],
}: MedicationRequest): Medicine {
  const { route, unit, form } = formOf(text);
  return {
    medication: { name: text, activeSubstance: substancesOf(text), form, routes: [route], unit },
    terms: {
      dose: { quantity: dosage?.doseAndRate?.[0]?.doseQuantity.value ?? 1, unit },
      route,
      schedule: scheduleOf(text, dosage),
    },
  };
}

/** RxNorm says `1 ML DOCEtaxel 20 MG/ML Injection` or `A 325 MG / B 7.5 MG Oral Tablet`: what comes before each amount. */
function substancesOf(text: string): string {
  const parts = text.replace(/^[\d.]+ ML /, '').split(' / ');
  return parts.map((part) => /^(.+?) [\d.]+ MG/.exec(part)?.[1] ?? part).join(', ');
}

function formOf(text: string): { route: string; unit: string; form: string } {
  if (/Inject|Syringe/.test(text)) return { route: 'subcutaneous', unit: 'mL', form: 'injection' };
  if (text.includes('Spray')) return { route: 'oromucosal', unit: 'spray', form: 'spray' };
  return { route: 'oral', unit: 'tablet', form: 'tablet' };
}

/** As the request says; where it says nothing, a spray when needed, an injection every four weeks, a tablet in the morning. */
function scheduleOf(text: string, dosage: Dosage | undefined): Schedule {
  if (dosage?.asNeededBoolean === true || (dosage === undefined && text.includes('Spray'))) {
    return { kind: 'as-needed', minIntervalMinutes: 360, maxDosesPer24h: 3, reason: 'complaints' };
  }
  const repeat = dosage?.timing?.repeat;
  if (repeat?.periodUnit === 'h') return { kind: 'times', times: everyHours(repeat.period / repeat.frequency) };
  const days = repeat?.period ?? (/Inject|Syringe/.test(text) ? 28 : 1);
  const times = everyHours(24 / (repeat?.frequency ?? 1));
  return days === 1 ? { kind: 'times', times } : { kind: 'times', times, everyDays: days };
}

/** Through the day from 08:00: every 6 hours is 02:00, 08:00, 14:00, 20:00. */
function everyHours(hours: number): string[] {
  const count = Math.max(1, Math.floor(24 / hours));
  const starts = Array.from({ length: count }, (_, index) => Math.floor(8 + index * hours) % 24);
  return starts.sort((a, b) => a - b).map((hour) => `${String(hour).padStart(2, '0')}:00`);
}
