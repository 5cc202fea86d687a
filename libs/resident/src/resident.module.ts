import { Module } from '@nestjs/common';
import { AllergyController } from './api/allergy.controller.js';
import { AllergyReviewController } from './api/allergy-review.controller.js';
import { ConditionController } from './api/condition.controller.js';
import { ContactController } from './api/contact.controller.js';
import { MovementController } from './api/movement.controller.js';
import { OccupancyController } from './api/occupancy.controller.js';
import { ResidentController } from './api/resident.controller.js';
import { RoomController } from './api/room.controller.js';
import { TimelineController } from './api/timeline.controller.js';
import { KeepContacts } from './app/keep-contacts.service.js';
import { CorrectMovement } from './app/correct-movement.service.js';
import { KeepResidents } from './app/keep-residents.service.js';
import { KeepRooms } from './app/keep-rooms.service.js';
import { MoveResident } from './app/move-resident.service.js';
import { ReadTimeline } from './app/read-timeline.service.js';
import { PlaceResident } from './app/place-resident.service.js';
import { ReadOccupancy } from './app/read-occupancy.service.js';
import { RecordAllergies } from './app/record-allergies.service.js';
import { RecordConditions } from './app/record-conditions.service.js';
import { ResidentDirectory } from './app/resident-directory.service.js';
import { ResidentRecord } from './app/resident-record.service.js';
import { ResidentTimeline } from './app/resident.timeline.js';
import { ReviewAllergies } from './app/review-allergies.service.js';
import { AllergyEntity, AllergyReviewEntity, ConditionEntity } from './data/clinical.entity.js';
import { AllergyRepository, AllergyReviewRepository, ConditionRepository } from './data/clinical.repository.js';
import { ContactEntity } from './data/contact.entity.js';
import { ContactRepository } from './data/contact.repository.js';
import { MovementEntity, StayEntity } from './data/movement.entity.js';
import { MovementRepository } from './data/movement.repository.js';
import { IdentifierEntity, ResidentEntity } from './data/resident.entity.js';
import { ResidentRepository } from './data/resident.repository.js';
import { BedEntity, RoomEntity } from './data/room.entity.js';
import { RoomRepository } from './data/room.repository.js';
import { StayRepository } from './data/stay.repository.js';

/** Residents, their movements, rooms, allergies, conditions and contacts. */
@Module({
  controllers: [
    ResidentController,
    RoomController,
    MovementController,
    AllergyController,
    AllergyReviewController,
    ConditionController,
    ContactController,
    TimelineController,
    OccupancyController,
  ],
  providers: [
    KeepResidents,
    KeepRooms,
    MoveResident,
    ReadTimeline,
    ResidentTimeline,
    CorrectMovement,
    PlaceResident,
    ReadOccupancy,
    RecordAllergies,
    RecordConditions,
    ReviewAllergies,
    KeepContacts,
    ResidentDirectory,
    ResidentRecord,
    ResidentRepository,
    RoomRepository,
    MovementRepository,
    StayRepository,
    AllergyRepository,
    AllergyReviewRepository,
    ConditionRepository,
    ContactRepository,
  ],
  exports: [
    KeepResidents,
    KeepRooms,
    MoveResident,
    RecordAllergies,
    RecordConditions,
    ResidentDirectory,
    ResidentRecord,
  ],
})
export class ResidentModule {
  static readonly entities = [
    ResidentEntity,
    IdentifierEntity,
    MovementEntity,
    StayEntity,
    RoomEntity,
    BedEntity,
    AllergyEntity,
    AllergyReviewEntity,
    ConditionEntity,
    ContactEntity,
  ];
}
