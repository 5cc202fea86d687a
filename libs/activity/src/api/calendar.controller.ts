import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readsOf, Requires, residentIn } from '#platform/access';
import { Route, TaggedText } from '#platform/http';
import { WriteCalendar } from '../app/write-calendar.service.js';
import { CalendarQueryDto } from './calendar.dto.js';

@ApiTags('activity')
@Controller('activities/calendar.ics')
export class CalendarController {
  constructor(private readonly calendar: WriteCalendar) {}

  @Get()
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
}
