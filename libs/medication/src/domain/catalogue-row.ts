import type { FieldError } from '#platform/kernel';
import {
  CellFault,
  readAtcCode,
  readAuthorisation,
  readBoolean,
  readDailyQuantity,
  readDispensing,
  readRoutes,
  readText,
} from './catalogue-cell.js';
import type { CatalogueColumn, CatalogueHeader } from './catalogue-header.js';
import { MEDICATION_LENGTHS, type MedicationFields, type NewMedication } from './medication.js';
import { readPresentation } from './presentation.js';

/**
 * What one line of a catalogue says of a medicine: enough to add it, and a patch for one that is known. A field that
 * the line doesn't speak of is absent, and so stays as the home has it: an empty cell says nothing.
 */
export type MedicationDraft = { readonly [F in keyof NewMedication]: Exclude<NewMedication[F], null> };

/** The numbers by which a line names its medicine. */
export interface NamedNumbers {
  readonly registrationNumber?: string | undefined;
  readonly nationalCode?: string | undefined;
}

/**
 * A line that can be used, perhaps with something left out, or one that is rejected whole. `named` is undefined
 * where a rejected line may be about any medicine: it has no number, or one that can't be read.
 */
export type CatalogueRow =
  | { readonly draft: MedicationDraft; readonly warnings: readonly FieldError[] }
  | {
      readonly errors: readonly FieldError[];
      readonly warnings: readonly FieldError[];
      readonly named: NamedNumbers | undefined;
    };

const NUMBER_POINTERS: ReadonlySet<string> = new Set(['/registrationNumber', '/nationalCode']);

type Value = MedicationFields[keyof MedicationFields] | undefined;
type Reader = (cell: string) => Exclude<Value, null> | CellFault;

interface Meaning {
  readonly field: keyof MedicationFields;
  readonly read: Reader;
  /** A bad value is a warning and is left out, instead of rejecting the line. */
  readonly lenient?: true;
}

const MEANINGS: Readonly<Record<CatalogueColumn, Meaning>> = {
  name: text('name'),
  activeSubstance: text('activeSubstance'),
  atcCode: { field: 'atcCode', read: readAtcCode, lenient: true },
  form: text('form'),
  strength: text('strength'),
  routes: { field: 'routes', read: readRoutes },
  unit: text('unit'),
  registrationNumber: text('registrationNumber'),
  nationalCode: text('nationalCode'),
  controlled: { field: 'controlled', read: readBoolean },
  witnessRequired: { field: 'witnessRequired', read: readBoolean },
  highRisk: { field: 'highRisk', read: readBoolean },
  timeCritical: { field: 'timeCritical', read: readBoolean },
  maxDailyQuantity: { field: 'maxDailyQuantity', read: readDailyQuantity },
  active: { field: 'active', read: readBoolean },
  authorisation: { field: 'active', read: readAuthorisation },
  dispensing: { field: 'controlled', read: readDispensing },
};

/** Reads one line under a header. Strength and form come from the name where the file has no column for them. */
export function readCatalogueRow(header: CatalogueHeader, cells: readonly string[]): CatalogueRow {
  if (cells.length !== header.columns.length) {
    const message = `has ${cells.length} fields where the header has ${header.columns.length}`;
    return { errors: [{ pointer: '', code: 'wrong-field-count', message }], warnings: [], named: undefined };
  }
  const values: Partial<Record<keyof MedicationFields, Value>> = {};
  const errors: FieldError[] = [];
  const warnings: FieldError[] = [];
  for (const [index, column] of header.columns.entries()) {
    const cell = cells[index] ?? '';
    if (column === null || cell.trim() === '') continue;
    const { field, read, lenient } = MEANINGS[column];
    const value = read(cell);
    if (value instanceof CellFault) (lenient === true ? warnings : errors).push(fieldError(field, value));
    else values[field] = value;
  }
  errors.push(...needed(values, errors));
  const draft = values as MedicationDraft;
  if (errors.length > 0) {
    const { registrationNumber, nationalCode } = draft;
    const isNamed = !errors.some(({ pointer }) => NUMBER_POINTERS.has(pointer));
    return { errors, warnings, named: isNamed ? { registrationNumber, nationalCode } : undefined };
  }
  return { draft: { ...presentation(header, draft.name), ...draft }, warnings };
}

function presentation(header: CatalogueHeader, name: string): Pick<MedicationDraft, 'strength' | 'form'> {
  const { strength, form } = readPresentation(name);
  return {
    ...(strength === undefined || header.columns.includes('strength') ? {} : { strength }),
    ...(form === undefined || header.columns.includes('form') ? {} : { form }),
  };
}

/** Fields that a line can't do without, unless they were there and bad. */
function needed(values: Partial<Record<keyof MedicationFields, Value>>, errors: readonly FieldError[]): FieldError[] {
  const stated = (field: string) => field in values || errors.some(({ pointer }) => pointer === `/${field}`);
  const missing = ['name', 'activeSubstance'].filter((field) => !stated(field));
  const found = stated('registrationNumber') || stated('nationalCode');
  return [
    ...missing.map((field) => fieldError(field, new CellFault('required', 'is required'))),
    ...(found
      ? []
      : [fieldError('registrationNumber', new CellFault('required', 'is required where there is no nationalCode'))]),
  ];
}

function fieldError(field: string, { code, message }: CellFault): FieldError {
  return { pointer: `/${field}`, code, message };
}

function text(field: keyof MedicationFields & keyof typeof MEDICATION_LENGTHS): Meaning {
  return { field, read: (cell) => readText(cell, MEDICATION_LENGTHS[field]) };
}
