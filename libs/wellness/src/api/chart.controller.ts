import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsOf, Requires, residentIn } from '#platform/access';
import { CHART_TYPE, Drawn } from '#platform/charts';
import { IdParam, Route } from '#platform/http';
import { ReadCharts, type ResidentChart } from '../app/read-charts.service.js';
import { ChartQueryDto } from './chart.dto.js';
import { residentChart } from './resident.chart.js';

@ApiTags('wellness')
@Controller('residents/:residentId')
export class ChartController {
  constructor(private readonly charts: ReadCharts) {}

  @Get('charts/:type.svg')
  @Requires('observations:read', readsOf('chart', residentIn('path')))
  @Route({
    summary: "A picture of a resident's observations or scores",
    description:
      'SVG that is read on a telephone and in black and white, of an observation type (`heart-rate`) or an instrument ' +
      '(`news2`): readings over the normal range, scores over the zones of the instrument, alerts and falls marked; of many readings ' +
      'the least, mean and greatest of each day or week. The same in words in its `desc`. In the language that ' +
      '`Accept-Language` asks for (`en`, `es`).',
    text: CHART_TYPE,
    problems: { 422: ['validation-failed'] },
  })
  @Drawn(residentChart)
  draw(
    @IdParam('residentId') residentId: string,
    @Param('type') type: string,
    @Query() query: ChartQueryDto,
  ): Promise<ResidentChart> {
    return this.charts.read(residentId, type, query);
  }
}
