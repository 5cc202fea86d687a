import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, Requires, type Caller } from '#platform/access';
import { Route } from '#platform/http';
import { RecordObservations } from '../app/record-observations.service.js';
import { ObservationBatchDto, ObservationBatchResultsDto } from './observation-batch.dto.js';

@ApiTags('wellness')
@Controller('observations')
export class ObservationBatchController {
  constructor(private readonly observations: RecordObservations) {}

  @Post('batch')
  @Requires('observations:write')
  @Route({
    summary: 'Record up to 1,000 observations from devices',
    description:
      'Each item is judged by itself and answered by its index: a bad one never stops the good ones, which are stored together.',
    returns: ObservationBatchResultsDto,
    example: {
      items: [
        { residentId: '0199b1d0-7c00-7000-8000-000000000001', type: 'heart-rate', value: 72 },
        { residentId: '0199b1d0-7c00-7000-8000-000000000001', type: 'body-temperature', value: 36.9, unit: 'Cel' },
      ],
    },
  })
  async record(
    @Body() body: ObservationBatchDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ObservationBatchResultsDto> {
    const outcomes = await this.observations.recordMany(ObservationBatchDto.rows(body), caller);
    return ObservationBatchResultsDto.from(outcomes, '/api/v1/observations/batch');
  }
}
