import { integer, parsed, readSettings, type Environment } from './settings.js';

/** When a dose may be given, in minutes around its time: due `opensBefore` it, overdue and missed so long after it. */
export interface DoseWindowMinutes {
  readonly opensBefore: number;
  readonly overdueAfter: number;
  readonly missedAfter: number;
}

/** What the home has decided about doses. */
export interface DoseConfig {
  /** Of medicines that are marked as time-critical (clinical.md A1). */
  readonly timeCritical: DoseWindowMinutes;
  /** Of all others. */
  readonly routine: DoseWindowMinutes;
  /** A dose that comes weekly or more rarely is due all day, and missed so many minutes after that day. */
  readonly weeklyMissedAfterDay: number;
  /** Minutes after a dose as needed at which it is to be told what it achieved (clinical.md A3). */
  readonly responseDue: number;
}

/** In minutes: the ends of a window lie within a day of the time of its dose. */
const LONGEST = 1440;

export const doseSettings = {
  timeCritical: parsed('DOSE_WINDOW_TIME_CRITICAL', dosesWindow, {
    default: 'before=30,overdue=30,missed=60',
    help: 'a time-critical dose: minutes before its time from which it is due, after which it is overdue and missed',
  }),
  routine: parsed('DOSE_WINDOW_ROUTINE', dosesWindow, {
    default: 'before=60,overdue=60,missed=120',
    help: 'the same of any other dose that comes more often than weekly',
  }),
  weeklyMissedAfterDay: integer('DOSE_WINDOW_WEEKLY_MISSED_MINUTES', {
    default: '1440',
    min: 0,
    max: 4320,
    help: 'a dose that comes weekly or more rarely is due all day, and missed so many minutes after that day',
  }),
  responseDue: integer('RESPONSE_DUE_MINUTES', {
    default: '60',
    min: 1,
    max: 1440,
    help: 'minutes after a dose as needed at which it is to be told what it achieved',
  }),
};

/** @throws ConfigurationError */
export function readDoseConfig(environment: Environment): DoseConfig {
  return readSettings<DoseConfig>(doseSettings, environment);
}

function dosesWindow(words: string): DoseWindowMinutes {
  const [, before, overdue, missed] = /^before=(\d+),\s*overdue=(\d+),\s*missed=(\d+)$/.exec(words.trim()) ?? [];
  const window = { opensBefore: Number(before), overdueAfter: Number(overdue), missedAfter: Number(missed) };
  const { opensBefore, overdueAfter, missedAfter } = window;
  if (opensBefore <= LONGEST && overdueAfter <= missedAfter && missedAfter <= LONGEST) return window;
  throw new RangeError(
    `must be like before=60,overdue=60,missed=120, none more than ${LONGEST}, missed no sooner than overdue`,
  );
}
