/** Prescriptions and administrations, as other domains and the applications see them. */
export { ChangeStatus, type StatusCommand } from './app/change-status.service.js';
export { ReadAdherence } from './app/read-adherence.service.js';
export { ReadMedicationRound, type RoundItem } from './app/medication-round.service.js';
export { Prescribe, type PrescribeCommand } from './app/prescribe.service.js';
export { PrescriptionDirectory, type CurrentMedicine, type LastGiven } from './app/prescription-directory.service.js';
export { ReadAdministrations } from './app/read-administrations.service.js';
export { ReadMar, type Mar } from './app/read-mar.service.js';
export { ReadPrescriptions } from './app/read-prescriptions.service.js';
export { ReadReconciliations } from './app/read-reconciliations.service.js';
export { ReadRegister } from './app/read-register.service.js';
export { ReadStock } from './app/read-stock.service.js';
export { RecordAdministrations } from './app/record-administrations.service.js';
export { SuggestOrder, type SuggestedLine } from './app/suggest-order.service.js';
export type { RecordCommand, Recorded } from './domain/record-command.js';
export type { Administration } from './domain/administration.js';
export type { Outcome, ReasonCode } from './domain/outcome.js';
export {
  doseRecorded,
  prescriptionStatusChanged,
  type DoseRecorded,
  type PrescriptionStatusChanged,
} from './domain/prescription.facts.js';
export { ROUND_FLAGS, type RoundFlag } from './domain/flags.js';
export type { PrescriptionAt } from './domain/prescription-at.js';
export type { PrescriptionTerms, Schedule } from './domain/prescription.js';
export { DoseSettingsModule, PrescriptionModule } from './prescription.module.js';
