import { ApiProperty, ApiSchema, IntersectionType, OmitType } from '#platform/dto';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  patchOf,
  StoredDto,
  TextArrayField,
  TextField,
  UnionField,
} from '#platform/http';
import { given } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { AmendCommand, PrescribeCommand, SeenWarnings } from '../app/prescribe.service.js';
import type { PrescriptionAt } from '../domain/prescription-at.js';
import {
  PRESCRIPTION_STATUSES,
  type PrescriptionStatus,
  type PrescriptionTerms,
  type ReadStatus,
  type Revision,
  type StatusPeriod,
} from '../domain/prescription.js';
import { WARNING_CODES, type SafetyWarning, type WarningCode } from '../domain/safety-warning.js';
import {
  DoseDto,
  fromSchedule,
  NEW_SCHEDULE_SCHEMA,
  NEW_SCHEDULES,
  NewDoseDto,
  SCHEDULE_SCHEMA,
  toSchedule,
  type NewScheduleDto,
  type ScheduleDto,
} from './schedule.dto.js';

export const READ_STATUSES: readonly ReadStatus[] = [...PRESCRIPTION_STATUSES, 'completed'];
const SCHEDULE_EXAMPLE = { kind: 'times', times: ['08:00', '20:00'] };

/** What is prescribed, as a request has it. */
export class TermsDto {
  @ObjectField(() => NewDoseDto)
  dose!: NewDoseDto;

  @TextField({ max: 50, example: 'oral' })
  route!: string;

  @TextField({ max: 500, optional: true, example: 'type 2 diabetes' })
  indication?: string | null;

  @TextField({ max: 2000, optional: true, example: 'with food' })
  instructions?: string | null;

  @UnionField('kind', NEW_SCHEDULES, { schema: NEW_SCHEDULE_SCHEMA, example: SCHEDULE_EXAMPLE })
  schedule!: NewScheduleDto;

  @LocalDateField({ example: '2026-11-24' })
  startsOn!: LocalDate;

  @LocalDateField({ optional: true, example: '2027-02-24', description: 'the last day, itself included' })
  endsOn?: LocalDate | null;

  @TextField({ max: 200, example: 'Dr. Gil', description: 'who ordered it' })
  prescriber!: string;

  @BooleanField({ optional: true, example: false, description: 'an overdue or missed dose is to be told at once' })
  critical?: boolean | null;
}

export class SeenWarningsDto {
  @TextArrayField({
    max: 20,
    itemMax: 50,
    optional: true,
    example: [],
    description: 'codes of warnings that were seen',
  })
  acknowledge?: readonly string[] | null;

  @TextField({
    max: 1000,
    optional: true,
    example: 'benefit outweighs the risk',
    description: 'why they are gone past; needed with `acknowledge`',
  })
  acknowledgeReason?: string | null;
}

@ApiSchema({ name: 'NewPrescription' })
export class NewPrescriptionDto extends IntersectionType(TermsDto, SeenWarningsDto) {
  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000001' })
  residentId!: string;

  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000002' })
  medicationId!: string;

  @EnumField(['draft', 'active'], { optional: true, example: 'active', description: 'default `active`' })
  status?: 'draft' | 'active' | null;

  static toCommand(body: NewPrescriptionDto): PrescribeCommand {
    const { residentId, medicationId, status, dose, route, startsOn, prescriber } = body;
    return {
      residentId,
      medicationId,
      draft: status === 'draft',
      terms: {
        dose,
        route,
        indication: body.indication ?? null,
        instructions: body.instructions ?? null,
        schedule: toSchedule(body.schedule),
        startsOn,
        endsOn: body.endsOn ?? null,
        prescriber,
        critical: body.critical ?? false,
      },
      ...seen(body),
    };
  }
}

@ApiSchema({ name: 'Amendment' })
export class AmendmentDto extends IntersectionType(patchOf(TermsDto), SeenWarningsDto) {
  @InstantField({ example: '2026-11-25T00:00:00+01:00', description: 'from when on it holds' })
  effectiveFrom!: Instant;

  @TextField({ max: 1000, example: 'blood pressure still high' })
  reason!: string;

  static toCommand(body: AmendmentDto): AmendCommand {
    const { effectiveFrom, reason } = body;
    return { effectiveFrom, reason, changes: changesOf(body), ...seen(body) };
  }
}

/** The terms that an amendment changes. */
export function changesOf(body: Partial<TermsDto>): Partial<PrescriptionTerms> {
  const { dose, route, indication, instructions, startsOn, endsOn, prescriber } = body;
  const schedule = body.schedule && toSchedule(body.schedule);
  const critical = body.critical === null ? false : body.critical;
  return given({ dose, route, indication, instructions, schedule, startsOn, endsOn, prescriber, critical });
}

@ApiSchema({ name: 'StatusChange' })
export class StatusChangeDto {
  @InstantField({ optional: true, example: '2026-11-24T09:00:00+01:00', description: 'default now; may lie ahead' })
  at?: Instant | null;

  @TextField({ max: 1000, example: 'low blood pressure' })
  reason!: string;
}

@ApiSchema({ name: 'RelatedRecord' })
class RelatedRecordDto {
  @EnumField(['allergy', 'prescription', 'medication', 'resident'])
  type!: SafetyWarning['related'][number]['type'];

  @IdField()
  id!: string;
}

@ApiSchema({ name: 'SafetyWarning' })
class SafetyWarningDto {
  @EnumField(WARNING_CODES, { example: 'duplicate-therapy' })
  code!: WarningCode;

  @EnumField(['high', 'moderate', 'low'], { example: 'high' })
  severity!: SafetyWarning['severity'];

  @TextField({ max: 5000, example: 'The resident already has the same substance: Paracetamol 500 mg tablets.' })
  detail!: string;

  @ObjectArrayField(() => RelatedRecordDto, { max: 1000, description: 'the records that it comes from' })
  related!: readonly RelatedRecordDto[];
}

@ApiSchema({ name: 'SafetyCheck' })
export class SafetyCheckDto {
  @ObjectArrayField(() => SafetyWarningDto, { max: 1000 })
  warnings!: readonly SafetyWarningDto[];

  static from(warnings: readonly SafetyWarning[]): SafetyCheckDto {
    return { warnings };
  }
}

@ApiSchema({ name: 'AcknowledgedWarning' })
class AcknowledgedWarningDto extends SafetyWarningDto {
  @TextField({ max: 1000, example: 'benefit outweighs the risk' })
  reason!: string;

  @IdField()
  acknowledgedBy!: string;

  @InstantField()
  acknowledgedAt!: Instant;
}

@ApiSchema({ name: 'PrescriptionStatusPeriod' })
class StatusPeriodDto {
  @EnumField(PRESCRIPTION_STATUSES, { example: 'active' })
  status!: PrescriptionStatus;

  @InstantField()
  from!: Instant;

  @InstantField({ optional: true, description: 'null: open' })
  to!: Instant | null;

  @TextField({ max: 1000, optional: true })
  reason!: string | null;

  @IdField()
  recordedBy!: string;

  @InstantField()
  recordedAt!: Instant;

  static from({ status, from, to, reason, recordedBy, recordedAt }: StatusPeriod): StatusPeriodDto {
    return { status, from, to, reason, recordedBy, recordedAt };
  }
}

/** What is prescribed, as an answer has it. */
class TermsInForceDto extends OmitType(TermsDto, ['dose', 'schedule', 'critical']) {
  @ObjectField(() => DoseDto)
  dose!: DoseDto;

  @ApiProperty({ ...SCHEDULE_SCHEMA, example: SCHEDULE_EXAMPLE })
  schedule!: ScheduleDto;

  @BooleanField({ example: false })
  critical!: boolean;
}

@ApiSchema({ name: 'PrescriptionRevision' })
export class RevisionDto extends TermsInForceDto {
  @IntegerField({ min: 1, max: 1_000_000, example: 1 })
  revision!: number;

  @InstantField()
  effectiveFrom!: Instant;

  @TextField({ max: 1000, optional: true, description: 'why it was amended; null for the first' })
  reason!: string | null;

  @IdField()
  recordedBy!: string;

  @InstantField()
  recordedAt!: Instant;

  static from(revision: Revision): RevisionDto {
    return { ...revision, dose: DoseDto.from(revision.dose), schedule: fromSchedule(revision.schedule) };
  }
}

@ApiSchema({ name: 'Prescription' })
export class PrescriptionDto extends IntersectionType(StoredDto, TermsInForceDto) {
  @IdField()
  residentId!: string;

  @IdField()
  medicationId!: string;

  @EnumField(READ_STATUSES, { example: 'active', description: 'past `endsOn` it reads `completed`' })
  status!: ReadStatus;

  @IntegerField({ min: 1, max: 1_000_000, description: 'the one in force, which the terms are of' })
  revision!: number;

  @ObjectArrayField(() => StatusPeriodDto, { max: 1_000_000, description: 'who changed it, when and why' })
  statusHistory!: readonly StatusPeriodDto[];

  @ObjectArrayField(() => AcknowledgedWarningDto, { max: 1_000_000, description: 'warnings that were gone past' })
  acknowledged!: readonly AcknowledgedWarningDto[];

  static from({ prescription, status, inForce }: PrescriptionAt): PrescriptionDto {
    const { id, version, createdAt, updatedAt, residentId, medicationId, acknowledged, statusHistory } = prescription;
    const { revision, route, indication, instructions, startsOn, endsOn, prescriber, critical } = inForce;
    return {
      id,
      version,
      createdAt,
      updatedAt,
      residentId,
      medicationId,
      dose: DoseDto.from(inForce.dose),
      route,
      indication,
      instructions,
      schedule: fromSchedule(inForce.schedule),
      startsOn,
      endsOn,
      prescriber,
      critical,
      status,
      revision,
      statusHistory: statusHistory.map(StatusPeriodDto.from),
      acknowledged,
    };
  }
}

export class PrescriptionQueryDto extends PageQueryDto {
  @IdField({ optional: true })
  residentId?: string;

  @EnumField(READ_STATUSES, { optional: true })
  status?: ReadStatus;
}

export function seen({ acknowledge, acknowledgeReason }: SeenWarningsDto): SeenWarnings {
  return { acknowledge: acknowledge ?? [], acknowledgeReason: acknowledgeReason ?? null };
}
