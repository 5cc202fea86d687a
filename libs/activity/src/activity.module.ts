import { Module } from '@nestjs/common';
import { ResidentModule } from '#resident';
import { ActivityController } from './api/activity.controller.js';
import { AttendanceController } from './api/attendance.controller.js';
import { CalendarController } from './api/calendar.controller.js';
import { EnrolmentController } from './api/enrolment.controller.js';
import { OneToOneController } from './api/one-to-one.controller.js';
import { SessionController } from './api/session.controller.js';
import { ParticipationController } from './api/participation.controller.js';
import { ProgrammeController } from './api/programme.controller.js';
import { ActivityTimeline } from './app/activity.timeline.js';
import { AssignPlaces } from './app/assign-places.service.js';
import { AttendanceSheets } from './app/attendance-sheets.service.js';
import { CarryOver } from './app/carry-over.service.js';
import { ChangeSession } from './app/change-session.service.js';
import { DescribeSessions } from './app/describe-sessions.service.js';
import { EnrolResidents } from './app/enrol-residents.service.js';
import { FindAbsences } from './app/find-absences.service.js';
import { FindClashes } from './app/find-clashes.service.js';
import { FindContraindications } from './app/find-contraindications.service.js';
import { FindEnrolmentWarnings } from './app/find-enrolment-warnings.service.js';
import { FindWithoutParticipation } from './app/find-without-participation.service.js';
import { KeepActivities } from './app/keep-activities.service.js';
import { KeepCalendarLinks } from './app/keep-calendar-links.service.js';
import { ListSessions } from './app/list-sessions.service.js';
import { OnDepartureRevoked } from './app/on-departure-revoked.js';
import { OnResidentDeparted } from './app/on-resident-departed.js';
import { ReadParticipation } from './app/read-participation.service.js';
import { ReadProgramme } from './app/read-programme.service.js';
import { RecordAttendance } from './app/record-attendance.service.js';
import { RecordOneToOne } from './app/record-one-to-one.service.js';
import { WriteCalendar } from './app/write-calendar.service.js';
import { ActivityEntity, SessionOverrideEntity } from './data/activity.entity.js';
import { ActivityRepository } from './data/activity.repository.js';
import { AttendanceEntity, AttendanceSheetEntity } from './data/attendance.entity.js';
import { AttendanceRepository } from './data/attendance.repository.js';
import { CalendarLinkEntity } from './data/calendar-link.entity.js';
import { CalendarLinkRepository } from './data/calendar-link.repository.js';
import { EnrolmentEntity } from './data/enrolment.entity.js';
import { EnrolmentRepository } from './data/enrolment.repository.js';
import { ParticipationRepository } from './data/participation.repository.js';
import { SessionOverrideRepository } from './data/session-override.repository.js';

/** Activities, their sessions, who has a place in them and who took part. */
@Module({
  imports: [ResidentModule],
  controllers: [
    CalendarController,
    ActivityController,
    SessionController,
    EnrolmentController,
    AttendanceController,
    OneToOneController,
    ParticipationController,
    ProgrammeController,
  ],
  providers: [
    KeepActivities,
    ListSessions,
    ChangeSession,
    EnrolResidents,
    RecordAttendance,
    RecordOneToOne,
    AttendanceSheets,
    ReadParticipation,
    ReadProgramme,
    FindWithoutParticipation,
    WriteCalendar,
    KeepCalendarLinks,
    AssignPlaces,
    CarryOver,
    DescribeSessions,
    FindAbsences,
    FindClashes,
    FindContraindications,
    FindEnrolmentWarnings,
    ActivityTimeline,
    OnResidentDeparted,
    OnDepartureRevoked,
    ActivityRepository,
    SessionOverrideRepository,
    EnrolmentRepository,
    CalendarLinkRepository,
    AttendanceRepository,
    ParticipationRepository,
  ],
  exports: [
    KeepActivities,
    ListSessions,
    EnrolResidents,
    RecordAttendance,
    ReadParticipation,
    FindWithoutParticipation,
  ],
})
export class ActivityModule {
  static readonly entities = [
    ActivityEntity,
    SessionOverrideEntity,
    EnrolmentEntity,
    CalendarLinkEntity,
    AttendanceSheetEntity,
    AttendanceEntity,
  ];
}
