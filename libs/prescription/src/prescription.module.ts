import { Module } from '@nestjs/common';
import { MedicationModule } from '#medication';
import { ResidentModule } from '#resident';
import { AdministrationController } from './api/administration.controller.js';
import { MedicationRoundController } from './api/medication-round.controller.js';
import { PrescriptionController } from './api/prescription.controller.js';
import { PrescriptionStatusController } from './api/prescription-status.controller.js';
import { AskCanGive } from './app/can-give.service.js';
import { ChangeStatus } from './app/change-status.service.js';
import { CorrectAdministration } from './app/correct-administration.service.js';
import { DoseCases } from './app/dose-cases.service.js';
import { DoseRecorder } from './app/dose-recorder.service.js';
import { ReadMedicationRound } from './app/medication-round.service.js';
import { OnDepartureRevoked } from './app/on-departure-revoked.js';
import { OnResidentDeparted } from './app/on-resident-departed.js';
import { Prescribe } from './app/prescribe.service.js';
import { ReadAdministrations } from './app/read-administrations.service.js';
import { ReadPrescriptions } from './app/read-prescriptions.service.js';
import { RecordAdministrations } from './app/record-administrations.service.js';
import { TakenDoses } from './app/taken-doses.service.js';
import { Witnessing } from './app/witnessing.service.js';
import { AdministrationEntity } from './data/administration.entity.js';
import { AdministrationRepository } from './data/administration.repository.js';
import { PrescriptionEntity, RevisionEntity, StatusPeriodEntity } from './data/prescription.entity.js';
import { PrescriptionRepository } from './data/prescription.repository.js';

/** Prescriptions, the medication round and the record of doses. */
@Module({
  imports: [ResidentModule, MedicationModule],
  controllers: [
    PrescriptionController,
    PrescriptionStatusController,
    AdministrationController,
    MedicationRoundController,
  ],
  providers: [
    Prescribe,
    ReadPrescriptions,
    ChangeStatus,
    AskCanGive,
    ReadMedicationRound,
    RecordAdministrations,
    CorrectAdministration,
    ReadAdministrations,
    OnResidentDeparted,
    OnDepartureRevoked,
    DoseCases,
    DoseRecorder,
    TakenDoses,
    Witnessing,
    PrescriptionRepository,
    AdministrationRepository,
  ],
  exports: [Prescribe, ReadPrescriptions, ChangeStatus, RecordAdministrations],
})
export class PrescriptionModule {
  static readonly entities = [PrescriptionEntity, RevisionEntity, StatusPeriodEntity, AdministrationEntity];
}
