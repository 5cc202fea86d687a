import { ApiProperty, ApiSchema, IntersectionType } from '#platform/dto';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  patchOf,
  StoredDto,
  TextField,
} from '#platform/http';
import type { Instant } from '#platform/time';
import type { DescribedItem, DescribedReconciliation } from '../app/describe-reconciliation.service.js';
import type { ListedReconciliation } from '../app/read-reconciliations.service.js';
import type { ReadStatus } from '../domain/prescription.js';
import {
  DECISIONS,
  RECONCILIATION_STATUSES,
  type DecidedAmendment,
  type Decision,
  type DecisionCommand,
  type ReconciliationStatus,
} from '../domain/reconciliation.js';
import { RoundBedDto, RoundMedicationDto } from './medication-round.dto.js';
import { changesOf, READ_STATUSES, seen, SeenWarningsDto, TermsDto } from './prescription.dto.js';
import { DoseDto, fromSchedule, SCHEDULE_SCHEMA, type ScheduleDto } from './schedule.dto.js';

const MAX_DECISIONS = 200;

@ApiSchema({ name: 'ReconciliationAmendment' })
class AmendmentInDecisionDto extends IntersectionType(patchOf(TermsDto), SeenWarningsDto) {
  @InstantField({
    optional: true,
    example: '2026-11-24T18:00:00+01:00',
    description: 'from when on it holds; default now',
  })
  effectiveFrom?: Instant | null;

  @TextField({
    max: 1000,
    optional: true,
    example: 'as the hospital advises',
    description: 'default that of the decision',
  })
  reason?: string | null;

  static toCommand(body: AmendmentInDecisionDto): DecidedAmendment {
    const { effectiveFrom = null, reason = null } = body;
    return { effectiveFrom, reason, changes: changesOf(body), ...seen(body) };
  }
}

@ApiSchema({ name: 'ReconciliationDecision' })
class DecisionDto {
  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000003' })
  prescriptionId!: string;

  @EnumField(DECISIONS, { example: 'change' })
  decision!: Decision;

  @ObjectField(() => AmendmentInDecisionDto, {
    optional: true,
    description: 'for a `change`, and needed then: what is otherwise, as for `POST /prescriptions/{id}/amend`',
  })
  amendment?: AmendmentInDecisionDto | null;

  @TextField({ max: 1000, optional: true, example: 'as the hospital advises', description: 'needed but to `continue`' })
  reason?: string | null;

  static toCommand({ prescriptionId, decision, amendment, reason = null }: DecisionDto): DecisionCommand {
    const amended = amendment === undefined || amendment === null ? null : AmendmentInDecisionDto.toCommand(amendment);
    return { prescriptionId, decision, amendment: amended, reason };
  }
}

@ApiSchema({ name: 'ReconciliationDecisions' })
export class DecisionsDto {
  @ObjectArrayField(() => DecisionDto, { min: 1, max: MAX_DECISIONS })
  decisions!: readonly DecisionDto[];

  static toCommands({ decisions }: DecisionsDto): readonly DecisionCommand[] {
    return decisions.map(DecisionDto.toCommand);
  }
}

@ApiSchema({ name: 'ReconciliationItem' })
class ReconciliationItemDto {
  @IdField()
  prescriptionId!: string;

  @ObjectField(() => RoundMedicationDto)
  medication!: RoundMedicationDto;

  @ObjectField(() => DoseDto, { description: 'of the terms now in force, as the route and the schedule' })
  dose!: DoseDto;

  @TextField({ max: 50, example: 'oral' })
  route!: string;

  @ApiProperty(SCHEDULE_SCHEMA)
  schedule!: ScheduleDto;

  @EnumField(READ_STATUSES, { example: 'active', description: 'of the prescription, now' })
  status!: ReadStatus;

  @BooleanField({ description: 'false also where the prescription was stopped, completed or found to be an error' })
  needsDecision!: boolean;

  @EnumField(DECISIONS, { optional: true, example: 'continue' })
  decision!: Decision | null;

  @TextField({ max: 1000, optional: true })
  reason!: string | null;

  @IdField({ optional: true })
  decidedBy!: string | null;

  @InstantField({ optional: true })
  decidedAt!: Instant | null;

  static from(item: DescribedItem): ReconciliationItemDto {
    const { prescriptionId, prescription, medication, needsDecision, decision, reason, decidedBy, decidedAt } = item;
    const { id, name, strength, form } = medication;
    const { dose, route, schedule } = prescription.inForce;
    return {
      prescriptionId,
      medication: { id, name, strength, form },
      dose: DoseDto.from(dose),
      route,
      schedule: fromSchedule(schedule),
      status: prescription.status,
      needsDecision,
      decision,
      reason,
      decidedBy,
      decidedAt,
    };
  }
}

class OfReturnDto extends StoredDto {
  @IdField()
  residentId!: string;

  @IdField({ description: 'the return from hospital' })
  movementId!: string;

  @InstantField()
  returnedAt!: Instant;

  @EnumField(RECONCILIATION_STATUSES, {
    example: 'open',
    description: '`cancelled`: they left, were in hospital once more, or the return was an error',
  })
  status!: ReconciliationStatus;

  @IntegerField({
    min: 0,
    max: 1_000_000,
    example: 2,
    description: 'how many prescriptions are still to be decided on',
  })
  undecided!: number;
}

@ApiSchema({ name: 'Reconciliation' })
export class ReconciliationDto extends OfReturnDto {
  @ObjectArrayField(() => ReconciliationItemDto, { max: 1_000_000, description: 'in the order of prescribing' })
  items!: readonly ReconciliationItemDto[];

  static from({ cancelledBy: _, items, ...reconciliation }: DescribedReconciliation): ReconciliationDto {
    return { ...reconciliation, items: items.map(ReconciliationItemDto.from) };
  }
}

@ApiSchema({ name: 'ListedReconciliation' })
export class ListedReconciliationDto extends OfReturnDto {
  @TextField({ max: 402, example: 'Ortega Núñez, Carmen' })
  residentName!: string;

  @ObjectField(() => RoundBedDto, { optional: true })
  bed!: RoundBedDto | null;

  static from({ cancelledBy: _, ...reconciliation }: ListedReconciliation): ListedReconciliationDto {
    return reconciliation;
  }
}

export class ReconciliationQueryDto extends PageQueryDto {
  @EnumField(RECONCILIATION_STATUSES, { optional: true, description: 'default `open`' })
  status?: ReconciliationStatus;

  @TextField({ max: 100, optional: true, example: 'Ground floor', description: 'where the resident is now' })
  unit?: string;
}
