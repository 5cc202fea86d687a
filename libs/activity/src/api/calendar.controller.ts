import { Body, Controller, Delete, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import {
  AboutOneself,
  CurrentCaller,
  Open,
  PeopleOnly,
  readsAsSaid,
  readsNobodys,
  readsOf,
  Requires,
  residentIn,
  type Caller,
} from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, PageQueryDto, pageOf, Route, TaggedText, toPageRequest } from '#platform/http';
import { KeepCalendarLinks } from '../app/keep-calendar-links.service.js';
import { WriteCalendar } from '../app/write-calendar.service.js';
import { CalendarLinkDto, CalendarQueryDto, IssuedCalendarLinkDto, NewCalendarLinkDto } from './calendar.dto.js';

@ApiTags('activity')
@Controller('activities')
export class CalendarController {
  constructor(
    private readonly calendar: WriteCalendar,
    private readonly links: KeepCalendarLinks,
  ) {}

  @Get('calendar.ics')
  @Requires('activities:read', readsOf('activity-session', residentIn('query')))
  @TaggedText('text/calendar')
  @Route({
    summary: 'Read the sessions as a calendar',
    description:
      'RFC 5545. Series come as rules, from the first of January of last year on. Of a resident: their sessions one by ' +
      'one, from 31 days ago to 366 days ahead.',
    text: 'text/calendar',
  })
  read(@Query() { residentId }: CalendarQueryDto): Promise<string> {
    return this.calendar.write(residentId);
  }

  @Get('calendar/:secret.ics')
  @Open(readsAsSaid('activity-session'))
  @TaggedText('text/calendar')
  @Route({
    summary: 'Read a calendar by its secret link',
    description: 'For programs that can not sign in. What is read is told as read by the user who made the link.',
    text: 'text/calendar',
    open: true,
  })
  readBySecret(@Param('secret') secret: string): Promise<string> {
    return this.links.read(secret);
  }

  @Get('calendar-links')
  @Requires('activities:read', readsNobodys())
  @Route({ summary: 'List your own calendar links, newest first', returns: pageOf(CalendarLinkDto, 'CalendarLink') })
  async list(@Query() query: PageQueryDto, @CurrentCaller() caller: Caller): Promise<Page<CalendarLinkDto>> {
    return mapPage(await this.links.list(caller, toPageRequest(query)), CalendarLinkDto.from);
  }

  @Post('calendar-links')
  @Requires('activities:read', readsNobodys())
  @PeopleOnly()
  @Header('Cache-Control', 'no-store')
  @Route({
    summary: 'Make a secret link to a calendar',
    description:
      'The answer shows the address, this once. Whoever knows it reads the calendar, as long as you may, until the link ' +
      'is revoked.',
    returns: IssuedCalendarLinkDto,
    status: 201,
    notKept: 'The address is shown once and never stored; the list of links says that one was made.',
    problems: { 403: ['not-a-person'] },
  })
  async create(@Body() body: NewCalendarLinkDto, @CurrentCaller() caller: Caller): Promise<IssuedCalendarLinkDto> {
    return IssuedCalendarLinkDto.issued(await this.links.create(body, caller));
  }

  @Delete('calendar-links/:id')
  @AboutOneself('person')
  @Route({
    summary: 'Revoke a calendar link',
    description: 'At once. Your own; an administrator revokes any.',
    status: 204,
    problems: { 403: ['not-a-person'] },
  })
  async revoke(@IdParam('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.links.revoke(id, caller);
  }
}
