import { ApiParam, ApiSchema } from '#platform/dto';
import {
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateTimeField,
  PageQueryDto,
  RangeEndQuery,
  TextField,
} from '#platform/http';
import type { Instant, LocalDateTime } from '#platform/time';
import {
  ACTIVITY_BOUNDS,
  ACTIVITY_CATEGORIES,
  ACTIVITY_FORMATS,
  type ActivityCategory,
  type ActivityFormat,
} from '../domain/activity.js';
import type { SessionOverview } from '../domain/session-overview.js';

/** Documents the part of a path that says which session. */
export function SessionParam(): MethodDecorator & ClassDecorator {
  return ApiParam({
    name: 'startsAt',
    description: 'local, where the series puts the session: its `localStartsAt`',
    schema: {
      type: 'string',
      pattern: '^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d$',
      example: '2026-11-24T10:30',
    },
  });
}

@ApiSchema({ name: 'SessionPatch' })
export class SessionPatchDto {
  @EnumField(['cancelled'], { optional: true, example: 'cancelled', description: 'null: it is held after all' })
  status?: 'cancelled' | null;

  @LocalDateTimeField({ optional: true, example: '2026-12-01T11:30', description: 'where it is moved to' })
  startsAt?: LocalDateTime | null;

  @IntegerField({ min: 1, max: ACTIVITY_BOUNDS.durationMinutes, optional: true, example: 30 })
  durationMinutes?: number | null;

  @TextField({ max: ACTIVITY_BOUNDS.location, optional: true, example: 'Garden' })
  location?: string | null;

  @TextField({ max: ACTIVITY_BOUNDS.leader, optional: true, example: 'Ana Bravo Gallardo' })
  leader?: string | null;

  @IntegerField({ min: 1, max: ACTIVITY_BOUNDS.capacity, optional: true, example: 8 })
  capacity?: number | null;

  @TextField({ max: 1000, optional: true, example: 'the gymnasium is being painted' })
  reason?: string | null;
}

@ApiSchema({ name: 'Session' })
export class SessionDto {
  @IdField()
  activityId!: string;

  @TextField({ max: ACTIVITY_BOUNDS.title, example: 'Chair exercise' })
  title!: string;

  @EnumField(ACTIVITY_CATEGORIES, { example: 'physical' })
  category!: ActivityCategory;

  @EnumField(ACTIVITY_FORMATS, { example: 'group' })
  format!: ActivityFormat;

  @TextField({ max: ACTIVITY_BOUNDS.location, optional: true, example: 'Gymnasium' })
  location!: string | null;

  @TextField({ max: ACTIVITY_BOUNDS.leader, optional: true, example: 'Diego Cano Esteban' })
  leader!: string | null;

  @InstantField({ example: '2026-11-24T09:30:00.000Z' })
  startsAt!: Instant;

  @InstantField({ example: '2026-11-24T10:15:00.000Z' })
  endsAt!: Instant;

  @LocalDateTimeField({
    example: '2026-11-24T10:30',
    description: 'where the series puts it: its `{startsAt}` in paths, which stays when it is moved',
  })
  localStartsAt!: LocalDateTime;

  @EnumField(['planned', 'cancelled'], { example: 'planned' })
  status!: SessionOverview['status'];

  @IntegerField({ min: 0, max: 2_147_483_647, example: 9, description: 'who have a place' })
  enrolled!: number;

  @IntegerField({
    min: 0,
    max: 2_147_483_647,
    example: 1,
    description:
      'of those who have a place, who are on leave or in hospital then: until now by their movements; after that who is ' +
      'away now, up to the day on which they are expected, or to the end of today where that is not known or past',
  })
  away!: number;

  @IntegerField({ min: 0, max: 2_147_483_647, example: 7, description: 'who took part, wholly or partly' })
  attended!: number;

  @IntegerField({ min: 1, max: ACTIVITY_BOUNDS.capacity, optional: true, example: 12 })
  capacity!: number | null;

  @TextField({ max: 1000, optional: true, example: null, description: 'why it was cancelled or changed' })
  reason!: string | null;

  @IntegerField({
    min: 1,
    max: 2_147_483_647,
    example: 1,
    description: '1 as the series has it, one more with every change of this session',
  })
  version!: number;

  static from({ originalStartsAt, ...session }: SessionOverview): SessionDto {
    return { ...session, localStartsAt: originalStartsAt };
  }
}

export class SessionQueryDto extends PageQueryDto {
  @RangeEndQuery({ description: "an instant or a local date; default the beginning of today in the home's zone" })
  from?: string;

  @RangeEndQuery({ description: 'an instant, or a local date with its whole day; default 7 days; at most 366 days' })
  to?: string;

  @IdField({ optional: true, description: 'those that the resident has a place in or is on record with' })
  residentId?: string;

  @EnumField(ACTIVITY_CATEGORIES, { optional: true })
  category?: ActivityCategory;
}
