import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, Requires } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { KeepActivities } from '../app/keep-activities.service.js';
import {
  ActivityChangeQueryDto,
  ActivityDto,
  ActivityPatchDto,
  ActivityQueryDto,
  ChangedActivityDto,
  NewActivityDto,
} from './activity.dto.js';

@ApiTags('activity')
@Controller('activities')
export class ActivityController {
  constructor(private readonly activities: KeepActivities) {}

  @Get()
  @Requires('activities:read', readsNobodys())
  @Route({ summary: 'List activities, newest first', returns: pageOf(ActivityDto, 'Activity') })
  async list(@Query() query: ActivityQueryDto): Promise<Page<ActivityDto>> {
    return mapPage(await this.activities.list(query, toPageRequest(query)), ActivityDto.from);
  }

  @Post()
  @Requires('activities:write')
  @Route({
    summary: 'Offer an activity, once or as a series',
    description:
      'Sessions recur on the wall clock of the home: one at 10:30 stays at 10:30 when the clocks change, and one at a ' +
      'time that a day does not have is held an hour later.',
    returns: ActivityDto,
    status: 201,
    location: '/api/v1/activities/{id}',
  })
  async create(@Body() body: NewActivityDto): Promise<ActivityDto> {
    return ActivityDto.from(await this.activities.create(body));
  }

  @Get(':id')
  @Requires('activities:read', readsNobodys())
  @Route({ summary: 'Read an activity', returns: ActivityDto })
  async get(@IdParam('id') id: string): Promise<ActivityDto> {
    return ActivityDto.from(await this.activities.get(id));
  }

  @Patch(':id')
  @Requires('activities:write')
  @Route({
    summary: 'Change an activity: all of it, or a series from a day on',
    description:
      'What a series was stays as it was. When, where, by whom and for how many it is held (`startsAt`, ' +
      '`durationMinutes`, `recurrence`, `exceptionDates`, `location`, `leader`, `capacity`) changes from now on, or from ' +
      'the day in `from` on; sessions that began before are told as they were planned, and `earlier` says how. A change ' +
      'that was made for a later day stays: what is stated holds in it as well, the rest of it as it was planned. What ' +
      'is stated as it is shown already is a change only with `from`. The other fields change as a whole, at once; so ' +
      'does all of what is held once, unless `from` is said, or has not begun. Changes of single sessions and places in ' +
      'them go to the session of the same day, where there is one before and after; `lostSessions` tells those that ' +
      'have none. More places go to those who wait.',
    returns: ChangedActivityDto,
    ifMatch: true,
    problems: { 409: ['too-many-changes'] },
  })
  async change(
    @IdParam('id') id: string,
    @Body() body: ActivityPatchDto,
    @Query() { from }: ActivityChangeQueryDto,
    @IfMatch() version: number | undefined,
  ): Promise<ChangedActivityDto> {
    return ChangedActivityDto.fromChange(await this.activities.change(id, body, from, version));
  }
}
