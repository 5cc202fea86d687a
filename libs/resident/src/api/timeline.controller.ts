import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, pageOf, Route, toPageRequest } from '#platform/http';
import { ReadTimeline } from '../app/read-timeline.service.js';
import { TimelineEntryDto, TimelineQueryDto } from './timeline.dto.js';

@ApiTags('resident')
@Controller('residents/:id/timeline')
export class TimelineController {
  constructor(private readonly timeline: ReadTimeline) {}

  @Get()
  @Requires('residents:read', readsOf('timeline', residentIn('path', 'id')))
  @Route({
    summary: "Read a resident's story, newest first",
    description:
      'Movements, prescriptions, administrations, observations, assessments, alerts and attendance in one list: those ' +
      'kinds that the reader may read. What was entered in error stays in it, and says so.',
    returns: pageOf(TimelineEntryDto, 'TimelineEntry'),
  })
  async read(
    @IdParam('id') id: string,
    @Query() query: TimelineQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<TimelineEntryDto>> {
    return mapPage(await this.timeline.read(id, query, toPageRequest(query), caller), TimelineEntryDto.from);
  }
}
