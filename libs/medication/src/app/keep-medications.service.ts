import { Injectable } from '@nestjs/common';
import { expectVersion, given, InvalidFieldsError } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock } from '#platform/time';
import { MedicationRepository, type MedicationFilter } from '../data/medication.repository.js';
import {
  changeMedication,
  newMedication,
  type Medication,
  type MedicationPatch,
  type NewMedication,
} from '../domain/medication.js';
import { validateDoseUnits, type CountedMedicine } from '../domain/stock-unit.js';

/** The catalogue of medicines that the home may use. */
@Injectable()
export class KeepMedications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly medications: MedicationRepository,
    private readonly clock: Clock,
  ) {}

  list(filter: MedicationFilter, page: PageRequest): Promise<Page<Medication>> {
    return this.medications.list(this.unitOfWork.reader, filter, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Medication> {
    return this.medications.load(this.unitOfWork.reader, id);
  }

  /** @throws InvalidFieldsError, DuplicateRegistrationNumberError, DuplicateNationalCodeError */
  async add(stated: NewMedication): Promise<Medication> {
    const at = this.clock.now();
    const medication = { id: newId(at), version: 1, createdAt: at, updatedAt: at, ...newMedication(stated) };
    refuseBadUnits(medication);
    await this.unitOfWork.write((tx) => this.medications.add(tx, [medication]));
    return medication;
  }

  /**
   * @throws NotFoundError, InvalidFieldsError, DuplicateRegistrationNumberError, DuplicateNationalCodeError,
   * UnitInUseError, VersionConflictError
   */
  change(id: string, patch: MedicationPatch, version: number | undefined): Promise<Medication> {
    return this.unitOfWork.write(async (tx) => {
      const medication = await this.medications.load(tx, id);
      expectVersion(medication, version);
      const fields = changeMedication(medication, given(patch));
      refuseBadUnits(fields);
      return this.medications.change(tx, medication, fields, this.clock.now());
    });
  }
}

function refuseBadUnits(fields: CountedMedicine): void {
  const errors = validateDoseUnits(fields);
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}
