import { Module } from '@nestjs/common';
import { DiscrepancyController } from './api/discrepancy.controller.js';
import { MedicationController } from './api/medication.controller.js';
import { StockMovementController } from './api/stock-movement.controller.js';
import { StockOfDoses } from './app/dose-stock.service.js';
import { ImportCatalogue } from './app/import-catalogue.service.js';
import { KeepDiscrepancies } from './app/keep-discrepancies.service.js';
import { KeepMedications } from './app/keep-medications.service.js';
import { MedicationDirectory } from './app/medication-directory.service.js';
import { MoveStock } from './app/move-stock.service.js';
import { ReadMovements } from './app/read-movements.service.js';
import { RetireMissing } from './app/retire-missing.service.js';
import { StockDirectory } from './app/stock-directory.service.js';
import { StockLedger } from './app/stock-ledger.service.js';
import { Witnesses } from './app/witnesses.service.js';
import { DiscrepancyEntity } from './data/discrepancy.entity.js';
import { DiscrepancyRepository } from './data/discrepancy.repository.js';
import { MedicationEntity } from './data/medication.entity.js';
import { MedicationRepository } from './data/medication.repository.js';
import { StockAccountEntity } from './data/stock-account.entity.js';
import { StockMovementEntity } from './data/stock-movement.entity.js';
import { StockMovementRepository } from './data/stock-movement.repository.js';
import { StockPileEntity } from './data/stock-pile.entity.js';
import { StockRepository } from './data/stock.repository.js';

/** The catalogue of medicines, and their stock. */
@Module({
  controllers: [MedicationController, StockMovementController, DiscrepancyController],
  providers: [
    KeepMedications,
    ImportCatalogue,
    RetireMissing,
    MedicationDirectory,
    MedicationRepository,
    MoveStock,
    ReadMovements,
    KeepDiscrepancies,
    StockDirectory,
    StockOfDoses,
    StockLedger,
    Witnesses,
    StockRepository,
    StockMovementRepository,
    DiscrepancyRepository,
  ],
  exports: [KeepMedications, ImportCatalogue, MedicationDirectory, MoveStock, StockDirectory, StockOfDoses, Witnesses],
})
export class MedicationModule {
  static readonly entities = [
    MedicationEntity,
    StockAccountEntity,
    StockPileEntity,
    StockMovementEntity,
    DiscrepancyEntity,
  ];
}
