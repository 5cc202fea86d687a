import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { belongingIn, CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { AskCanGive } from '../app/can-give.service.js';
import { CorrectAdministration } from '../app/correct-administration.service.js';
import { ReadAdministrations } from '../app/read-administrations.service.js';
import { RecordAdministrations } from '../app/record-administrations.service.js';
import { RespondToDose } from '../app/respond-to-dose.service.js';
import { REFUSING_RULES } from '../domain/check.js';
import {
  AdministrationDto,
  AdministrationQueryDto,
  CorrectionDto,
  NewAdministrationDto,
  NewDoseResponseDto,
} from './administration.dto.js';
import { CanGiveDto, CanGiveQueryDto } from './can-give.dto.js';

/** Refusals of a record of a dose, by status. */
export const DOSE_PROBLEMS = {
  403: ['forbidden', 'witness-refused'],
  409: REFUSING_RULES.conflict,
  422: [...REFUSING_RULES.invalid, 'witness-required'],
} as const;

@ApiTags('prescription')
@Controller()
export class AdministrationController {
  constructor(
    private readonly canGiveNow: AskCanGive,
    private readonly recording: RecordAdministrations,
    private readonly corrections: CorrectAdministration,
    private readonly responses: RespondToDose,
    private readonly administrations: ReadAdministrations,
  ) {}

  @Get('prescriptions/:id/can-give')
  @Requires('prescriptions:read', readsOf('prescription', belongingIn('path', 'id')))
  @Route({
    summary: 'Whether a dose may be given, with every rule that was looked at',
    description: 'Of a scheduled medicine: the dose that an act at that instant would belong to.',
    returns: CanGiveDto,
  })
  async canGive(@IdParam('id') id: string, @Query() query: CanGiveQueryDto): Promise<CanGiveDto> {
    return CanGiveDto.from(await this.canGiveNow.ask(id, query));
  }

  @Post('prescriptions/:id/administrations')
  @Requires('administrations:write')
  @Route({
    summary: 'Record what became of a dose, once',
    description:
      'A dose is identified by its prescription and `scheduledFor`. A second record is refused and carries the first ' +
      'as `administration`. Where a rule blocks, the refusal has its code and carries all `rules` with their facts and, ' +
      "where waiting helps, `until`. What leaves the stock is taken from it: the resident's own first, the lot that " +
      'expires first. Where too little may be used, or the unit of the dose can not be counted, the code in `acknowledge` ' +
      'records the dose all the same, and opens a discrepancy. The record keeps the `rules` that were looked at.',
    example: { scheduledFor: '2026-11-24T08:00:00+01:00', outcome: 'given', note: 'with yoghurt' },
    returns: AdministrationDto,
    status: 201,
    location: '/api/v1/administrations/{id}',
    problems: DOSE_PROBLEMS,
  })
  async record(
    @IdParam('id') id: string,
    @Body() body: NewAdministrationDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AdministrationDto> {
    return AdministrationDto.inFull(await this.recording.record(NewAdministrationDto.toCommand(id, body), caller));
  }

  @Get('administrations')
  @Requires(
    'administrations:read',
    readsOf('administration', residentIn('query'), belongingIn('query', 'prescriptionId')),
  )
  @Route({
    summary: 'List administrations by the time of the act, newest first',
    description: 'Wrong records stay in it, marked `entered-in-error`. The `rules` come with one record alone.',
    returns: pageOf(AdministrationDto, 'Administration'),
  })
  async list(@Query() query: AdministrationQueryDto): Promise<Page<AdministrationDto>> {
    const { residentId, prescriptionId, from, to, awaitingResponse } = query;
    const asked = { residentId, prescriptionId, from, to, awaitingResponse };
    const found = await this.administrations.list(asked, toPageRequest(query));
    return mapPage(found, AdministrationDto.from);
  }

  @Get('administrations/:id')
  @Requires('administrations:read', readsOne('administration'))
  @Route({ summary: 'Read an administration', returns: AdministrationDto })
  async get(@IdParam('id') id: string): Promise<AdministrationDto> {
    return AdministrationDto.inFull(await this.administrations.get(id));
  }

  @Post('administrations/:id/correct')
  @Requires('administrations:write')
  @Route({
    summary: 'Put a right record in the place of a wrong one',
    description:
      'Answers with the wrong one, which becomes `entered-in-error` and points to the right one by `correctedBy`. ' +
      'What is not sent is as it was recorded.',
    example: { reason: 'it was spat out', outcome: 'refused', outcomeReason: 'refused' },
    returns: AdministrationDto,
    ifMatch: true,
    problems: { ...DOSE_PROBLEMS, 409: ['illegal-transition', ...DOSE_PROBLEMS[409]] },
  })
  async correct(
    @IdParam('id') id: string,
    @Body() body: CorrectionDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AdministrationDto> {
    const command = CorrectionDto.toCommand(body);
    return AdministrationDto.inFull(await this.corrections.correct(id, command, version, caller));
  }

  @Post('administrations/:id/response')
  @Requires('administrations:write')
  @Route({
    summary: 'Say what a dose as needed achieved, once',
    description:
      'Of a dose that was taken, of the record that stands. A second response is refused and carries the first.',
    example: { effect: 'effective', note: 'she walks without pain' },
    returns: AdministrationDto,
    ifMatch: true,
    problems: { 403: ['forbidden'], 409: ['no-response-expected', 'response-already-recorded'] },
  })
  async respond(
    @IdParam('id') id: string,
    @Body() body: NewDoseResponseDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AdministrationDto> {
    const command = NewDoseResponseDto.toCommand(body);
    return AdministrationDto.inFull(await this.responses.respond(id, command, version, caller));
  }
}
