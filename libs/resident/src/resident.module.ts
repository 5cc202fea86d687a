import { Module } from '@nestjs/common';
import { AllergyController } from './api/allergy.controller.js';
import { ConditionController } from './api/condition.controller.js';
import { MovementController } from './api/movement.controller.js';
import { ResidentController } from './api/resident.controller.js';
import { RoomController } from './api/room.controller.js';
import { TimelineController } from './api/timeline.controller.js';
import { KeepResidents } from './app/keep-residents.service.js';
import { KeepRooms } from './app/keep-rooms.service.js';
import { MoveResident } from './app/move-resident.service.js';
import { ReadTimeline } from './app/read-timeline.service.js';
import { RecordAllergies } from './app/record-allergies.service.js';
import { RecordConditions } from './app/record-conditions.service.js';
import { ResidentDirectory } from './app/resident-directory.service.js';
import { ResidentTimeline } from './app/resident.timeline.js';
import { AllergyEntity, ConditionEntity } from './data/clinical.entity.js';
import { AllergyRepository, ConditionRepository } from './data/clinical.repository.js';
import { MovementRepository } from './data/movement.repository.js';
import { IdentifierEntity, MovementEntity, ResidentEntity } from './data/resident.entity.js';
import { ResidentRepository } from './data/resident.repository.js';
import { BedEntity, RoomEntity } from './data/room.entity.js';
import { RoomRepository } from './data/room.repository.js';

/** Residents, their movements, rooms, allergies and conditions. */
@Module({
  controllers: [
    ResidentController,
    RoomController,
    MovementController,
    AllergyController,
    ConditionController,
    TimelineController,
  ],
  providers: [
    KeepResidents,
    KeepRooms,
    MoveResident,
    ReadTimeline,
    ResidentTimeline,
    RecordAllergies,
    RecordConditions,
    ResidentDirectory,
    ResidentRepository,
    RoomRepository,
    MovementRepository,
    AllergyRepository,
    ConditionRepository,
  ],
  exports: [KeepResidents, KeepRooms, MoveResident, RecordAllergies, RecordConditions, ResidentDirectory],
})
export class ResidentModule {
  static readonly entities = [
    ResidentEntity,
    IdentifierEntity,
    MovementEntity,
    RoomEntity,
    BedEntity,
    AllergyEntity,
    ConditionEntity,
  ];
}
