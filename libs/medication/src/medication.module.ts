import { Module } from '@nestjs/common';
import { MedicationController } from './api/medication.controller.js';
import { ImportCatalogue } from './app/import-catalogue.service.js';
import { KeepMedications } from './app/keep-medications.service.js';
import { MedicationDirectory } from './app/medication-directory.service.js';
import { RetireMissing } from './app/retire-missing.service.js';
import { MedicationEntity } from './data/medication.entity.js';
import { MedicationRepository } from './data/medication.repository.js';

/** The catalogue of medicines. */
@Module({
  controllers: [MedicationController],
  providers: [KeepMedications, ImportCatalogue, RetireMissing, MedicationDirectory, MedicationRepository],
  exports: [KeepMedications, ImportCatalogue, MedicationDirectory],
})
export class MedicationModule {
  static readonly entities = [MedicationEntity];
}
