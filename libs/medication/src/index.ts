/** The catalogue of medicines and their stock, as other domains and the applications see it. */
export {
  StockOfDoses,
  type DosePlans,
  type RecordedDose,
  type StockAsRead,
  type StockDose,
} from './app/dose-stock.service.js';
export { ImportCatalogue } from './app/import-catalogue.service.js';
export { KeepDiscrepancies } from './app/keep-discrepancies.service.js';
export { KeepMedications } from './app/keep-medications.service.js';
export { MedicationDirectory } from './app/medication-directory.service.js';
export { MoveStock } from './app/move-stock.service.js';
export { StockDirectory, type MovementFilter, type StockFilter } from './app/stock-directory.service.js';
export { Witnesses, type Confirmations, type Witness } from './app/witnesses.service.js';
export { atcAt, atcLevel, isWithinAtc, parseAtcCode, type AtcCode } from './domain/atc.js';
export type { ImportReport } from './domain/import-report.js';
export type { Medication, MedicationFields, NewMedication } from './domain/medication.js';
export {
  LINE_TYPES,
  type LineType,
  type StockAccount,
  type StockLot,
  type StockMovement,
  type StockPile,
  type StockRow,
} from './domain/stock.js';
export { toStockUnits, type CountedMedicine, type DoseUnit } from './domain/stock-unit.js';
export { MedicationModule } from './medication.module.js';
