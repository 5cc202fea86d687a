import type { NamedNumbers } from './catalogue-row.js';
import type { LineWarning } from './import-report.js';
import type { MedicationFields } from './medication.js';

/**
 * Which medicines a catalogue speaks of: those that have a number of one of its lines, rejected lines included. It holds
 * the numbers of the whole file, some megabytes for a national one.
 */
export class SpokenNumbers {
  private readonly registrationNumbers = new Set<string>();
  private readonly nationalCodes = new Set<string>();
  private illegible: number | undefined;

  /** @param named undefined: the line may be about any medicine. */
  hear(line: number, named: NamedNumbers | undefined): void {
    if (named === undefined) this.illegible ??= line;
    if (named?.registrationNumber !== undefined) this.registrationNumbers.add(named.registrationNumber);
    if (named?.nationalCode !== undefined) this.nationalCodes.add(named.nationalCode);
  }

  speaksOf({
    registrationNumber,
    nationalCode,
  }: Pick<MedicationFields, 'registrationNumber' | 'nationalCode'>): boolean {
    return (
      (registrationNumber !== null && this.registrationNumbers.has(registrationNumber)) ||
      (nationalCode !== null && this.nationalCodes.has(nationalCode))
    );
  }

  /** Why no medicine can be said to be missing from the file; undefined: it can. */
  doubt(): LineWarning | undefined {
    if (this.illegible !== undefined) return nothingRetired(this.illegible, 'names no number that can be read');
    if (this.registrationNumbers.size + this.nationalCodes.size === 0)
      return nothingRetired(1, 'has no line behind it');
    return undefined;
  }
}

function nothingRetired(line: number, why: string): LineWarning {
  return { line, pointer: '', code: 'nothing-retired', message: `${why}, so that no medicine was retired` };
}
