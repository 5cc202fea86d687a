import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { CorrectObservation } from '../app/correct-observation.service.js';
import { RecordObservations } from '../app/record-observations.service.js';
import {
  EnterInErrorDto,
  NewObservationDto,
  ObservationCorrectionDto,
  ObservationDto,
  ObservationQueryDto,
} from './observation.dto.js';

@ApiTags('wellness')
@Controller('residents/:residentId/observations')
export class ObservationController {
  constructor(
    private readonly observations: RecordObservations,
    private readonly corrections: CorrectObservation,
  ) {}

  @Get()
  @Requires('observations:read', readsOf('observation', residentIn('path')))
  @Route({ summary: "List a resident's observations, newest first", returns: pageOf(ObservationDto, 'Observation') })
  async list(
    @IdParam('residentId') residentId: string,
    @Query() query: ObservationQueryDto,
  ): Promise<Page<ObservationDto>> {
    return mapPage(await this.observations.list(residentId, query, toPageRequest(query)), ObservationDto.from);
  }

  @Post()
  @Requires('observations:write')
  @Route({
    summary: 'Record something measured or seen',
    description:
      "Converted to the type's own unit (see `/observation-types`). An impossible value is refused (`impossible-value`); " +
      'an unlikely one too (`unlikely-value`), until it is sent with `confirm: true`.',
    returns: ObservationDto,
    status: 201,
    location: '/api/v1/residents/{residentId}/observations/{id}',
    example: { type: 'blood-pressure', systolic: 134, diastolic: 78, takenAt: '2026-11-24T08:30:00+01:00' },
  })
  async record(
    @IdParam('residentId') residentId: string,
    @Body() body: NewObservationDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ObservationDto> {
    return ObservationDto.from(await this.observations.record(residentId, body, caller));
  }

  @Get(':id')
  @Requires('observations:read', readsOne('observation'))
  @Route({ summary: 'Read an observation', returns: ObservationDto })
  async get(@IdParam('residentId') residentId: string, @IdParam('id') id: string): Promise<ObservationDto> {
    return ObservationDto.from(await this.observations.get(residentId, id));
  }

  @Post(':id/enter-in-error')
  @Requires('observations:write')
  @Route({
    summary: 'Mark an observation as wrong',
    description: 'It stays readable, with the reason.',
    returns: ObservationDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async enterInError(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() { reason }: EnterInErrorDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<ObservationDto> {
    return ObservationDto.from(await this.observations.enterInError(residentId, id, reason, version, caller));
  }

  @Post(':id/correct')
  @Requires('observations:write')
  @Route({
    summary: 'Put a right observation in the place of a wrong one',
    description:
      'Answers with the wrong one, which becomes `entered-in-error` and points to the right one by `correctedBy`. ' +
      'What is not sent is as it was recorded; of a blood pressure one half may be sent.',
    example: { reason: 'a slip of the finger', value: 72 },
    returns: ObservationDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async correct(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() body: ObservationCorrectionDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<ObservationDto> {
    return ObservationDto.from(await this.corrections.correct(residentId, id, body, version, caller));
  }
}
