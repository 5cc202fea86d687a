import {
  epochMilliseconds,
  fromEpochMilliseconds,
  localDateTime,
  localDateTimeOf,
  slotInstant,
  startOfDay,
  timePart,
  WEEKDAYS,
  type Instant,
  type LocalDate,
  type LocalTime,
  type Weekday,
  type Zone,
} from '#platform/time';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How many days, and times on days of 23 or 25 hours, a clock remembers before it forgets them all. */
const REMEMBERED = 4_000;

/** Days since 1970-01-01, so that counting every n days is plain arithmetic. */
export function dayNumber(date: LocalDate): number {
  return epochMilliseconds(`${date}T00:00:00.000Z` as Instant) / DAY;
}

export function dateOfDay(day: number): LocalDate {
  return fromEpochMilliseconds(day * DAY).slice(0, 10) as LocalDate;
}

/** 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): Weekday {
  const name = WEEKDAYS[(((day + 3) % 7) + 7) % 7];
  if (name === undefined) throw new RangeError(`no weekday for day ${day}`);
  return name;
}

export function minuteOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

export function timeOfMinute(minute: number): LocalTime {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}` as LocalTime;
}

/**
 * The wall clock of a zone in whole numbers: days since 1970, minutes of the day, milliseconds of the epoch. Same rules
 * as `slotInstant` (clinical.md A6), and quick over many prescriptions, because it asks for the zone's offset
 * once a day and not once a slot.
 */
export class WallClock {
  private readonly starts = new Map<number, number>();
  private readonly slotsOfOddDays = new Map<number, number>();

  constructor(private readonly zone: Zone) {}

  /** The first instant of a day. */
  startOf(day: number): number {
    return this.remembered(this.starts, day, () => startOfDay(dateOfDay(day), this.zone));
  }

  /** The instant of a time on a day; a time in a gap is moved on by the gap, one that happens twice is the first. */
  instantOf(day: number, minute: number): number {
    const start = this.startOf(day);
    if (this.startOf(day + 1) - start === DAY) return start + minute * MINUTE;
    return this.remembered(this.slotsOfOddDays, day * 1_440 + minute, () =>
      slotInstant(localDateTime(dateOfDay(day), timeOfMinute(minute)), this.zone),
    );
  }

  /** The day that an instant belongs to. */
  dayOf(at: number): number {
    let day = Math.floor(at / DAY);
    while (at < this.startOf(day)) day -= 1;
    while (at >= this.startOf(day + 1)) day += 1;
    return day;
  }

  /** The minute of the day that the clock shows at an instant. */
  minuteAt(at: number): number {
    return minuteOf(timePart(localDateTimeOf(fromEpochMilliseconds(at), this.zone)));
  }

  private remembered(known: Map<number, number>, key: number, find: () => Instant): number {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const found = epochMilliseconds(find());
    known.set(key, found);
    return found;
  }
}

const clocks = new Map<Zone, WallClock>();

/** The clock of a zone; a home has one, so that all its prescriptions share what it remembers. */
export function wallClock(zone: Zone): WallClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = new WallClock(zone);
  clocks.set(zone, made);
  return made;
}
