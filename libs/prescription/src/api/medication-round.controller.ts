import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { Route } from '#platform/http';
import { ReadMedicationRound } from '../app/medication-round.service.js';
import { ReadRoundSummary } from '../app/read-round-summary.service.js';
import { RecordAdministrations } from '../app/record-administrations.service.js';
import {
  MedicationRoundDto,
  MedicationRoundQueryDto,
  RoundRecordsDto,
  RoundResultsDto,
} from './medication-round.dto.js';
import { RoundSummaryDto } from './round-summary.dto.js';

@ApiTags('prescription')
@Controller('medication-rounds')
export class MedicationRoundController {
  constructor(
    private readonly rounds: ReadMedicationRound,
    private readonly summaries: ReadRoundSummary,
    private readonly recording: RecordAdministrations,
  ) {}

  @Get()
  @Requires('administrations:read', readsOf('medication-round', residentIn('query')))
  @Route({
    summary: 'The medication round: every dose due in a window, recorded or not',
    description:
      'In order of time, then unit, room and bed. Doses of who is on leave or in hospital, and of suspended ' +
      'prescriptions, are `not-required`. What is given when needed comes in `asNeeded`, as it stands now.',
    returns: MedicationRoundDto,
  })
  async read(@Query() query: MedicationRoundQueryDto): Promise<MedicationRoundDto> {
    return MedicationRoundDto.from(await this.rounds.read(query));
  }

  @Get('summary')
  @Requires('administrations:read', readsOf('medication-round', residentIn('query')))
  @Route({
    summary: 'What became of a round, to hand over to the next shift',
    description:
      'How many doses were given, refused, omitted, missed and late, by time and unit; and those that somebody has to look ' +
      'at, as the round has them.',
    returns: RoundSummaryDto,
  })
  async summary(@Query() query: MedicationRoundQueryDto): Promise<RoundSummaryDto> {
    return RoundSummaryDto.from(await this.summaries.read(query));
  }

  @Post('record')
  @Requires('administrations:write')
  @Route({
    summary: 'Record up to 200 doses of a round',
    description:
      'Each item is judged by itself and answered by its index, as `POST /prescriptions/{id}/administrations` would: a ' +
      'refused one never stops the others.',
    example: {
      items: [
        {
          prescriptionId: '0199b1d0-7c00-7000-8000-000000000003',
          scheduledFor: '2026-11-24T08:00:00+01:00',
          outcome: 'given',
        },
        {
          prescriptionId: '0199b1d0-7c00-7000-8000-000000000004',
          scheduledFor: '2026-11-24T08:00:00+01:00',
          outcome: 'refused',
          reason: 'refused',
        },
      ],
    },
    returns: RoundResultsDto,
  })
  async record(@Body() body: RoundRecordsDto, @CurrentCaller() caller: Caller): Promise<RoundResultsDto> {
    const recorded = await this.recording.recordMany(RoundRecordsDto.toCommands(body), caller);
    return RoundResultsDto.from(recorded, '/api/v1/medication-rounds/record');
  }
}
