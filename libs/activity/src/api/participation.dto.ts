import { ApiSchema, IntersectionType } from '#platform/dto';
import {
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  IntegerQuery,
  LocalDateField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  RangeEndQuery,
  TextField,
} from '#platform/http';
import type { Instant, IsoWeek, LocalDate } from '#platform/time';
import { IDLE_DAYS, type DescribedIdle } from '../app/find-without-participation.service.js';
import type { ResidentParticipation } from '../app/read-participation.service.js';
import { ACTIVITY_CATEGORIES, type ActivityCategory } from '../domain/activity.js';

const MOST = 1_000_000;

class ParticipationCountsDto {
  @IntegerField({
    min: 0,
    max: MOST,
    example: 9,
    description: 'sessions that were held while the resident was in the home and had a place, and those on record',
  })
  offered!: number;

  @IntegerField({ min: 0, max: MOST, example: 6, description: 'wholly or partly' })
  attended!: number;

  @IntegerField({ min: 0, max: MOST, example: 1 })
  declined!: number;

  @IntegerField({ min: 0, max: MOST, example: 1 })
  absent!: number;

  @IntegerField({
    min: 0,
    max: 100_000_000,
    example: 315,
    description: 'how long the sessions attended took; one attended partly counts whole',
  })
  minutes!: number;

  @DecimalField({ optional: true, example: 3.8, description: '1 to 5, of the sessions where it is stated' })
  meanEngagement!: number | null;
}

@ApiSchema({ name: 'CategoryParticipation' })
class CategoryParticipationDto extends ParticipationCountsDto {
  @EnumField(ACTIVITY_CATEGORIES, { example: 'physical' })
  category!: ActivityCategory;
}

@ApiSchema({ name: 'WeekParticipation' })
class WeekParticipationDto extends ParticipationCountsDto {
  @TextField({ max: 8, example: '2026-W48', description: "of ISO 8601, in the home's zone" })
  week!: IsoWeek;

  @LocalDateField({ example: '2026-11-23', description: 'its Monday; only what lies in the window is counted' })
  from!: LocalDate;
}

class ParticipationHeadDto {
  @IdField()
  residentId!: string;

  @InstantField()
  from!: Instant;

  @InstantField({ description: 'the end, which is not part of it' })
  to!: Instant;

  @InstantField({ description: 'what begins later is not counted' })
  asOf!: Instant;
}

@ApiSchema({ name: 'Participation' })
export class ParticipationDto extends IntersectionType(ParticipationHeadDto, ParticipationCountsDto) {
  @ObjectArrayField(() => CategoryParticipationDto, {
    max: ACTIVITY_CATEGORIES.length,
    description: 'those of which something was offered',
  })
  byCategory!: readonly CategoryParticipationDto[];

  @ObjectArrayField(() => WeekParticipationDto, {
    max: 54,
    description: 'every week of the window that has begun, also those without anything',
  })
  byWeek!: readonly WeekParticipationDto[];

  static from({
    name: _name,
    timeZone: _zone,
    window,
    byWeek,
    ...participation
  }: ResidentParticipation): ParticipationDto {
    const weeks = byWeek.map(({ byCategory: _drawn, ...week }) => week);
    return { ...window, ...participation, byWeek: weeks };
  }
}

export class ParticipationQueryDto {
  @RangeEndQuery({
    description: 'an instant or a local date; default 28 days before the end, that day among them; at most 366 days',
  })
  from?: string;

  @RangeEndQuery({ description: 'an instant, or a local date with its whole day; default the end of today' })
  to?: string;
}

@ApiSchema({ name: 'ParticipantBed' })
class ParticipantBedDto {
  @IdField()
  id!: string;

  @TextField({ max: 100, example: 'A' })
  name!: string;

  @IdField()
  roomId!: string;

  @TextField({ max: 100, example: '101' })
  roomName!: string;

  @TextField({ max: 100, example: 'Ground floor' })
  unit!: string;
}

@ApiSchema({ name: 'WithoutParticipation' })
export class WithoutParticipationDto {
  @IdField()
  residentId!: string;

  @TextField({ max: 402, example: 'Ortega Núñez, Carmen' })
  name!: string;

  @TextField({ max: 100, optional: true, example: 'Ground floor' })
  unit!: string | null;

  @ObjectField(() => ParticipantBedDto, { optional: true })
  bed!: ParticipantBedDto | null;

  @InstantField({
    optional: true,
    description: 'when the last session began that they took part in; null: there was none',
  })
  lastAttendedAt!: Instant | null;

  @IntegerField({ min: 0, max: MOST, example: 2, description: 'how often they have declined since then' })
  declinedSince!: number;

  static from(one: DescribedIdle): WithoutParticipationDto {
    return { ...one, unit: one.bed?.unit ?? null };
  }
}

export class IdleQueryDto extends PageQueryDto {
  @IntegerQuery({
    min: IDLE_DAYS.least,
    max: IDLE_DAYS.most,
    default: IDLE_DAYS.usual,
    description: 'so many whole days before today, and today so far',
  })
  days?: number;

  @TextField({ max: 100, optional: true, example: 'Ground floor' })
  unit?: string;
}
