import type { Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { AtcCode } from './atc.js';
import type { DoseUnit } from './stock-unit.js';

/** What the home keeps of a medicine (api.md section 4); null: not stated. */
export interface MedicationFields {
  readonly name: string;
  /** One substance, or several with commas between them. */
  readonly activeSubstance: string;
  readonly atcCode: AtcCode | null;
  readonly form: string | null;
  readonly strength: string | null;
  readonly routes: readonly string[];
  /** What doses and stock are counted in: a tablet, a drop, a millilitre. */
  readonly unit: string;
  /** What doses may be said in beside {@link unit}, none twice. */
  readonly doseUnits: readonly DoseUnit[];
  /** The authority's number, as text: leading zeros count. */
  readonly registrationNumber: string | null;
  /** The number of a pack in the national nomenclator, as text. */
  readonly nationalCode: string | null;
  /** Kept in the register and under lock (clinical.md A4). */
  readonly controlled: boolean;
  /** A second person must be present at every giving and movement. */
  readonly witnessRequired: boolean;
  readonly highRisk: boolean;
  /** Has the narrow windows of clinical.md A1. */
  readonly timeCritical: boolean;
  /** In {@link unit} within 24 hours. */
  readonly maxDailyQuantity: Quantity | null;
  /** Whether it may be prescribed anew. */
  readonly active: boolean;
}

/** A medicine of the catalogue as it is stored. */
export interface Medication extends MedicationFields {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

type Needed = 'name' | 'activeSubstance';

/** What a caller states of a new medicine; what is absent or null takes its default. */
export type NewMedication = Pick<MedicationFields, Needed> & {
  readonly [F in Exclude<keyof MedicationFields, Needed>]?: MedicationFields[F] | null | undefined;
};

/** A merge patch (RFC 7396): what is absent stays, null goes back to the default. */
export type MedicationPatch = Partial<NewMedication>;

/** The longest texts that are taken, in characters; the national catalogue's longest are 138 and 1,245. */
export const MEDICATION_LENGTHS = {
  name: 500,
  activeSubstance: 2_000,
  form: 200,
  strength: 200,
  route: 50,
  unit: 50,
  registrationNumber: 50,
  nationalCode: 50,
} as const;

/** The most routes that one medicine may name. */
export const MAX_ROUTES = 20;

/** A new medicine with its defaults: counted in units, without special handling unless controlled, active. */
export function newMedication(stated: NewMedication): MedicationFields {
  const controlled = stated.controlled ?? false;
  return {
    name: stated.name,
    activeSubstance: stated.activeSubstance,
    atcCode: stated.atcCode ?? null,
    form: stated.form ?? null,
    strength: stated.strength ?? null,
    routes: stated.routes ?? [],
    unit: stated.unit ?? 'unit',
    doseUnits: stated.doseUnits ?? [],
    registrationNumber: stated.registrationNumber ?? null,
    nationalCode: stated.nationalCode ?? null,
    controlled,
    witnessRequired: stated.witnessRequired ?? controlled,
    highRisk: stated.highRisk ?? false,
    timeCritical: stated.timeCritical ?? false,
    maxDailyQuantity: stated.maxDailyQuantity ?? null,
    active: stated.active ?? true,
  };
}

/** A medicine after a patch. One that becomes controlled needs a witness from then on, unless the patch says otherwise. */
export function changeMedication(current: MedicationFields, patch: MedicationPatch): MedicationFields {
  const becomesControlled = patch.controlled === true && !current.controlled;
  const witnessRequired = becomesControlled || current.witnessRequired;
  return newMedication({ ...current, witnessRequired, ...withoutAbsent(patch) });
}

/** Whether a patch would leave a medicine as it is. */
export function isUnchangedBy(current: MedicationFields, patch: MedicationPatch): boolean {
  return Object.keys(changedFields(current, changeMedication(current, patch))).length === 0;
}

/** The fields in which `next` differs, with its values. */
export function changedFields(current: MedicationFields, next: MedicationFields): Partial<MedicationFields> {
  const changed = FIELDS.filter((field) => !sameValue(current[field], next[field]));
  return Object.fromEntries(changed.map((field) => [field, next[field]] as const));
}

const FIELDS = Object.keys(newMedication({ name: '', activeSubstance: '' })) as readonly (keyof MedicationFields)[];

function withoutAbsent(patch: MedicationPatch): MedicationPatch {
  const stated = FIELDS.filter((field) => patch[field] !== undefined);
  return Object.fromEntries(stated.map((field) => [field, patch[field]] as const));
}

function sameValue(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}
