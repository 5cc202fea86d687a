import { ApiExtraModels, ApiSchema, getSchemaPath, type ApiPropertyOptions } from '#platform/dto';
import {
  DecimalField,
  EnumArrayField,
  EnumField,
  InstantField,
  IntegerField,
  LocalTimesField,
  ObjectField,
  QuantityField,
  TextField,
} from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import { WEEKDAYS, type Instant, type LocalTime, type Weekday } from '#platform/time';
import type { AsNeededSchedule, DoseQuantity, Schedule } from '../domain/prescription.js';
import { SCHEDULE_BOUNDS } from '../domain/validate-terms.js';

const { timesPerDay, everyDays, cycleDays, minIntervalMinutes, maxDosesPer24h } = SCHEDULE_BOUNDS;

@ApiSchema({ name: 'NewDose' })
export class NewDoseDto {
  @QuantityField({ example: 1, description: 'more than 0; at most six decimal places' })
  quantity!: Quantity;

  @TextField({ max: 50, example: 'tablet' })
  unit!: string;
}

@ApiSchema({ name: 'Dose' })
export class DoseDto {
  @DecimalField({ example: 1 })
  quantity!: number;

  @TextField({ max: 50, example: 'tablet' })
  unit!: string;

  static from({ quantity, unit }: DoseQuantity): DoseDto {
    return { quantity: toDecimal(quantity), unit };
  }
}

@ApiSchema({ name: 'DoseCycle' })
export class DoseCycleDto {
  @IntegerField({ min: 1, max: cycleDays, example: 21 })
  onDays!: number;

  @IntegerField({ min: 1, max: cycleDays, example: 7 })
  offDays!: number;
}

@ApiSchema({ name: 'TimesSchedule', description: "At fixed times of the home's wall clock." })
export class TimesScheduleDto {
  @EnumField(['times'], { example: 'times' })
  kind!: 'times';

  @LocalTimesField({ min: 1, max: timesPerDay, example: ['08:00', '20:00'] })
  times!: readonly LocalTime[];

  @EnumArrayField(WEEKDAYS, { optional: true, min: 1, example: ['mon', 'thu'] })
  daysOfWeek?: readonly Weekday[] | null;

  @IntegerField({ min: 1, max: everyDays, optional: true, description: 'counted from `startsOn`; not beside `cycle`' })
  everyDays?: number | null;

  @ObjectField(() => DoseCycleDto, { optional: true, description: 'counted from `startsOn`; not beside `everyDays`' })
  cycle?: DoseCycleDto | null;
}

@ApiSchema({ name: 'OnceSchedule', description: 'One dose.' })
export class OnceScheduleDto {
  @EnumField(['once'], { example: 'once' })
  kind!: 'once';

  @InstantField({ example: '2026-11-24T10:00:00+01:00' })
  at!: Instant;
}

@ApiSchema({ name: 'NewAsNeededSchedule', description: 'When needed, within limits of elapsed time.' })
export class NewAsNeededScheduleDto {
  @EnumField(['as-needed'], { example: 'as-needed' })
  kind!: 'as-needed';

  @IntegerField({ min: 0, max: minIntervalMinutes, example: 240 })
  minIntervalMinutes!: number;

  @IntegerField({ min: 1, max: maxDosesPer24h, example: 4 })
  maxDosesPer24h!: number;

  @QuantityField({ optional: true, example: 6, description: 'in the unit of the dose' })
  maxQuantityPer24h?: Quantity | null;

  @TextField({ max: 500, example: 'pain' })
  reason!: string;
}

@ApiSchema({ name: 'AsNeededSchedule', description: 'When needed, within limits of elapsed time.' })
export class AsNeededScheduleDto {
  @EnumField(['as-needed'], { example: 'as-needed' })
  kind!: 'as-needed';

  @IntegerField({ min: 0, max: minIntervalMinutes, example: 240 })
  minIntervalMinutes!: number;

  @IntegerField({ min: 1, max: maxDosesPer24h, example: 4 })
  maxDosesPer24h!: number;

  @DecimalField({ optional: true, example: 6, description: 'in the unit of the dose' })
  maxQuantityPer24h!: number | null;

  @TextField({ max: 500, example: 'pain' })
  reason!: string;

  static from(schedule: AsNeededSchedule): AsNeededScheduleDto {
    const { maxQuantityPer24h } = schedule;
    return { ...schedule, maxQuantityPer24h: maxQuantityPer24h === null ? null : toDecimal(maxQuantityPer24h) };
  }
}

export type NewScheduleDto = TimesScheduleDto | OnceScheduleDto | NewAsNeededScheduleDto;
export type ScheduleDto = TimesScheduleDto | OnceScheduleDto | AsNeededScheduleDto;

/** The three kinds of schedule as a request has them, told apart by `kind`. */
export const NEW_SCHEDULES = {
  times: TimesScheduleDto,
  once: OnceScheduleDto,
  'as-needed': NewAsNeededScheduleDto,
} as const;

export const NEW_SCHEDULE_SCHEMA = oneOf(TimesScheduleDto, OnceScheduleDto, NewAsNeededScheduleDto);
export const SCHEDULE_SCHEMA = oneOf(TimesScheduleDto, OnceScheduleDto, AsNeededScheduleDto);

/** Names the classes of schedules to the document. */
export const WithSchedules = ApiExtraModels(
  TimesScheduleDto,
  OnceScheduleDto,
  NewAsNeededScheduleDto,
  AsNeededScheduleDto,
);

/** What is absent is not stated. */
export function toSchedule(dto: NewScheduleDto): Schedule {
  switch (dto.kind) {
    case 'times': {
      const { kind, times, daysOfWeek, everyDays: days, cycle } = dto;
      return { kind, times, daysOfWeek: daysOfWeek ?? null, everyDays: days ?? null, cycle: cycle ?? null };
    }
    case 'once':
      return { kind: dto.kind, at: dto.at };
    case 'as-needed': {
      const { kind, reason, maxQuantityPer24h } = dto;
      return {
        kind,
        minIntervalMinutes: dto.minIntervalMinutes,
        maxDosesPer24h: dto.maxDosesPer24h,
        maxQuantityPer24h: maxQuantityPer24h ?? null,
        reason,
      };
    }
  }
}

export function fromSchedule(schedule: Schedule): ScheduleDto {
  return schedule.kind === 'as-needed' ? AsNeededScheduleDto.from(schedule) : schedule;
}

function oneOf(...classes: readonly (new () => object)[]): ApiPropertyOptions {
  return { oneOf: classes.map((type) => ({ $ref: getSchemaPath(type) })) };
}
