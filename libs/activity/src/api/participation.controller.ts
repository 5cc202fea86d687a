import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, readsOf, Requires, residentIn } from '#platform/access';
import { CHART_TYPE, Drawn } from '#platform/charts';
import { mapPage, type Page } from '#platform/database';
import { IdParam, pageOf, Route, toPageRequest } from '#platform/http';
import { FindWithoutParticipation } from '../app/find-without-participation.service.js';
import { ReadParticipation, type ResidentParticipation } from '../app/read-participation.service.js';
import { participationChart } from './participation.chart.js';
import { IdleQueryDto, ParticipationDto, ParticipationQueryDto, WithoutParticipationDto } from './participation.dto.js';

@ApiTags('activity')
@Controller()
export class ParticipationController {
  constructor(
    private readonly participation: ReadParticipation,
    private readonly idle: FindWithoutParticipation,
  ) {}

  @Get('residents/:residentId/participation')
  @Requires('activities:read', readsOf('participation', residentIn('path')))
  @Route({
    summary: 'What a resident was offered and took part in, by category and by week',
    description:
      'Of sessions that have begun. Those that are cancelled, or fell into a time before admission, on leave, in hospital ' +
      'or after departure, were not offered, unless the resident is on record as having taken part. What is offered and ' +
      'neither attended, declined nor absent is not on record.',
    returns: ParticipationDto,
    problems: { 422: ['validation-failed'] },
  })
  async read(
    @IdParam('residentId') residentId: string,
    @Query() query: ParticipationQueryDto,
  ): Promise<ParticipationDto> {
    return ParticipationDto.from(await this.participation.read(residentId, query));
  }

  @Get('residents/:residentId/charts/participation.svg')
  @Requires('activities:read', readsOf('participation', residentIn('path')))
  @Route({
    summary: "A picture of a resident's participation, week by week",
    description:
      'SVG that is read on a telephone and in black and white: minutes as bars by category, how many sessions of those ' +
      'offered, and engagement; the same in words in its `desc`. In the language that `Accept-Language` asks for (`en`, `es`).',
    text: CHART_TYPE,
    problems: { 422: ['validation-failed'] },
  })
  @Drawn(participationChart)
  draw(
    @IdParam('residentId') residentId: string,
    @Query() query: ParticipationQueryDto,
  ): Promise<ResidentParticipation> {
    return this.participation.read(residentId, query);
  }

  @Get('activities/without-participation')
  @Requires('activities:read', readsNobodys('it is of many residents'))
  @Route({
    summary: 'List who took part in nothing in the last days',
    description:
      'Those who never took part first, then those who have not for the longest, then by name. Who was on leave or in ' +
      'hospital all that time is left out; who took part partly took part.',
    returns: pageOf(WithoutParticipationDto, 'WithoutParticipation'),
  })
  async without(@Query() query: IdleQueryDto): Promise<Page<WithoutParticipationDto>> {
    return mapPage(await this.idle.list(query, toPageRequest(query)), WithoutParticipationDto.from);
  }
}
