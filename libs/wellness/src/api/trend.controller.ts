import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsOf, Requires, residentIn } from '#platform/access';
import { IdParam, Route } from '#platform/http';
import { ReadTrends } from '../app/read-trends.service.js';
import { TrendDto, TrendQueryDto } from './trend.dto.js';

@ApiTags('wellness')
@Controller('residents/:residentId')
export class TrendController {
  constructor(private readonly trends: ReadTrends) {}

  @Get('trends')
  @Requires('observations:read', readsOf('trend', residentIn('path')))
  @Route({
    summary: 'How one kind of observations of a resident went, by day, week or month',
    description:
      "Days, weeks from Monday and months are those of the home's zone, days of 23 and 25 hours included. Observations " +
      'that were entered in error are left out.',
    returns: TrendDto,
    problems: { 422: ['validation-failed'] },
  })
  async read(@IdParam('residentId') residentId: string, @Query() query: TrendQueryDto): Promise<TrendDto> {
    return TrendDto.from(await this.trends.read(residentId, query));
  }
}
