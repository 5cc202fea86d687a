import { ApiSchema, IntersectionType } from '@nestjs/swagger';
import {
  EnumArrayField,
  EnumField,
  IdField,
  IntegerField,
  LocalDateField,
  LocalDateTimeField,
  PageQueryDto,
  StoredDto,
  TextField,
} from '#platform/http';
import type { LocalDate, LocalDateTime } from '#platform/time';
import type { PlacedEnrolment } from '../app/enrol-residents.service.js';
import type { EnrolmentStatus } from '../domain/enrolment.js';

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

  @EnumArrayField(['schedule-clash'], { defaulted: true, example: [], description: 'warnings that are accepted' })
  acknowledge?: string[];

  @TextField({ max: 1000, optional: true, example: null, description: 'why' })
  acknowledgeReason?: string | null;
}

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

  static from({ heldUntil: _history, endedBy: _ended, acknowledge, ...enrolment }: PlacedEnrolment): EnrolmentDto {
    return { ...enrolment, acknowledge: [...acknowledge] };
  }
}

export class EnrolmentQueryDto extends PageQueryDto {
  @IdField({ optional: true })
  residentId?: string;

  @EnumField(STATUSES, { optional: true })
  status?: (typeof STATUSES)[number];
}
