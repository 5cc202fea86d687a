import type { FieldError } from '#platform/kernel';
import type { MedicationDraft } from './catalogue-row.js';
import {
  changeMedication,
  isUnchangedBy,
  newMedication,
  type Medication,
  type MedicationFields,
} from './medication.js';

/** A line of a catalogue that can be used. */
export interface CatalogueLine {
  readonly line: number;
  readonly draft: MedicationDraft;
}

/** A line that is left out whole, and why. */
export interface RejectedLine {
  readonly line: number;
  readonly errors: readonly FieldError[];
}

/** A medicine of the home, and whether a catalogue has spoken of it. */
export interface KnownMedication extends Medication {
  readonly fromCatalogue: boolean;
}

/** What the home's medicines become by some lines of a catalogue. */
export interface CatalogueMerge {
  readonly added: readonly MedicationFields[];
  readonly changed: readonly { readonly current: KnownMedication; readonly fields: MedicationFields }[];
  /** Those that stay as they are, and of which no catalogue has spoken before. */
  readonly confirmed: readonly KnownMedication[];
  /** Lines that add, change or say nothing new; a medicine that is spoken of twice counts twice. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedLine[];
}

const TAKEN_CODE: FieldError = {
  pointer: '/nationalCode',
  code: 'duplicate-national-code',
  message: 'belongs to another medicine',
};

/** A medicine as the lines so far leave it. */
interface Entry {
  /** Undefined: one of the lines has added it. */
  readonly current: KnownMedication | undefined;
  fields: MedicationFields;
  /** Whether one of the lines speaks of it. */
  spoken: boolean;
}

/**
 * Finds for each line the medicine that it speaks of, by registration number, else by national code (api.md
 * section 4), among those of the home and those that lines before it have added. A medicine that is found by its code
 * and has no registration number takes the line's.
 * @param known every medicine of the home that has a number of one of the lines.
 */
export function mergeCatalogue(known: readonly KnownMedication[], lines: readonly CatalogueLine[]): CatalogueMerge {
  const entries = known.map((current): Entry => ({ current, fields: current, spoken: false }));
  const byRegistration = new Map(entries.map((entry) => [entry.fields.registrationNumber, entry]));
  const byCode = new Map(entries.map((entry) => [entry.fields.nationalCode, entry]));
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const rejected: RejectedLine[] = [];

  for (const { line, draft } of lines) {
    const coded = draft.nationalCode === undefined ? undefined : byCode.get(draft.nationalCode);
    const found = foundByRegistration(byRegistration, draft) ?? (mayBe(coded, draft) ? coded : undefined);
    if (coded !== undefined && coded !== found) {
      rejected.push({ line, errors: [TAKEN_CODE] });
      continue;
    }
    const entry = found ?? { current: undefined, fields: newMedication(draft), spoken: true };
    entry.spoken = true;
    if (found === undefined) {
      entries.push(entry);
      counts.created += 1;
    } else if (isUnchangedBy(entry.fields, draft)) {
      counts.unchanged += 1;
      continue;
    } else {
      byCode.delete(entry.fields.nationalCode);
      entry.fields = changeMedication(entry.fields, draft);
      counts.updated += 1;
    }
    byRegistration.set(entry.fields.registrationNumber, entry);
    byCode.set(entry.fields.nationalCode, entry);
  }

  return {
    added: entries.flatMap(({ current, fields }) => (current === undefined ? [fields] : [])),
    changed: entries.flatMap(({ current, fields }) =>
      current === undefined || current === fields ? [] : [{ current, fields }],
    ),
    confirmed: entries.flatMap(({ current, fields, spoken }) =>
      spoken && current === fields && !current.fromCatalogue ? [current] : [],
    ),
    ...counts,
    rejected,
  };
}

function foundByRegistration(entries: ReadonlyMap<string | null, Entry>, draft: MedicationDraft): Entry | undefined {
  return draft.registrationNumber === undefined ? undefined : entries.get(draft.registrationNumber);
}

/** Whether a line may speak of the medicine that has its code: not when each has a registration number of its own. */
function mayBe(coded: Entry | undefined, { registrationNumber }: MedicationDraft): boolean {
  return registrationNumber === undefined || (coded?.fields.registrationNumber ?? null) === null;
}
