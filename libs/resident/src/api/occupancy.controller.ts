import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, Requires } from '#platform/access';
import { Route } from '#platform/http';
import { ReadOccupancy } from '../app/read-occupancy.service.js';
import { OccupancyDto, OccupancyQueryDto } from './occupancy.dto.js';

@ApiTags('resident')
@Controller('occupancy')
export class OccupancyController {
  constructor(private readonly occupancy: ReadOccupancy) {}

  @Get()
  @Requires('residents:read', readsNobodys())
  @Route({
    summary: 'Who has which bed, now or at any instant of the past',
    description: 'Every bed that had not been removed by then, with its occupant or null, and the totals by unit.',
    returns: OccupancyDto,
  })
  async at(@Query() { at }: OccupancyQueryDto): Promise<OccupancyDto> {
    return OccupancyDto.from(await this.occupancy.at(at));
  }
}
