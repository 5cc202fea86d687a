import type { CatalogueLine, KnownMedication } from './merge-catalogue.js';

/**
 * What a dry run would have stored so far, so that a later line of the file finds what an earlier one says. It holds the
 * medicines that the file adds or changes, and none that it leaves alone.
 */
export class Rehearsal {
  private readonly medications = new Map<string, KnownMedication>();
  private readonly byRegistration = new Map<string, string>();
  private readonly byCode = new Map<string, string>();

  /** The stored medicines that have a number of one of the lines, as they would be now, and those that would be there too. */
  known(stored: readonly KnownMedication[], lines: readonly CatalogueLine[]): readonly KnownMedication[] {
    const found = new Map(stored.map((medication) => [medication.id, medication]));
    for (const { draft } of lines) {
      const ids = [
        draft.registrationNumber === undefined ? undefined : this.byRegistration.get(draft.registrationNumber),
        draft.nationalCode === undefined ? undefined : this.byCode.get(draft.nationalCode),
      ];
      for (const id of ids) {
        const medication = id === undefined ? undefined : this.medications.get(id);
        if (medication !== undefined) found.set(medication.id, medication);
      }
    }
    return [...found.values()].map((medication) => this.medications.get(medication.id) ?? medication);
  }

  keep(medication: KnownMedication): void {
    const { id, registrationNumber, nationalCode } = medication;
    this.medications.set(id, medication);
    if (registrationNumber !== null) this.byRegistration.set(registrationNumber, id);
    if (nationalCode !== null) this.byCode.set(nationalCode, id);
  }
}
