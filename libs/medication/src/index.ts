/** The catalogue of medicines, as other domains and the applications see it. */
export { ImportCatalogue } from './app/import-catalogue.service.js';
export { KeepMedications } from './app/keep-medications.service.js';
export { MedicationDirectory } from './app/medication-directory.service.js';
export { atcAt, atcLevel, isWithinAtc, parseAtcCode, type AtcCode } from './domain/atc.js';
export type { ImportReport } from './domain/import-report.js';
export type { Medication, MedicationFields, NewMedication } from './domain/medication.js';
export { MedicationModule } from './medication.module.js';
