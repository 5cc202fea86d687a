import { ApiSchema, IntersectionType } from '#platform/dto';
import {
  EnumArrayField,
  EnumField,
  IdField,
  IntegerField,
  LocalDateField,
  LocalDateTimeField,
  ObjectArrayField,
  PageQueryDto,
  StoredDto,
  TextField,
} from '#platform/http';
import type { LocalDate, LocalDateTime } from '#platform/time';
import type { PlacedEnrolment } from '../app/enrol-residents.service.js';
import {
  CONTRAINDICATION_KINDS,
  type Contraindication,
  type ContraindicationKind,
} from '../domain/contraindication.js';
import { ENROLMENT_WARNINGS, type EnrolmentWarningCode } from '../domain/enrolment-warnings.js';
import type { EnrolmentStatus } from '../domain/enrolment.js';
import { FIT_BOUNDS } from '../domain/fit.js';

const STATUSES = ['enrolled', 'waiting'] as const;

@ApiSchema({ name: 'NewEnrolment' })
export class NewEnrolmentDto {
  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000001' })
  residentId!: string;

  @LocalDateField({ optional: true, example: '2026-11-24', description: 'the first day; default today' })
  from?: LocalDate | null;

  @LocalDateField({ optional: true, example: null, description: 'the last day, itself included' })
  until?: LocalDate | null;

  @LocalDateTimeField({
    optional: true,
    example: null,
    description: 'one session only, by its `localStartsAt`; then without `from` and `until`',
  })
  session?: LocalDateTime | null;

  @EnumArrayField(ENROLMENT_WARNINGS, { defaulted: true, example: [], description: 'warnings that are accepted' })
  acknowledge?: EnrolmentWarningCode[];

  @TextField({ max: 1000, optional: true, example: null, description: 'why; `contraindicated` needs it' })
  acknowledgeReason?: string | null;
}

@ApiSchema({ name: 'Contraindication' })
export class ContraindicationDto {
  @EnumField(CONTRAINDICATION_KINDS, { example: 'mobility' })
  kind!: ContraindicationKind;

  @TextField({ max: 10_000, optional: true, example: 'walks alone', description: 'what the activity states' })
  wanted!: string | null;

  @TextField({ max: 4000, optional: true, example: 'walks with a frame', description: 'what the record has' })
  found!: string | null;

  @TextField({ max: 20_000, example: 'It takes: walks alone; of the resident is recorded: walks with a frame.' })
  detail!: string;

  static from(one: Contraindication): ContraindicationDto {
    return { ...one };
  }
}

/** One of mobility, and one of each text that is excluded. */
const MOST_AGAINST = 1 + 3 * FIT_BOUNDS.texts;

@ApiSchema({ name: 'Enrolment' })
export class EnrolmentDto extends IntersectionType(StoredDto, NewEnrolmentDto) {
  @IdField()
  activityId!: string;

  @EnumField(STATUSES, { example: 'enrolled' })
  status!: EnrolmentStatus;

  @IntegerField({
    min: 1,
    max: 2_147_483_647,
    optional: true,
    example: null,
    description: 'in the queue for a place, from 1; null: has one',
  })
  position!: number | null;

  @ObjectArrayField(() => ContraindicationDto, {
    max: MOST_AGAINST,
    description:
      'what is against it now; `wanted` and `found` are null where the caller may not read the record that it is in',
  })
  contraindications!: ContraindicationDto[];

  static from(placed: PlacedEnrolment): EnrolmentDto {
    const { heldUntil: _history, endedBy: _ended, acknowledge, contraindications, ...enrolment } = placed;
    return {
      ...enrolment,
      acknowledge: ENROLMENT_WARNINGS.filter((code) => acknowledge.includes(code)),
      contraindications: contraindications.map(ContraindicationDto.from),
    };
  }
}

export class EnrolmentQueryDto extends PageQueryDto {
  @IdField({ optional: true })
  residentId?: string;

  @EnumField(STATUSES, { optional: true })
  status?: (typeof STATUSES)[number];
}
