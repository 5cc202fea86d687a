import { Module, type DynamicModule } from '@nestjs/common';
import type { DoseConfig } from '#platform/config';
import { MedicationModule } from '#medication';
import { ResidentModule } from '#resident';
import { AdherenceController } from './api/adherence.controller.js';
import { AdministrationController } from './api/administration.controller.js';
import { MarController } from './api/mar.controller.js';
import { MedicationRoundController } from './api/medication-round.controller.js';
import { PrescriptionController } from './api/prescription.controller.js';
import { PrescriptionStatusController } from './api/prescription-status.controller.js';
import { ReconciliationController } from './api/reconciliation.controller.js';
import { RegisterController } from './api/register.controller.js';
import { StockController } from './api/stock.controller.js';
import { AskCanGive } from './app/can-give.service.js';
import { ChangeStatus } from './app/change-status.service.js';
import { CorrectAdministration } from './app/correct-administration.service.js';
import { DescribeReconciliation } from './app/describe-reconciliation.service.js';
import { DoseCases, WINDOW_RULES } from './app/dose-cases.service.js';
import { DoseRecorder } from './app/dose-recorder.service.js';
import { ReadMedicationRound } from './app/medication-round.service.js';
import { OnDepartureRevoked } from './app/on-departure-revoked.js';
import { OnResidentDeparted } from './app/on-resident-departed.js';
import { OnResidentReturned } from './app/on-resident-returned.js';
import { PrescriptionDirectory } from './app/prescription-directory.service.js';
import { Prescribe } from './app/prescribe.service.js';
import { PrescriptionTimeline } from './app/prescription.timeline.js';
import { ReadAdherence } from './app/read-adherence.service.js';
import { ReadAdministrations, RESPONSE_DUE } from './app/read-administrations.service.js';
import { ReadMar } from './app/read-mar.service.js';
import { ReadPrescriptions } from './app/read-prescriptions.service.js';
import { ReadReconciliations } from './app/read-reconciliations.service.js';
import { ReadRegister } from './app/read-register.service.js';
import { ReadRoundSummary } from './app/read-round-summary.service.js';
import { ReadStock } from './app/read-stock.service.js';
import { Reconcile } from './app/reconcile.service.js';
import { RecordAdministrations } from './app/record-administrations.service.js';
import { RespondToDose } from './app/respond-to-dose.service.js';
import { StockDemands } from './app/stock-demands.service.js';
import { SuggestOrder } from './app/suggest-order.service.js';
import { TakenDoses } from './app/taken-doses.service.js';
import { TrackReconciliations } from './app/track-reconciliations.service.js';
import { Witnessing } from './app/witnessing.service.js';
import { AdherenceRepository } from './data/adherence.repository.js';
import { AdministrationEntity } from './data/administration.entity.js';
import { AdministrationRepository } from './data/administration.repository.js';
import { PrescriptionStepRepository } from './data/prescription-step.repository.js';
import { PrescriptionEntity, RevisionEntity, StatusPeriodEntity } from './data/prescription.entity.js';
import { PrescriptionRepository } from './data/prescription.repository.js';
import { ReconciliationEntity, ReconciliationItemEntity } from './data/reconciliation.entity.js';
import { ReconciliationRepository } from './data/reconciliation.repository.js';
import { SupplyRepository } from './data/supply.repository.js';
import type { WindowRules } from './domain/dose-window.js';

/** Offers what the home has decided about doses. */
@Module({})
export class DoseSettingsModule {
  static forRoot({ responseDue, ...windows }: DoseConfig): DynamicModule {
    return {
      module: DoseSettingsModule,
      global: true,
      providers: [
        { provide: RESPONSE_DUE, useValue: responseDue },
        { provide: WINDOW_RULES, useValue: windows satisfies WindowRules },
      ],
      exports: [RESPONSE_DUE, WINDOW_RULES],
    };
  }
}

/** Prescriptions, the medication round and the record of doses. */
@Module({
  imports: [ResidentModule, MedicationModule],
  controllers: [
    PrescriptionController,
    PrescriptionStatusController,
    AdministrationController,
    MedicationRoundController,
    AdherenceController,
    ReconciliationController,
    StockController,
    RegisterController,
    MarController,
  ],
  providers: [
    Prescribe,
    ReadPrescriptions,
    PrescriptionDirectory,
    ChangeStatus,
    AskCanGive,
    ReadMedicationRound,
    ReadRoundSummary,
    ReadAdherence,
    RecordAdministrations,
    CorrectAdministration,
    RespondToDose,
    ReadAdministrations,
    OnResidentDeparted,
    OnDepartureRevoked,
    OnResidentReturned,
    Reconcile,
    ReadReconciliations,
    TrackReconciliations,
    DescribeReconciliation,
    DoseCases,
    DoseRecorder,
    TakenDoses,
    Witnessing,
    PrescriptionTimeline,
    ReadStock,
    ReadRegister,
    ReadMar,
    SuggestOrder,
    StockDemands,
    PrescriptionRepository,
    PrescriptionStepRepository,
    AdministrationRepository,
    AdherenceRepository,
    ReconciliationRepository,
    SupplyRepository,
  ],
  exports: [
    Prescribe,
    PrescriptionDirectory,
    ReadPrescriptions,
    ReadMedicationRound,
    SuggestOrder,
    ChangeStatus,
    RecordAdministrations,
  ],
})
export class PrescriptionModule {
  static readonly entities = [
    PrescriptionEntity,
    RevisionEntity,
    StatusPeriodEntity,
    AdministrationEntity,
    ReconciliationEntity,
    ReconciliationItemEntity,
  ];
}
