import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsOf, Requires, residentIn } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, LocalDateTimeParam, pageOf, Route, toPageRequest } from '#platform/http';
import type { LocalDateTime } from '#platform/time';
import { ChangeSession } from '../app/change-session.service.js';
import { ListSessions } from '../app/list-sessions.service.js';
import { SessionDto, SessionParam, SessionPatchDto, SessionQueryDto } from './session.dto.js';

@ApiTags('activity')
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: ListSessions,
    private readonly change: ChangeSession,
  ) {}

  @Get('activity-sessions')
  @Requires('activities:read', readsOf('activity-session', residentIn('query')))
  @Route({
    summary: 'List the sessions of a window, by start',
    returns: pageOf(SessionDto, 'Session'),
    problems: { 422: ['validation-failed'] },
  })
  async list(@Query() query: SessionQueryDto): Promise<Page<SessionDto>> {
    return mapPage(await this.sessions.list(query, toPageRequest(query)), SessionDto.from);
  }

  @Patch('activities/:id/sessions/:startsAt')
  @SessionParam()
  @Requires('activities:write')
  @Route({
    summary: 'Cancel, move or change one session',
    description: 'The series stays. `{startsAt}` is local, where the series puts the session; null undoes a change.',
    returns: SessionDto,
    ifMatch: true,
  })
  async patch(
    @IdParam('id') id: string,
    @LocalDateTimeParam('startsAt') startsAt: LocalDateTime,
    @Body() body: SessionPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<SessionDto> {
    return SessionDto.from(await this.change.change(id, startsAt, body, version));
  }
}
