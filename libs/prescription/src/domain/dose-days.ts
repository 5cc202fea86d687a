import type { LocalDate } from '#platform/time';
import type { Schedule, TimesSchedule } from './prescription.js';
import { dayNumber, weekdayOfDay } from './wall-clock.js';

/**
 * How many candidates are tried at most. A step goes to the next day that `everyDays` or `cycle` allows; seven days in a
 * row, or seven steps of n days, or seven cycles, meet every weekday that can be met at all: 7 x 7 and some to spare.
 */
const MAX_STEPS = 60;

/** The days on which doses are given, as day numbers from `startsOn` to `endsOn`, both included. */
export interface DoseDays {
  readonly schedule: TimesSchedule;
  readonly startsOn: number;
  readonly endsOn: number;
}

export function doseDays(schedule: TimesSchedule, startsOn: LocalDate, endsOn: LocalDate | null): DoseDays {
  return { schedule, startsOn: dayNumber(startsOn), endsOn: endsOn === null ? Infinity : dayNumber(endsOn) };
}

/** The first day of doses on or after `from`, in a bounded number of steps however rare the days are. */
export function nextDoseDay(days: DoseDays, from: number): number | undefined {
  let day = Math.max(from, days.startsOn);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    day = forward(days, day);
    if (day > days.endsOn) return undefined;
    if (isOnWeekday(days.schedule, day)) return day;
    day += 1;
  }
  return undefined;
}

/** The last day of doses on or before `from`. */
export function previousDoseDay(days: DoseDays, from: number): number | undefined {
  let day = Math.min(from, days.endsOn);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (day < days.startsOn) return undefined;
    day = back(days, day);
    if (isOnWeekday(days.schedule, day)) return day;
    day -= 1;
  }
  return undefined;
}

/** Whether doses are at least seven days apart, so that the calendar day is their window (clinical.md A1). */
export function isWeeklyOrRarer(schedule: Schedule): boolean {
  if (schedule.kind !== 'times' || schedule.times.length !== 1) return false;
  const { daysOfWeek, everyDays, cycle } = schedule;
  if (daysOfWeek?.length === 1) return true;
  if (everyDays !== null) return everyDays >= 7;
  return cycle !== null && cycle.onDays === 1 && cycle.offDays >= 6;
}

function isOnWeekday(schedule: TimesSchedule, day: number): boolean {
  return schedule.daysOfWeek === null || schedule.daysOfWeek.includes(weekdayOfDay(day));
}

function forward({ schedule, startsOn }: DoseDays, day: number): number {
  const { onDays, length } = run(schedule);
  const position = (day - startsOn) % length;
  return position < onDays ? day : day + length - position;
}

function back({ schedule, startsOn }: DoseDays, day: number): number {
  const { onDays, length } = run(schedule);
  const position = (day - startsOn) % length;
  return position < onDays ? day : day - position + onDays - 1;
}

/** Every n days is one day on and n - 1 off; with neither, every day is on. */
function run({ everyDays, cycle }: TimesSchedule): { onDays: number; length: number } {
  if (cycle !== null) return { onDays: cycle.onDays, length: cycle.onDays + cycle.offDays };
  return { onDays: 1, length: everyDays ?? 1 };
}
