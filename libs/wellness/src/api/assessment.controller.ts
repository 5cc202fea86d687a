import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { CorrectAssessment } from '../app/correct-assessment.service.js';
import { RecordAssessments } from '../app/record-assessments.service.js';
import { AssessmentCorrectionDto, AssessmentDto, AssessmentQueryDto, NewAssessmentDto } from './assessment.dto.js';
import { EnterInErrorDto } from './observation.dto.js';

@ApiTags('wellness')
@Controller('residents/:residentId/assessments')
export class AssessmentController {
  constructor(
    private readonly assessments: RecordAssessments,
    private readonly corrections: CorrectAssessment,
  ) {}

  @Get()
  @Requires('observations:read', readsOf('assessment', residentIn('path')))
  @Route({ summary: "List a resident's assessments, newest first", returns: pageOf(AssessmentDto, 'Assessment') })
  async list(
    @IdParam('residentId') residentId: string,
    @Query() query: AssessmentQueryDto,
  ): Promise<Page<AssessmentDto>> {
    return mapPage(await this.assessments.list(residentId, query.instrument, toPageRequest(query)), AssessmentDto.from);
  }

  @Post()
  @Requires('observations:write')
  @Route({
    summary: 'Assess a resident with an instrument',
    description:
      'Scores, band and advice are computed from the answers, by the instrument as `/assessment-instruments/{code}` shows it. ' +
      'With an answer missing the result is `incomplete`: a partial sum, never a total.',
    returns: AssessmentDto,
    status: 201,
    location: '/api/v1/residents/{residentId}/assessments/{id}',
  })
  async record(
    @IdParam('residentId') residentId: string,
    @Body() body: NewAssessmentDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AssessmentDto> {
    return AssessmentDto.from(await this.assessments.record(residentId, body, caller));
  }

  @Get(':id')
  @Requires('observations:read', readsOne('assessment'))
  @Route({ summary: 'Read an assessment', returns: AssessmentDto })
  async get(@IdParam('residentId') residentId: string, @IdParam('id') id: string): Promise<AssessmentDto> {
    return AssessmentDto.from(await this.assessments.get(residentId, id));
  }

  @Post(':id/enter-in-error')
  @Requires('observations:write')
  @Route({
    summary: 'Mark an assessment as wrong',
    description: 'It stays readable, with the reason.',
    returns: AssessmentDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async enterInError(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() { reason }: EnterInErrorDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AssessmentDto> {
    return AssessmentDto.from(await this.assessments.enterInError(residentId, id, reason, version, caller));
  }

  @Post(':id/correct')
  @Requires('observations:write')
  @Route({
    summary: 'Put a right assessment in the place of a wrong one',
    description:
      'Answers with the wrong one, which becomes `entered-in-error` and points to the right one by `correctedBy`. ' +
      'What is not sent is as it was recorded; `answers` are sent whole. The right one is scored anew.',
    example: { reason: 'of the day before', assessedAt: '2026-11-23T08:30:00+01:00' },
    returns: AssessmentDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async correct(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() body: AssessmentCorrectionDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AssessmentDto> {
    return AssessmentDto.from(await this.corrections.correct(residentId, id, body, version, caller));
  }
}
