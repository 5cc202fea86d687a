/** Activities, as the applications and other domains see them. */
export { ActivityModule } from './activity.module.js';
export { EnrolResidents, type EnrolmentRequest, type PlacedEnrolment } from './app/enrol-residents.service.js';
export {
  FindWithoutParticipation,
  type IdleQuery,
  type WithoutParticipation,
} from './app/find-without-participation.service.js';
export { KeepActivities } from './app/keep-activities.service.js';
export { ListSessions, type SessionQuery } from './app/list-sessions.service.js';
export { ReadParticipation, type ResidentParticipation } from './app/read-participation.service.js';
export { RecordAttendance } from './app/record-attendance.service.js';
export { RecordOneToOne } from './app/record-one-to-one.service.js';
export type { Activity, ActivityDraft } from './domain/activity.js';
export type { AttendanceDraft } from './domain/attendance.js';
export type { Participation } from './domain/participation.js';
export type { OneToOneDraft } from './domain/one-to-one.js';
export type { SessionOverview } from './domain/session-overview.js';
