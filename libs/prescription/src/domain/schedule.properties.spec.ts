import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity } from '#platform/kernel';
import {
  epochMilliseconds,
  fromEpochMilliseconds,
  parseInstant,
  parseLocalDate,
  parseZone,
  WEEKDAYS,
  type Instant,
  type LocalDate,
  type LocalTime,
  type Range,
  type Zone,
} from '#platform/time';
import { DEFAULT_WINDOWS, doseForAct, windowedDoses, type WindowContext } from './dose-window.js';
import type { Revision, Schedule } from './prescription.js';
import { doses, firstDoseFrom, lastDoseBefore, requiredTimes, type Absence, type DoseTerms } from './schedule.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** Nights on which clocks change, one way and the other, and an ordinary one. */
const NIGHTS: readonly (readonly [zone: string, day: string])[] = [
  ['Europe/Madrid', '2026-10-25'],
  ['Europe/Madrid', '2027-03-28'],
  ['Europe/Madrid', '2024-02-29'],
  ['Atlantic/Canary', '2027-03-28'],
  ['Atlantic/Canary', '2027-10-31'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['Pacific/Apia', '2011-12-30'],
  // Put forward from 23:30 to midnight: a time of one day is met on the next.
  ['Asia/Pyongyang', '2018-05-05'],
];

/** Every change of a clock since 1970 that is tried here was by whole half hours, at a whole half hour. */
const BLOCK = 30 * MINUTE;

/** Four days of one zone. `shows` has, by half hour, what to add to UTC to get each time that is met then. */
interface Night {
  readonly zone: Zone;
  readonly middle: number;
  readonly from: number;
  readonly to: number;
  readonly shows: ReadonlyMap<number, readonly number[]>;
}

const nights: readonly Night[] = NIGHTS.map(([zone, day]) => {
  const middle = Date.parse(day);
  const [from, to] = [middle - 2 * DAY, middle + 2 * DAY];
  const offsets = offsetsBetween(zone, from - 2 * DAY, to + 2 * DAY);
  const shows = new Map(blocks(from, to).map((at) => [at, showsAt(offsets, at)]));
  return { zone: parseZone(zone), middle, from, to, shows };
});

function blocks(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / BLOCK }, (_, index) => from + index * BLOCK);
}

/** From the calendar of Intl, not from Temporal, which the engine uses. */
function offsetsBetween(timeZone: string, from: number, to: number): ReadonlyMap<number, number> {
  const two = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...two });
  return new Map(
    blocks(from, to).map((at) => {
      const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
      const get = (name: Intl.DateTimeFormatPartTypes): number => part.get(name) ?? 0;
      return [at, Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute')) - at];
    }),
  );
}

/** What the clock shows for the first time, and what it would show had it not been put forward since yesterday. */
function showsAt(offsets: ReadonlyMap<number, number>, at: number): readonly number[] {
  const all = [...offsets].map(([since, offset]) => ({ since, offset, shown: since + offset }));
  const own = offsets.get(at) ?? 0;
  const isRepeated = all.some(({ since, shown }) => since < at && shown === at + own);
  const before = all.filter(({ since, offset }) => since < at && since >= at - DAY && offset < own);
  const leftOut = [...new Set(before.map(({ offset }) => offset))].filter(
    (offset) => !all.some(({ shown }) => shown === at + offset),
  );
  return isRepeated ? leftOut : [own, ...leftOut];
}

/** Whether a day of the calendar has doses, counted day by day from the first. */
function isDoseDay(revision: Revision, day: number): boolean {
  const { schedule, startsOn, endsOn } = revision;
  if (
    schedule.kind !== 'times' ||
    day < Date.parse(startsOn) ||
    day > (endsOn === null ? Infinity : Date.parse(endsOn))
  )
    return false;
  let untilNext = 0;
  let inCycle = 0;
  for (let walked = Date.parse(startsOn); walked < day; walked += DAY) {
    untilNext = (untilNext + 1) % (schedule.everyDays ?? 1);
    inCycle = schedule.cycle === null ? 0 : (inCycle + 1) % (schedule.cycle.onDays + schedule.cycle.offDays);
  }
  const weekday = WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7];
  const onWeekday = schedule.daysOfWeek === null || (weekday !== undefined && schedule.daysOfWeek.includes(weekday));
  return untilNext === 0 && inCycle < (schedule.cycle?.onDays ?? 1) && onWeekday;
}

function covers({ from, to }: Range, at: Instant): boolean {
  return !(from !== undefined && from > at) && !(to !== undefined && to <= at);
}

function minutesOf({ schedule }: Revision): readonly number[] {
  if (schedule.kind !== 'times') return [];
  return schedule.times.map((text) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE);
}

/** Minute by minute: what does the clock show, and does anybody have a dose then? */
function slowDoses(night: Night, terms: DoseTerms): string[] {
  const found: string[] = [];
  const named = new Set(terms.revisions.flatMap(minutesOf));
  for (let time = night.from; time < night.to; time += MINUTE) {
    const clock = (night.shows.get(time - (time % BLOCK)) ?? []).map((offset) => time + offset);
    if (!clock.some((shown) => named.has(shown % DAY))) continue;
    const at = fromEpochMilliseconds(time);
    const revision = terms.revisions.findLast((each, index) => index === 0 || each.effectiveFrom <= at);
    if (revision === undefined) continue;
    const isDue = clock.some((shown) => {
      const ofDay = shown % DAY;
      return minutesOf(revision).includes(ofDay) && isDoseDay(revision, shown - ofDay);
    });
    const exists =
      isDue &&
      !(terms.activeFrom !== null && at < terms.activeFrom) &&
      !(terms.stoppedAt !== null && at >= terms.stoppedAt) &&
      !terms.absences.some((absence) => absence.kind === 'not-admitted' && covers(absence, at));
    if (!exists) continue;
    const away = terms.absences.find((absence) => absence.kind !== 'not-admitted' && covers(absence, at));
    const suspended = terms.suspensions.some((range) => covers(range, at));
    found.push(`${at} r${revision.revision} ${away?.kind ?? (suspended ? 'suspended' : 'required')}`);
  }
  return found;
}

const time = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(23), fc.integer({ min: 0, max: 23 })),
    fc.oneof(fc.constantFrom(0, 15, 30, 45), fc.integer({ min: 0, max: 59 })),
  )
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` as LocalTime);

const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    kind: fc.constant('times' as const),
    times: fc.uniqueArray(time, { minLength: 1, maxLength: 6 }),
    daysOfWeek: fc.option(fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 3 })),
    rhythm: fc.oneof(
      fc.constant({ everyDays: null, cycle: null }),
      fc.record({ everyDays: fc.integer({ min: 1, max: 4 }), cycle: fc.constant(null) }),
      fc.record({
        everyDays: fc.constant(null),
        cycle: fc.record({ onDays: fc.integer({ min: 1, max: 4 }), offDays: fc.integer({ min: 1, max: 3 }) }),
      }),
    ),
  })
  .map(({ rhythm, ...rest }) => ({ ...rest, ...rhythm }));

function around(night: Night): fc.Arbitrary<Instant> {
  return fc
    .integer({ min: -3 * 96, max: 3 * 96 })
    .map((quarters) => fromEpochMilliseconds(night.middle + quarters * 15 * MINUTE));
}

function range(night: Night): fc.Arbitrary<Range> {
  return fc
    .tuple(fc.option(around(night), { nil: undefined }), fc.option(around(night), { nil: undefined }))
    .map(([a, b]) => (a !== undefined && b !== undefined && b < a ? { from: b, to: a } : { from: a, to: b }));
}

function revision(night: Night, number: number): fc.Arbitrary<Revision> {
  const date = (days: number): LocalDate =>
    parseLocalDate(fromEpochMilliseconds(night.middle + days * DAY).slice(0, 10));
  return fc
    .record({
      schedule,
      effectiveFrom: around(night),
      startsOn: fc.oneof(fc.constant(-400), fc.integer({ min: -30, max: 2 })).map(date),
      endsOn: fc.option(fc.integer({ min: -1, max: 3 }).map(date)),
    })
    .map((drawn) => ({
      ...drawn,
      revision: number,
      reason: null,
      recordedBy: 'nurse',
      recordedAt: parseInstant('2020-01-01T00:00:00Z'),
      dose: { quantity: quantity(1), unit: 'tablet' },
      route: 'oral',
      indication: null,
      instructions: null,
      prescriber: 'Dr Gil',
      critical: false,
    }));
}

const prescription = fc.constantFrom(...nights).chain((night) =>
  fc
    .record<DoseTerms>({
      revisions: fc.oneof(
        fc.tuple(revision(night, 1)),
        fc.tuple(revision(night, 1), revision(night, 2)),
        fc.tuple(revision(night, 1), revision(night, 2), revision(night, 3)),
      ),
      activeFrom: fc.option(around(night), { freq: 4 }).map((at) => at),
      stoppedAt: fc.option(around(night)),
      suspensions: fc.array(range(night), { maxLength: 2 }),
      absences: fc.array(
        fc
          .tuple(range(night), fc.constantFrom<Absence['kind'][]>('on-leave', 'in-hospital', 'not-admitted'))
          .map(([stretch, kind]) => ({ ...stretch, kind })),
        { maxLength: 2 },
      ),
    })
    .map((terms) => ({ night, terms })),
);

function windowOf(night: Night): { from: Instant; to: Instant } {
  return { from: fromEpochMilliseconds(night.from), to: fromEpochMilliseconds(night.to) };
}

test('the engine finds what someone finds who watches the clock minute by minute', () => {
  fc.assert(
    fc.property(prescription, ({ night, terms }) => {
      const found = doses(terms, night.zone, windowOf(night)).map(
        (dose) => `${dose.scheduledFor} r${dose.revision.revision} ${dose.notRequiredBecause ?? 'required'}`,
      );
      expect(found).toEqual(slowDoses(night, terms));
    }),
    { numRuns: 300 },
  );
});

test('the next dose and the last dose are the neighbours in the list of all', () => {
  fc.assert(
    fc.property(prescription, fc.integer({ min: -96, max: 96 }), ({ night, terms }, quarters) => {
      const at = fromEpochMilliseconds(night.middle + quarters * 15 * MINUTE);
      const all = doses(terms, night.zone, windowOf(night));
      const after = firstDoseFrom(terms, night.zone, at);
      const before = lastDoseBefore(terms, night.zone, at);
      const { from, to } = windowOf(night);
      const inside = (instant: Instant | undefined): Instant | undefined =>
        instant !== undefined && instant >= from && instant < to ? instant : undefined;
      expect(inside(after?.scheduledFor)).toBe(all.find(({ scheduledFor }) => scheduledFor >= at)?.scheduledFor);
      expect(inside(before?.scheduledFor)).toBe(all.findLast(({ scheduledFor }) => scheduledFor < at)?.scheduledFor);
    }),
  );
});

test('a window split in two has the same doses as the whole', () => {
  fc.assert(
    fc.property(prescription, fc.integer({ min: -190, max: 190 }), ({ night, terms }, quarters) => {
      const middle = fromEpochMilliseconds(night.middle + quarters * 15 * MINUTE);
      const { from, to } = windowOf(night);
      const halves = [
        ...doses(terms, night.zone, { from, to: middle }),
        ...doses(terms, night.zone, { from: middle, to }),
      ];
      expect(halves).toEqual(doses(terms, night.zone, { from, to }));
    }),
  );
});

test('whoever counts doses stretch by stretch counts the required ones, each once', () => {
  fc.assert(
    fc.property(prescription, fc.integer({ min: -190, max: 190 }), ({ night, terms }, quarters) => {
      const middle = night.middle + quarters * 15 * MINUTE;
      const between = requiredTimes(terms, night.zone);
      const counted = [...between(night.from, middle), ...between(middle, night.to)];
      const required = doses(terms, night.zone, windowOf(night)).filter((dose) => dose.required);
      expect(counted.map(({ at, revision: { revision } }) => [fromEpochMilliseconds(at), revision])).toEqual(
        required.map(({ scheduledFor, revision: { revision } }) => [scheduledFor, revision]),
      );
    }),
  );
});

test('windows hold their own dose, follow one another without overlapping, and every act belongs to one', () => {
  fc.assert(
    fc.property(prescription, fc.boolean(), ({ night, terms }, timeCritical) => {
      const context: WindowContext = { timeCritical, rules: DEFAULT_WINDOWS, zone: night.zone };
      const all = windowedDoses(terms, windowOf(night), context);
      all.forEach(({ scheduledFor, window }, index) => {
        const { opensAt, overdueAt, missedAt, closesAt } = window;
        expect(opensAt <= scheduledFor && scheduledFor < overdueAt).toBe(true);
        expect(overdueAt <= missedAt && missedAt <= (closesAt ?? missedAt)).toBe(true);
        const next = all[index + 1];
        expect(next?.window.opensAt ?? closesAt).toBe(closesAt);
        expect(doseForAct(terms, opensAt, context)?.scheduledFor).toBe(scheduledFor);
        const last = closesAt ?? missedAt;
        const justBefore = fromEpochMilliseconds(epochMilliseconds(last) - 1);
        expect(doseForAct(terms, justBefore, context)?.scheduledFor).toBe(scheduledFor);
      });
    }),
  );
});
