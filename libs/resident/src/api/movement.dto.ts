import { ApiSchema, IntersectionType } from '#platform/dto';
import { EnumField, IdField, InstantField, IntegerField, LocalDateField, StoredDto, TextField } from '#platform/http';
import type { Instant, LocalDate } from '#platform/time';
import { MOVEMENT_STATUSES, MOVEMENT_TYPES, type Movement, type MovementType } from '../domain/movement.js';

@ApiSchema({ name: 'NewMovement' })
export class NewMovementDto {
  @EnumField(MOVEMENT_TYPES, { example: 'admission' })
  type!: MovementType;

  @InstantField({
    optional: true,
    example: '2026-11-24T10:30:00+01:00',
    description: 'default now; never in the future',
  })
  at?: Instant | null;

  @IdField({
    optional: true,
    example: '0199b1d0-7c00-7000-8000-000000000002',
    description: 'for an admission or a transfer',
  })
  bedId?: string | null;

  @TextField({ max: 1000, optional: true, example: 'moves in from home' })
  reason?: string | null;

  @LocalDateField({ optional: true, example: '2026-12-01', description: 'for leave or hospital' })
  expectedReturnOn?: LocalDate | null;
}

@ApiSchema({ name: 'MovementPatch' })
export class MovementPatchDto {
  @LocalDateField({ optional: true, example: '2026-12-08', description: 'null: not known' })
  expectedReturnOn?: LocalDate | null;
}

@ApiSchema({ name: 'MovementInError' })
export class MovementInErrorDto {
  @TextField({ max: 1000, example: 'it was another resident' })
  reason!: string;
}

@ApiSchema({ name: 'Movement' })
export class MovementDto extends IntersectionType(StoredDto, NewMovementDto) {
  @IdField()
  residentId!: string;

  @IntegerField({ min: 1, max: 1_000_000, description: '1, 2, 3 … for each resident' })
  sequence!: number;

  @EnumField(MOVEMENT_STATUSES)
  status!: Movement['status'];

  @TextField({ max: 1000, optional: true, description: 'why it is wrong' })
  statusReason!: string | null;

  @IdField({ optional: true, description: 'the user who marked it as wrong' })
  markedBy!: string | null;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  static from(movement: Movement): MovementDto {
    return { ...movement };
  }
}
