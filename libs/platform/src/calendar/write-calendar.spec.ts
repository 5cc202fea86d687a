import { describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import {
  addMinutes,
  clockChanges,
  minutesFromUtc,
  parseInstant,
  parseLocalDateTime,
  parseZone,
  Temporal,
  type Instant,
} from '#platform/time';
import { writeCalendar, type CalendarEntry } from './index.js';

const [since, until] = [parseInstant('2016-01-01T00:00:00Z'), parseInstant('2034-01-01T00:00:00Z')];

const CHOIR: CalendarEntry = {
  uid: 'choir@residencia',
  recurrenceId: null,
  startsAt: parseLocalDateTime('2026-11-24T10:30'),
  endsAt: parseLocalDateTime('2026-11-24T11:30'),
  rule: null,
  until: null,
  dates: [],
  exceptions: [],
  isCancelled: false,
  summary: 'Choir',
  category: 'creative',
  location: 'Chapel',
  description: null,
  sequence: 2,
  changedAt: parseInstant('2026-11-20T08:00:00.123Z'),
};

function write(name: string, ...entries: readonly CalendarEntry[]): Promise<string> {
  const zone = parseZone(name);
  return writeCalendar({ name: 'Activities', zone, since, changes: clockChanges({ from: since, to: until }, zone) }, [
    entries,
  ]);
}

function linesOf(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n');
}

describe('an event', () => {
  test('has its time on the wall of its zone', async () => {
    expect(linesOf(await write('Europe/Madrid', CHOIR))).toEqual(
      expect.arrayContaining([
        'UID:choir@residencia',
        'DTSTAMP:20261120T080000Z',
        'SEQUENCE:2',
        'DTSTART;TZID=Europe/Madrid:20261124T103000',
        'DTEND;TZID=Europe/Madrid:20261124T113000',
        'STATUS:CONFIRMED',
        'SUMMARY:Choir',
        'CATEGORIES:creative',
        'LOCATION:Chapel',
      ]),
    );
  });

  test('is a series by rule and date, or stands for an occurrence of it', async () => {
    const [monday, tuesday] = [parseLocalDateTime('2026-12-07T10:30'), parseLocalDateTime('2026-12-08T10:30')];
    const rule = { rule: 'FREQ=WEEKLY;BYDAY=MO,TU', until: parseInstant('2027-01-31T22:59:00Z') };
    const series = { ...CHOIR, ...rule, dates: [monday], exceptions: [monday, tuesday] };
    const one = { ...CHOIR, recurrenceId: tuesday, startsAt: since, endsAt: addMinutes(since, 60), isCancelled: true };
    expect(linesOf(await write('Europe/Madrid', series, one))).toEqual(
      expect.arrayContaining([
        'RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270131T225900Z',
        'RDATE;TZID=Europe/Madrid:20261207T103000',
        'EXDATE;TZID=Europe/Madrid:20261207T103000,20261208T103000',
        'RECURRENCE-ID;TZID=Europe/Madrid:20261208T103000',
        'DTSTART:20160101T000000Z',
        'DTEND:20160101T010000Z',
        'STATUS:CANCELLED',
      ]),
    );
  });

  test.each([
    ['signs that a calendar has for itself', 'a;b,c\\d:e"f', 'a;b,c\\d:e"f'],
    ['several lines, however they end', 'one\r\ntwo\rthree\nfour', 'one\ntwo\nthree\nfour'],
    ['lines that look like its own', 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT', 'x\nEND:VEVENT\nBEGIN:VEVENT'],
    ['signs that nobody sees', 'bell\u0007 and\u0000 null', 'bell and null'],
    ['long words of any script', '¡Olé! 🎶🪗 合唱団 '.repeat(40), '¡Olé! 🎶🪗 合唱団 '.repeat(40)],
  ])('may have %s in its text', async (_, text, read) => {
    const written = await write('Europe/Madrid', { ...CHOIR, summary: text, description: text, location: text });
    const [event, ...others] = new ICAL.Component(ICAL.parse(written) as string[]).getAllSubcomponents('vevent');
    const properties = ['summary', 'description', 'location'].map((name) => event?.getFirstPropertyValue(name));
    expect([properties, others]).toEqual([[read, read, read], []]);
    expect(written.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('the clocks of a zone', () => {
  test.each([
    'Europe/Madrid',
    'Atlantic/Canary',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'UTC',
  ])('of %s are set when they were and will be', async (name) => {
    const zone = parseZone(name);
    const calendar = new ICAL.Component(ICAL.parse(await write(name)) as string[]);
    const component = calendar.getFirstSubcomponent('vtimezone');
    if (component === null) throw new Error('there is no zone');
    const read = new ICAL.Timezone({ component, tzid: name });
    const wrong: string[] = [];
    const moments = [
      ...everyFewDays(),
      ...clockChanges({ from: since, to: until }, zone).flatMap(({ at }) => around(at)),
    ];
    for (const at of moments) {
      const offset = minutesFromUtc(at, zone);
      const wall = Temporal.PlainDateTime.from(at.slice(0, 16)).add({ minutes: offset });
      const readings = (['earlier', 'later'] as const).map((disambiguation) =>
        wall.toZonedDateTime(name, { disambiguation }).toInstant().toString({ smallestUnit: 'millisecond' }),
      );
      // A time that the wall shows twice can be either.
      if (readings.some((reading) => reading !== at)) continue;
      const time = ICAL.Time.fromDateTimeString(wall.toString({ smallestUnit: 'second' }));
      if (read.utcOffset(time) !== offset * 60) wrong.push(at);
    }
    expect(wrong).toEqual([]);
  });
});

function everyFewDays(): Instant[] {
  const moments: Instant[] = [];
  for (let at = since; at < until; at = addMinutes(at, 61 * 60)) moments.push(at);
  return moments;
}

/** From a day before until a day after, closer by. */
function around(at: Instant): Instant[] {
  return [-1440, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 61, 1440].map((minutes) => addMinutes(at, minutes));
}
