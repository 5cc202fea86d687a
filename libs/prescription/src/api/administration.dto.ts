import { ApiSchema, IntersectionType } from '#platform/dto';
import { WitnessDto } from '#platform/access';
import {
  BooleanQuery,
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  patchOf,
  QuantityField,
  RangeEndQuery,
  StoredDto,
  TextArrayField,
  TextField,
} from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { CorrectCommand } from '../app/correct-administration.service.js';
import type { ResponseCommand } from '../domain/dose-response.js';
import type { RecordCommand } from '../domain/record-command.js';
import {
  ADMINISTRATION_STATUSES,
  EFFECTS,
  type Administration,
  type AdministrationInFull,
  type DoseResponse,
} from '../domain/administration.js';
import { CheckDto } from './can-give.dto.js';
import { OUTCOMES, REASON_CODES, type Outcome, type ReasonCode } from '../domain/outcome.js';

/** What became of a dose, apart from why. */
class ActDto {
  @InstantField({
    optional: true,
    example: '2026-11-24T08:00:00+01:00',
    description: 'the slot; left out for a dose as needed',
  })
  scheduledFor?: Instant | null;

  @EnumField(OUTCOMES, { example: 'given' })
  outcome!: Outcome;

  @QuantityField({ optional: true, example: 1, description: 'in the unit of the dose; default the dose as prescribed' })
  quantity?: Quantity | null;

  @InstantField({ optional: true, example: '2026-11-24T08:05:00+01:00', description: 'when it was done; default now' })
  administeredAt?: Instant | null;

  @TextField({ max: 2000, optional: true, example: 'with yoghurt' })
  note?: string | null;
}

class AnsweredForDto {
  @ObjectField(() => WitnessDto, { optional: true, description: 'needed for a medicine with `witnessRequired`' })
  witness?: WitnessDto | null;

  @TextArrayField({
    max: 20,
    itemMax: 50,
    optional: true,
    example: [],
    description: 'codes of rules that are gone past',
  })
  acknowledge?: readonly string[] | null;

  @TextField({
    max: 1000,
    optional: true,
    example: 'the nurse on call agreed',
    description: 'needed with `acknowledge`',
  })
  acknowledgeReason?: string | null;
}

@ApiSchema({ name: 'NewAdministration' })
export class NewAdministrationDto extends IntersectionType(ActDto, AnsweredForDto) {
  @EnumField(REASON_CODES, { optional: true, description: 'needed for all outcomes but given and self-administered' })
  reason?: ReasonCode | null;

  static toCommand(prescriptionId: string, body: NewAdministrationDto): RecordCommand {
    const { scheduledFor, outcome, reason, quantity, administeredAt, note } = body;
    return {
      prescriptionId,
      scheduledFor: scheduledFor ?? null,
      outcome,
      reason: reason ?? null,
      quantity: quantity ?? null,
      administeredAt: administeredAt ?? null,
      note: note ?? null,
      ...answeredFor(body),
    };
  }
}

@ApiSchema({ name: 'Correction' })
export class CorrectionDto extends IntersectionType(patchOf(ActDto), AnsweredForDto) {
  @TextField({
    max: 1000,
    example: 'recorded for the wrong slot',
    description: 'why the record is wrong; where it is one of the reason codes, it stands for `outcomeReason` as well',
  })
  reason!: string;

  @EnumField(REASON_CODES, { optional: true, description: 'the reason of the right outcome' })
  outcomeReason?: ReasonCode | null;

  static toCommand(body: CorrectionDto): CorrectCommand {
    const { scheduledFor, outcome, outcomeReason, quantity, administeredAt, note } = body;
    const code = REASON_CODES.find((candidate) => candidate === body.reason);
    return {
      because: body.reason,
      scheduledFor,
      outcome,
      reason: outcomeReason === undefined ? code : outcomeReason,
      quantity,
      administeredAt,
      note,
      ...answeredFor(body),
    };
  }
}

@ApiSchema({ name: 'NewDoseResponse' })
export class NewDoseResponseDto {
  @InstantField({ optional: true, example: '2026-11-24T09:05:00+01:00', description: 'when it was seen; default now' })
  at?: Instant | null;

  @EnumField(EFFECTS, { example: 'effective' })
  effect!: DoseResponse['effect'];

  @TextField({ max: 2000, optional: true, example: 'she walks without pain' })
  note?: string | null;

  static toCommand({ at, effect, note }: NewDoseResponseDto): ResponseCommand {
    return { at: at ?? null, effect, note: note ?? null };
  }
}

@ApiSchema({ name: 'DoseResponse' })
class DoseResponseDto {
  @InstantField()
  at!: Instant;

  @EnumField(EFFECTS, { example: 'effective' })
  effect!: DoseResponse['effect'];

  @TextField({ max: 2000, optional: true })
  note!: string | null;

  @IdField()
  recordedBy!: string;
}

@ApiSchema({ name: 'Administration' })
export class AdministrationDto extends StoredDto {
  @IdField()
  prescriptionId!: string;

  @IdField()
  residentId!: string;

  @IdField()
  medicationId!: string;

  @InstantField({ optional: true, description: 'the slot; null for a dose as needed' })
  scheduledFor!: Instant | null;

  @IntegerField({ min: 1, max: 1_000_000, description: 'the revision of the prescription that the dose is of' })
  revision!: number;

  @EnumField(OUTCOMES, { example: 'given' })
  outcome!: Outcome;

  @EnumField(REASON_CODES, { optional: true })
  reason!: ReasonCode | null;

  @DecimalField({ optional: true, example: 1, description: 'what was given, lost or destroyed; null: nothing' })
  quantity!: number | null;

  @TextField({ max: 50, example: 'tablet' })
  unit!: string;

  @TextField({ max: 2000, optional: true })
  note!: string | null;

  @InstantField({ description: 'when it was done' })
  administeredAt!: Instant;

  @InstantField({ description: 'when it was written down' })
  recordedAt!: Instant;

  @IdField({ description: 'the user who wrote it down' })
  recordedBy!: string;

  @IdField({ optional: true, description: 'the user who was present' })
  witnessedBy!: string | null;

  @TextArrayField({ max: 20, itemMax: 50, description: 'codes of rules that were gone past' })
  acknowledged!: readonly string[];

  @TextField({ max: 1000, optional: true })
  acknowledgeReason!: string | null;

  @EnumField(ADMINISTRATION_STATUSES, { example: 'recorded' })
  status!: Administration['status'];

  @IdField({ optional: true, description: 'the right record, where this one was wrong' })
  correctedBy!: string | null;

  @TextField({ max: 1000, optional: true })
  correctionReason!: string | null;

  @ObjectField(() => DoseResponseDto, { optional: true, description: 'what a dose as needed achieved' })
  response!: DoseResponseDto | null;

  @ObjectArrayField(() => CheckDto, {
    max: 100,
    defaulted: true,
    description: 'every rule that was looked at when it was recorded; only where one record is answered by itself',
  })
  rules?: readonly CheckDto[];

  /** By name: what JSON is made of hundreds of times is to be an object of one shape. */
  static from(administration: Administration): AdministrationDto {
    const { quantity } = administration;
    return {
      id: administration.id,
      version: administration.version,
      createdAt: administration.createdAt,
      updatedAt: administration.updatedAt,
      prescriptionId: administration.prescriptionId,
      residentId: administration.residentId,
      medicationId: administration.medicationId,
      scheduledFor: administration.scheduledFor,
      revision: administration.revision,
      outcome: administration.outcome,
      reason: administration.reason,
      quantity: quantity === null ? null : toDecimal(quantity),
      unit: administration.unit,
      note: administration.note,
      administeredAt: administration.administeredAt,
      recordedAt: administration.recordedAt,
      recordedBy: administration.recordedBy,
      witnessedBy: administration.witnessedBy,
      acknowledged: administration.acknowledged,
      acknowledgeReason: administration.acknowledgeReason,
      status: administration.status,
      correctedBy: administration.correctedBy,
      correctionReason: administration.correctionReason,
      response: administration.response,
    };
  }

  static inFull(administration: AdministrationInFull): AdministrationDto {
    const dto = AdministrationDto.from(administration);
    dto.rules = administration.rules.map(CheckDto.from);
    return dto;
  }
}

export class AdministrationQueryDto extends PageQueryDto {
  @IdField({ optional: true })
  residentId?: string;

  @IdField({ optional: true })
  prescriptionId?: string;

  @RangeEndQuery({ description: 'of the act: an instant, or a local date that means its whole day' })
  from?: string;

  @RangeEndQuery()
  to?: string;

  @BooleanQuery({
    description:
      '`true`: only doses as needed that were taken so long ago that their response is due (`RESPONSE_DUE_MINUTES`), and ' +
      'of which nobody has told it yet',
  })
  awaitingResponse?: boolean;
}

function answeredFor({ witness, acknowledge, acknowledgeReason }: AnsweredForDto) {
  return {
    witness: witness ?? null,
    acknowledge: acknowledge ?? [],
    acknowledgeReason: acknowledgeReason ?? null,
  };
}
