import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { Clock } from '#platform/time';
import { MedicationRepository } from '../data/medication.repository.js';
import type { Medication } from '../domain/medication.js';
import type { SpokenNumbers } from '../domain/spoken-numbers.js';

/** Medicines that are looked at, and changed in one unit of work, at a time. */
const CHUNK = 200;

/** Makes inactive what a new edition of the catalogue leaves out. Nothing is deleted: prescriptions still name it. */
@Injectable()
export class RetireMissing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly medications: MedicationRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Of the active medicines that a catalogue has ever spoken of, those that this one doesn't; a medicine that the home
   * has added by itself stays.
   * @param dryRun only counts them.
   * @returns how many.
   */
  async run(spoken: SpokenNumbers, dryRun: boolean): Promise<number> {
    let retired = 0;
    for (let after: string | undefined = ''; after !== undefined;) {
      await setImmediate();
      const some: readonly Medication[] = await this.medications.activeOfCatalogue(
        this.unitOfWork.reader,
        after,
        CHUNK,
      );
      const missing = some.filter((medication) => !spoken.speaksOf(medication));
      retired += dryRun
        ? missing.length
        : await this.retire(
            missing.map(({ id }) => id),
            spoken,
          );
      after = some.at(-1)?.id;
    }
    return retired;
  }

  private async retire(ids: readonly string[], spoken: SpokenNumbers): Promise<number> {
    if (ids.length === 0) return 0;
    return this.unitOfWork.write(async (tx) => {
      // Somebody may have changed one meanwhile.
      const found = await this.medications.stillOfCatalogue(tx, ids);
      const missing = found.filter((medication) => !spoken.speaksOf(medication));
      const at = this.clock.now();
      for (const each of missing) await this.medications.change(tx, each, { ...each, active: false }, at);
      return missing.length;
    });
  }
}
