import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { IdParam, Route } from '#platform/http';
import { ReadOverview } from '../app/read-overview.service.js';
import { OverviewDto } from './overview.dto.js';

@ApiTags('wellness')
@Controller('residents/:residentId/wellness')
export class OverviewController {
  constructor(private readonly overviews: ReadOverview) {}

  @Get()
  @Requires('observations:read', readsOf('wellness-overview', residentIn('path')))
  @Route({
    summary: 'Read the last observations, assessments and open alerts of a resident',
    description:
      'Each number lies to the normal range of its type (`interpretation`) and to what is usual for the person: the ' +
      'baseline is the median of the last 10 calm readings of 180 days, without the day before the newest; `trend` is ' +
      '`up` above every one of them, `down` below, else `steady`. It shows and does not replace clinical judgement.',
    returns: OverviewDto,
  })
  async read(@IdParam('residentId') residentId: string, @CurrentCaller() caller: Caller): Promise<OverviewDto> {
    return OverviewDto.from(await this.overviews.read(residentId, caller));
  }
}
