import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readsNobodys, Requires } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { KeepActivities } from '../app/keep-activities.service.js';
import { ActivityDto, ActivityPatchDto, ActivityQueryDto, NewActivityDto } from './activity.dto.js';

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
    summary: 'Change an activity: the whole series',
    description: 'Sessions whose attendance is recorded stay as they were. More places go to those who wait.',
    returns: ActivityDto,
    ifMatch: true,
  })
  async change(
    @IdParam('id') id: string,
    @Body() body: ActivityPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<ActivityDto> {
    return ActivityDto.from(await this.activities.change(id, body, version));
  }
}
