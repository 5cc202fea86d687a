import { InvalidFieldsError } from '#platform/kernel';
import {
  addDays,
  localDateOf,
  mondayOf,
  parseWeek,
  slotInstant,
  startOfDay,
  weekOf,
  type Instant,
  type IsoWeek,
  type LocalDate,
  type Window,
  type Zone,
} from '#platform/time';
import type { Session } from './session.js';

/** A session as a poster tells it. */
export interface ProgrammeSession extends Pick<
  Session,
  'startsAt' | 'endsAt' | 'status' | 'location' | 'leader' | 'originalStartsAt'
> {
  readonly title: string;
}

/** A session on the day on which it begins. */
export type DaySession = ProgrammeSession & {
  /** It is held at another time than its series says. */
  readonly isMoved: boolean;
  /** When it goes on to another day: that day. */
  readonly endsOn: LocalDate | null;
};

export interface ProgrammeDay {
  readonly date: LocalDate;
  readonly sessions: readonly DaySession[];
}

/**
 * The week that is asked for, by default that of today.
 * @throws InvalidFieldsError when its year doesn't have it.
 */
export function programmeWeek(asked: string | undefined, now: Instant, zone: Zone): IsoWeek {
  if (asked === undefined) return weekOf(localDateOf(now, zone));
  try {
    return parseWeek(asked);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidFieldsError([{ pointer: '/week', code: 'out-of-range', message: `It is ${error.message}.` }]);
  }
}

/** From Monday to the end of Sunday. */
export function windowOfWeek(week: IsoWeek, zone: Zone): Window {
  const monday = mondayOf(week);
  return { from: startOfDay(monday, zone), to: startOfDay(addDays(monday, 7), zone) };
}

/** The seven days of a week, each with the sessions that begin on it, in the order that they come in. */
export function daysOfWeek(week: IsoWeek, sessions: readonly ProgrammeSession[], zone: Zone): readonly ProgrammeDay[] {
  const monday = mondayOf(week);
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const date = addDays(monday, day);
    const own = sessions.filter(({ startsAt }) => localDateOf(startsAt, zone) === date);
    return { date, sessions: own.map((session) => onItsDay(session, date, zone)) };
  });
}

function onItsDay(session: ProgrammeSession, date: LocalDate, zone: Zone): DaySession {
  const isMoved = session.startsAt !== slotInstant(session.originalStartsAt, zone);
  const endsOn = localDateOf(session.endsAt, zone);
  return { ...session, isMoved, endsOn: endsOn === date ? null : endsOn };
}
