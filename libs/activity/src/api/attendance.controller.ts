import { Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsNobodys, Requires, type Caller } from '#platform/access';
import { answerOf, IdParam, IfMatch, ListBody, LocalDateTimeParam, Route } from '#platform/http';
import type { LocalDateTime } from '#platform/time';
import { RecordAttendance } from '../app/record-attendance.service.js';
import { ATTENDANCE_BOUNDS } from '../domain/attendance.js';
import { NewAttendanceDto, SessionAttendanceDto } from './attendance.dto.js';
import { SessionParam } from './session.dto.js';

@ApiTags('activity')
@Controller('activities/:id/sessions/:startsAt/attendance')
export class AttendanceController {
  constructor(private readonly attendance: RecordAttendance) {}

  @Get()
  @SessionParam()
  @Requires('activities:read', readsNobodys('it is of all who took part'))
  @Route({ summary: 'Read who took part in a session', returns: SessionAttendanceDto })
  async get(
    @IdParam('id') id: string,
    @LocalDateTimeParam('startsAt') startsAt: LocalDateTime,
  ): Promise<SessionAttendanceDto> {
    return answerOf(await this.attendance.get(id, startsAt), SessionAttendanceDto.from);
  }

  @Put()
  @SessionParam()
  @Requires('attendance:write')
  @Route({
    summary: 'Record who took part in a session',
    description:
      'All or nothing, and repeatable: the same list again changes nothing. The list is the whole record; whom it ' +
      'leaves out is not on it.',
    returns: SessionAttendanceDto,
    ifMatch: true,
    body: { type: [NewAttendanceDto] },
    problems: { 409: ['session-cancelled'] },
  })
  async record(
    @IdParam('id') id: string,
    @LocalDateTimeParam('startsAt') startsAt: LocalDateTime,
    @ListBody(NewAttendanceDto, { max: ATTENDANCE_BOUNDS.entries }) entries: NewAttendanceDto[],
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<SessionAttendanceDto> {
    return SessionAttendanceDto.from(await this.attendance.record(id, startsAt, entries, version, caller));
  }
}
