import { ApiSchema } from '#platform/dto';
import {
  BooleanField,
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateTimeField,
  ObjectField,
  TextField,
} from '#platform/http';
import { toDecimal } from '#platform/kernel';
import type { Instant, LocalDateTime } from '#platform/time';
import { EFFECTS, type Administration, type DoseResponse } from '../domain/administration.js';
import { DOSE_STATES, type DoseState } from '../domain/dose-window.js';
import type { MarAsNeededDose } from '../domain/mar-as-needed.js';
import type { MarCorrection } from '../domain/mar-line.js';
import type { MarDose } from '../domain/mar.js';
import { OUTCOMES, REASON_CODES, type Outcome, type ReasonCode } from '../domain/outcome.js';
import { chartCode } from '../domain/reason-words.js';
import type { NotRequiredBecause } from '../domain/schedule.js';

/** Most characters of initials with their number. */
export const MAX_INITIALS = 20;

/** The initials of a user, by id. */
export type Signed = (id: string) => string;

@ApiSchema({ name: 'MarResponse' })
class MarResponseDto {
  @InstantField()
  at!: Instant;

  @EnumField(EFFECTS, { example: 'effective' })
  effect!: DoseResponse['effect'];

  @TextField({ max: 2000, optional: true })
  note!: string | null;

  @TextField({ max: MAX_INITIALS, example: 'NR' })
  by!: string;
}

@ApiSchema({ name: 'MarRecord' })
export class MarRecordDto {
  @IdField({ description: 'of the administration' })
  id!: string;

  @InstantField({ optional: true, description: 'the slot; null: a dose as needed' })
  scheduledFor!: Instant | null;

  @EnumField(OUTCOMES, { example: 'given' })
  outcome!: Outcome;

  @EnumField(REASON_CODES, { optional: true })
  reason!: ReasonCode | null;

  @TextField({ max: 1, optional: true, example: 'R', description: 'for the cell; null: the initials say it all' })
  code!: string | null;

  @DecimalField({ optional: true, example: 1, description: 'what was given, lost or destroyed; null: nothing' })
  quantity!: number | null;

  @TextField({ max: 50, example: 'tablet' })
  unit!: string;

  @InstantField({ description: 'when it was done' })
  administeredAt!: Instant;

  @InstantField({ description: 'when it was written down' })
  recordedAt!: Instant;

  @TextField({ max: MAX_INITIALS, example: 'NR', description: 'initials of who wrote it down' })
  by!: string;

  @TextField({ max: MAX_INITIALS, optional: true, example: 'MS', description: 'initials of who was present' })
  witness!: string | null;

  @TextField({ max: 2000, optional: true, example: 'with yoghurt' })
  note!: string | null;

  @TextField({ max: 1000, optional: true, description: 'why a rule was gone past' })
  acknowledgeReason!: string | null;

  static from(record: Administration, signed: Signed): MarRecordDto {
    const { id, scheduledFor, outcome, reason, quantity, unit, administeredAt, recordedAt } = record;
    const { recordedBy, witnessedBy, note, acknowledgeReason } = record;
    return {
      id,
      scheduledFor,
      outcome,
      reason,
      unit,
      administeredAt,
      recordedAt,
      note,
      acknowledgeReason,
      code: chartCode(outcome, reason)?.code ?? null,
      quantity: quantity === null ? null : toDecimal(quantity),
      by: signed(recordedBy),
      witness: witnessedBy === null ? null : signed(witnessedBy),
    };
  }
}

@ApiSchema({ name: 'MarDose' })
export class MarDoseDto {
  @InstantField()
  scheduledFor!: Instant;

  @LocalDateTimeField({ example: '2026-11-24T08:00', description: 'as the schedule has it' })
  local!: LocalDateTime;

  @IntegerField({ min: 1, max: 1_000_000, description: 'whose terms it has' })
  revision!: number;

  @EnumField(DOSE_STATES, { example: 'given', description: "the clock's, or the outcome recorded" })
  state!: DoseState;

  @EnumField(['on-leave', 'in-hospital', 'suspended'], { optional: true })
  notRequiredBecause!: NotRequiredBecause | null;

  @BooleanField({ description: 'recorded, and no longer of the schedule, which was changed afterwards' })
  isOffSchedule!: boolean;

  @BooleanField({ description: 'taken once it was overdue' })
  isLate!: boolean;

  @BooleanField({ description: 'taken, but not the quantity prescribed' })
  isOtherQuantity!: boolean;

  @ObjectField(() => MarRecordDto, { optional: true })
  administration!: MarRecordDto | null;

  static from(dose: MarDose, signed: Signed): MarDoseDto {
    const { administration } = dose;
    return {
      scheduledFor: dose.scheduledFor,
      local: dose.local,
      revision: dose.revision,
      notRequiredBecause: dose.notRequiredBecause,
      state: dose.state,
      isOffSchedule: dose.isOffSchedule,
      isLate: dose.isLate,
      isOtherQuantity: dose.isOtherQuantity,
      administration: administration === null ? null : MarRecordDto.from(administration, signed),
    };
  }
}

@ApiSchema({ name: 'MarDayTotal' })
class MarDayTotalDto {
  @IntegerField({ min: 0, max: 1_000_000, example: 2 })
  doses!: number;

  @DecimalField({ example: 2, description: 'in the unit of the dose' })
  quantity!: number;

  @BooleanField({ description: 'whether there were doses in another unit, which the quantity does not count' })
  hasOtherUnits!: boolean;
}

@ApiSchema({ name: 'MarAsNeededDose' })
export class MarAsNeededDoseDto {
  @ObjectField(() => MarRecordDto)
  administration!: MarRecordDto;

  @ObjectField(() => MarResponseDto, { optional: true, description: 'what it achieved; null: nobody has said' })
  response!: MarResponseDto | null;

  @ObjectField(() => MarDayTotalDto, {
    description: 'of the substance, by whatever prescription, in the 24 hours that end with it',
  })
  total!: MarDayTotalDto;

  static from({ administration, total }: MarAsNeededDose, signed: Signed): MarAsNeededDoseDto {
    const { response } = administration;
    return {
      administration: MarRecordDto.from(administration, signed),
      response:
        response === null
          ? null
          : { at: response.at, effect: response.effect, note: response.note, by: signed(response.recordedBy) },
      total: { ...total, quantity: toDecimal(total.quantity) },
    };
  }
}

@ApiSchema({ name: 'MarCorrection' })
export class MarCorrectionDto {
  @ObjectField(() => MarRecordDto, { description: 'what does not hold' })
  wrong!: MarRecordDto;

  @TextField({ max: 1000, optional: true, example: 'recorded for the wrong slot', description: 'why it is wrong' })
  reason!: string | null;

  @ObjectField(() => MarRecordDto, { optional: true, description: 'what holds, by whom and since when' })
  right!: MarRecordDto | null;

  static from({ wrong, right }: MarCorrection, signed: Signed): MarCorrectionDto {
    return {
      wrong: MarRecordDto.from(wrong, signed),
      reason: wrong.correctionReason,
      right: right === null ? null : MarRecordDto.from(right, signed),
    };
  }
}
