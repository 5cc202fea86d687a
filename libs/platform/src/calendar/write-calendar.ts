import type IcalModule from 'ical.js';
import type { ClockChange, Instant, LocalDateTime, Zone } from '#platform/time';
import { inTurns } from '#platform/turns';
import { plainText, timeProperty, utc, type Component, type Property } from './jcal.js';
import { timeZone } from './time-zone.js';

/** The media type of what {@link writeCalendar} gives. */
export const CALENDAR_TYPE = 'text/calendar';

/** What is said of a calendar as a whole. */
export interface CalendarHead {
  readonly name: string;
  readonly zone: Zone;
  /** From when on times are told, and each time that the clocks are set from then on. */
  readonly since: Instant;
  readonly changes: readonly ClockChange[];
}

/** An event, or a series of them (RFC 5545 VEVENT). Times are on the wall of the zone, or instants. */
export interface CalendarEntry {
  readonly uid: string;
  /** The occurrence that it stands for; null: itself. */
  readonly recurrenceId: LocalDateTime | null;
  readonly startsAt: LocalDateTime | Instant;
  readonly endsAt: LocalDateTime | Instant;
  /** RRULE without UNTIL. */
  readonly rule: string | null;
  readonly until: Instant | null;
  /** RDATE and EXDATE. */
  readonly dates: readonly LocalDateTime[];
  readonly exceptions: readonly LocalDateTime[];
  readonly isCancelled: boolean;
  readonly summary: string;
  readonly category: string;
  readonly location: string | null;
  readonly description: string | null;
  readonly sequence: number;
  readonly changedAt: Instant;
}

/** A line is at most 75 bytes long (RFC 5545 section 3.1), and one that goes on begins with a blank that isn't counted. */
const FOLD_LENGTH = 74;

/** How many dates stand in one property. */
const DATES_TOGETHER = 200;

const END = 'END:VCALENDAR\r\n';

/**
 * Writes a calendar, in turns. The same entries give the same text.
 * @param entries some at a time, each some written in one turn.
 */
export async function writeCalendar(
  head: CalendarHead,
  entries: Iterable<readonly CalendarEntry[]> | AsyncIterable<readonly CalendarEntry[]>,
): Promise<string> {
  const ICAL = await loadIcal();
  const written = [ICAL.stringify(calendar(head)).slice(0, -END.length)];
  for await (const some of inTurns(entries)) {
    for (const entry of some) written.push(ICAL.stringify(event(entry, head.zone)));
  }
  return [...written, END].join('');
}

/** Loaded with the first calendar: half a megabyte that a start doesn't need. */
async function loadIcal(): Promise<typeof IcalModule> {
  const { default: ICAL } = await import('ical.js');
  ICAL.foldLength = FOLD_LENGTH;
  return ICAL;
}

// The library's type asks for an array that may be written to.
function calendar({ name, zone, since, changes }: CalendarHead): unknown[] {
  const properties: Property[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//Residencia//Activities//EN'],
    ['calscale', {}, 'text', 'GREGORIAN'],
    ['method', {}, 'text', 'PUBLISH'],
    ['x-wr-calname', {}, 'unknown', plainText(name)],
    ['refresh-interval', {}, 'duration', 'PT1H'],
    ['x-published-ttl', {}, 'unknown', 'PT1H'],
  ];
  return ['vcalendar', properties, [timeZone(zone, since, changes)]];
}

function event(entry: CalendarEntry, zone: Zone): unknown[] {
  const { uid, recurrenceId, startsAt, endsAt, rule, location, description, sequence, changedAt } = entry;
  const properties: Property[] = [
    ['uid', {}, 'text', uid],
    ['dtstamp', {}, 'date-time', utc(changedAt)],
    ['last-modified', {}, 'date-time', utc(changedAt)],
    ['sequence', {}, 'integer', String(sequence)],
    ...(recurrenceId === null ? [] : [timeProperty('recurrence-id', zone, recurrenceId)]),
    timeProperty('dtstart', zone, startsAt),
    timeProperty('dtend', zone, endsAt),
    ...(rule === null ? [] : [['rrule', {}, 'recur', recur(rule, entry.until)] as const]),
    ...dateLists('rdate', zone, entry.dates),
    ...dateLists('exdate', zone, entry.exceptions),
    ['status', {}, 'text', entry.isCancelled ? 'CANCELLED' : 'CONFIRMED'],
    ['summary', {}, 'text', plainText(entry.summary)],
    ['categories', {}, 'text', plainText(entry.category)],
    ...textProperty('location', location),
    ...textProperty('description', description),
  ];
  const component: Component = ['vevent', properties, []];
  return [...component];
}

function dateLists(name: string, zone: Zone, dates: readonly LocalDateTime[]): Property[] {
  const lists: Property[] = [];
  for (let at = 0; at < dates.length; at += DATES_TOGETHER) {
    lists.push(timeProperty(name, zone, ...dates.slice(at, at + DATES_TOGETHER)));
  }
  return lists;
}

function textProperty(name: string, text: string | null): Property[] {
  return text === null ? [] : [[name, {}, 'text', plainText(text)]];
}

/** A rule as jCal has it: an object. */
function recur(rule: string, until: Instant | null): Readonly<Record<string, string>> {
  const parts = rule.split(';').map((part) => {
    const [name = '', value = ''] = part.split('=');
    return [name.toLowerCase(), value] as const;
  });
  return { ...Object.fromEntries(parts), ...(until === null ? {} : { until: utc(until) }) };
}
