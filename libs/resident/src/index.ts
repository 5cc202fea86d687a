/** Residents, as other domains and the applications see them. */
export { KeepContacts } from './app/keep-contacts.service.js';
export { KeepResidents } from './app/keep-residents.service.js';
export { KeepRooms } from './app/keep-rooms.service.js';
export { MoveResident } from './app/move-resident.service.js';
export { ReadOccupancy } from './app/read-occupancy.service.js';
export { RecordAllergies } from './app/record-allergies.service.js';
export { RecordConditions } from './app/record-conditions.service.js';
export { ResidentRecord, type KnownAllergies } from './app/resident-record.service.js';
export { ResidentDirectory } from './app/resident-directory.service.js';
export { ReviewAllergies } from './app/review-allergies.service.js';
export { ALLERGY_TYPES, CRITICALITIES, type Allergy } from './domain/allergy.js';
export { type AllergyAnswer, type AllergyReview } from './domain/allergy-review.js';
export type { Condition } from './domain/condition.js';
export type { Contact } from './domain/contact.js';
export type { MovementCommand } from './domain/movement.js';
export {
  departureRevoked,
  residentDeparted,
  residentReturned,
  returnRevoked,
  type DepartureRevoked,
  type ResidentDeparted,
  type ResidentReturned,
  type ReturnRevoked,
} from './domain/resident.facts.js';
export {
  displayName,
  RESIDENT_STATUSES,
  RESUSCITATION_DECISIONS,
  SEXES,
  type Resident,
  type ResidentStatus,
} from './domain/resident.js';
export type { Bed } from './domain/room.js';
export type { StatusPeriod } from './domain/stay.js';
export { ResidentModule } from './resident.module.js';
