import { fold, InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { MedicationFields } from './medication.js';

/** What a catalogue can say of a medicine: all but how the home counts its doses. */
type CatalogueField = Exclude<keyof MedicationFields, 'doseUnits'>;

/** What a column of a catalogue tells: a field of ours, or one of the agency's columns that we draw a field from. */
export type CatalogueColumn = CatalogueField | 'authorisation' | 'dispensing';

/** The first line of a catalogue, understood. */
export interface CatalogueHeader {
  /** What each column tells, in the file's order; null: nothing that the home keeps. */
  readonly columns: readonly (CatalogueColumn | null)[];
  /** Columns of neither list, so that a misspelt name doesn't go unnoticed. */
  readonly warnings: readonly FieldError[];
}

/** The field that a column fills. */
const FIELD_OF: Readonly<Record<CatalogueColumn, CatalogueField>> = {
  name: 'name',
  activeSubstance: 'activeSubstance',
  atcCode: 'atcCode',
  form: 'form',
  strength: 'strength',
  routes: 'routes',
  unit: 'unit',
  registrationNumber: 'registrationNumber',
  nationalCode: 'nationalCode',
  controlled: 'controlled',
  witnessRequired: 'witnessRequired',
  highRisk: 'highRisk',
  timeCritical: 'timeCritical',
  maxDailyQuantity: 'maxDailyQuantity',
  active: 'active',
  authorisation: 'active',
  dispensing: 'controlled',
};

/**
 * The columns of CIMA, the medicines list of the Spanish agency AEMPS (`Medicamentos.xls`), and of its prescription
 * nomenclator where they carry a field of ours. Null: known, and not kept. Whether a medicine is marketed says nothing
 * of whether it may be given, so it doesn't make one inactive: only its authorisation does.
 */
const CIMA: Readonly<Record<string, CatalogueColumn | null>> = {
  'Nº Registro': 'registrationNumber',
  Medicamento: 'name',
  Laboratorio: null,
  'Fecha Aut.': null,
  Estado: 'authorisation',
  'Fecha Estado': null,
  'Cód. ATC': 'atcCode',
  'Principios Activos': 'activeSubstance',
  'Nº P. Activos': null,
  '¿Comercializado?': null,
  '¿Triangulo Amarillo?': null,
  Observaciones: 'dispensing',
  '¿Sustituible?': null,
  '¿Afecta conducción?': null,
  '¿Problemas de suministro?': null,
  'Código Nacional': 'nationalCode',
};

const COLUMNS = new Map<string, CatalogueColumn | null>([
  ...Object.values(FIELD_OF).map((field) => [columnKey(field), field] as const),
  ...Object.entries(CIMA).map(([name, column]) => [columnKey(name), column] as const),
]);

/**
 * Reads the header line: our field names or CIMA's, in any order, mixed; case, accents, spaces and punctuation don't
 * count (`registrationNumber`, `Registration number` and `REGISTRATION_NUMBER` are one).
 * @throws InvalidFieldsError when a needed column is missing or two columns fill the same field.
 */
export function readCatalogueHeader(cells: readonly string[]): CatalogueHeader {
  const columns = cells.map((cell) => COLUMNS.get(columnKey(cell)) ?? null);
  const fields = columns.filter((column) => column !== null).map((column) => FIELD_OF[column]);
  const errors = [...missing(fields), ...repeated(fields)];
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return { columns, warnings: unknown(cells) };
}

function missing(fields: readonly string[]): FieldError[] {
  const needed = ['name', 'activeSubstance'].filter((field) => !fields.includes(field));
  const errors = needed.map((field) => error(field, 'missing-column', `no column holds ${field}`));
  if (fields.includes('registrationNumber') || fields.includes('nationalCode')) return errors;
  return [
    ...errors,
    error('registrationNumber', 'missing-column', 'no column holds registrationNumber or nationalCode'),
  ];
}

function repeated(fields: readonly string[]): FieldError[] {
  const twice = new Set(fields.filter((field, index) => fields.indexOf(field) !== index));
  return [...twice].map((field) => error(field, 'repeated-column', `more than one column holds ${field}`));
}

function unknown(cells: readonly string[]): FieldError[] {
  return cells
    .filter((cell) => columnKey(cell) !== '' && !COLUMNS.has(columnKey(cell)))
    .map((cell) => error(cell.trim().slice(0, 100), 'unknown-column', 'is not a column that is read'));
}

/** RFC 6901: `~` and `/` inside a name are escaped. */
function error(field: string, code: string, message: string): FieldError {
  return { pointer: `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`, code, message };
}

function columnKey(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}
