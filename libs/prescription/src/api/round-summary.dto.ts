import { ApiSchema } from '#platform/dto';
import { InstantField, ObjectArrayField, ObjectField, TextField } from '#platform/http';
import type { Instant } from '#platform/time';
import { mapInTurns } from '#platform/turns';
import type { DatedRoundSummary } from '../app/read-round-summary.service.js';
import type { RoundOfUnit } from '../domain/round-summary.js';
import { DoseCountsDto } from './dose-counts.dto.js';
import { RoundItemDto } from './medication-round.dto.js';

const MOST = 1_000_000;

@ApiSchema({ name: 'RoundOfUnit' })
class RoundOfUnitDto {
  @TextField({ max: 100, optional: true, example: 'Ground floor', description: 'null: of who has no bed' })
  unit!: string | null;

  @InstantField()
  scheduledFor!: Instant;

  @ObjectField(() => DoseCountsDto)
  doses!: DoseCountsDto;

  static from({ unit, scheduledFor, counts }: RoundOfUnit): RoundOfUnitDto {
    return { unit, scheduledFor, doses: DoseCountsDto.from(counts) };
  }
}

@ApiSchema({ name: 'RoundSummary' })
export class RoundSummaryDto {
  @InstantField()
  from!: Instant;

  @InstantField({ description: 'the end, which is not part of it' })
  to!: Instant;

  @InstantField()
  asOf!: Instant;

  @ObjectField(() => DoseCountsDto)
  total!: DoseCountsDto;

  @ObjectArrayField(() => RoundOfUnitDto, { max: MOST, description: 'by time, then unit' })
  rounds!: readonly RoundOfUnitDto[];

  @ObjectArrayField(() => RoundItemDto, {
    max: MOST,
    description: 'not taken, taken in part or late, missed, or overdue now; by time, then bed',
  })
  toFollowUp!: readonly RoundItemDto[];

  /** In turns: there may be thousands to follow up. */
  static async from({ window, asOf, total, rounds, toFollowUp }: DatedRoundSummary): Promise<RoundSummaryDto> {
    return {
      ...window,
      asOf,
      total: DoseCountsDto.from(total),
      rounds: rounds.map(RoundOfUnitDto.from),
      toFollowUp: await mapInTurns(toFollowUp, RoundItemDto.from),
    };
  }
}
