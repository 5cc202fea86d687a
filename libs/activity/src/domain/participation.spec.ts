import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes, minutesBetween, parseInstant, parseZone, type Instant, type Range } from '#platform/time';
import { ACTIVITY_CATEGORIES, type ActivityCategory } from './activity.js';
import { ATTENDANCE_OUTCOMES, type AttendanceOutcome } from './attendance.js';
import {
  isOffered,
  ParticipationTally,
  presenceOf,
  type OfferedSession,
  type Participation,
  type ParticipationCounts,
  type ParticipationEntry,
} from './participation.js';

const madrid = parseZone('Europe/Madrid');
const at = parseInstant;

function offered(
  startsAt: string,
  minutes: number,
  category: ActivityCategory,
  attendance?: AttendanceOutcome,
  engagement: number | null = null,
): OfferedSession {
  const start = at(startsAt);
  const entry = attendance === undefined ? undefined : { attendance, engagement };
  return { startsAt: start, endsAt: addMinutes(start, minutes), category, entry };
}

function participation(sessions: readonly OfferedSession[], from: string, to: string, now = to): Participation {
  const tally = new ParticipationTally({ from: at(from), to: at(to) }, at(now), madrid);
  for (const session of sessions) tally.add(session);
  return tally.counts();
}

const NOTHING = { offered: 0, attended: 0, declined: 0, absent: 0, minutes: 0, meanEngagement: null };

describe('whether a session was offered', () => {
  const start = at('2026-11-24T09:30:00Z');
  const present: readonly Range[] = [{ from: at('2026-11-01T09:00:00Z'), to: undefined }];
  const away: readonly Range[] = [
    { from: at('2026-11-01T09:00:00Z'), to: start },
    { from: at('2026-11-24T16:00:00Z'), to: undefined },
  ];

  test.each<[string, 'planned' | 'cancelled', AttendanceOutcome | null, boolean, readonly Range[], boolean]>([
    ['one with a place was', 'planned', null, true, present, true],
    ['one without a place was not', 'planned', null, false, present, false],
    ['one without a place that is on record was', 'planned', 'declined', false, present, true],
    ['a cancelled one was not', 'cancelled', null, true, present, false],
    ['a cancelled one on record as declined was not', 'cancelled', 'declined', true, present, false],
    ['a cancelled one where they are on record as there was', 'cancelled', 'attended', false, present, true],
    ['one while away was not', 'planned', null, true, away, false],
    ['one while away, on record as absent, was not', 'planned', 'absent', true, away, false],
    ['one while away where they are on record as there was', 'planned', 'partly', true, away, true],
    ['one before they came was not', 'planned', null, true, [], false],
  ])('%s', (_, status, attendance, hasPlace, presence, expected) => {
    const entry: ParticipationEntry | undefined = attendance === null ? undefined : { attendance, engagement: null };
    expect(isOffered({ status, startsAt: start }, entry, hasPlace, presence)).toBe(expected);
  });

  test('in the home is who is admitted, up to the moment of leaving and from that of coming back', () => {
    const periods = [
      { status: 'admitted', from: at('2026-11-01T09:00:00Z'), to: start },
      { status: 'on-leave', from: start, to: at('2026-11-24T16:00:00Z') },
      { status: 'admitted', from: at('2026-11-24T16:00:00Z'), to: null },
    ];
    expect(presenceOf(periods)).toEqual(away);
  });
});

describe('what became of what was offered', () => {
  test('is counted as a carer would by hand', () => {
    const sessions = [
      offered('2026-11-16T10:00:00Z', 45, 'physical', 'attended', 4),
      offered('2026-11-17T16:00:00Z', 60, 'creative', 'partly', 3),
      offered('2026-11-18T10:00:00Z', 45, 'physical', 'declined'),
      offered('2026-11-24T16:00:00Z', 60, 'creative', 'absent'),
      offered('2026-11-25T10:00:00Z', 45, 'physical', 'attended', 4),
      offered('2026-11-26T10:00:00Z', 30, 'spiritual'),
    ];
    const physical = { category: 'physical', offered: 3, attended: 2, declined: 1, absent: 0 };
    const creative = { category: 'creative', offered: 2, attended: 1, declined: 0, absent: 1 };
    expect(participation(sessions, '2026-11-16T00:00:00Z', '2026-11-30T00:00:00Z')).toMatchObject({
      ...{ offered: 6, attended: 3, declined: 1, absent: 1, minutes: 150, meanEngagement: 3.7 },
      byCategory: [
        { ...physical, minutes: 90, meanEngagement: 4 },
        { ...creative, minutes: 60, meanEngagement: 3 },
        { ...NOTHING, category: 'spiritual', offered: 1 },
      ],
      byWeek: [
        { week: '2026-W47', from: '2026-11-16', offered: 3, attended: 2, minutes: 105, meanEngagement: 3.5 },
        { week: '2026-W48', from: '2026-11-23', offered: 3, attended: 1, minutes: 45, meanEngagement: 4 },
        { week: '2026-W49', from: '2026-11-30', ...NOTHING },
      ],
    });
  });

  test.each([
    ['an hour of elapsed time through the change of the clocks', '2027-03-28T00:30:00Z', 60, 60],
    ['a week away', '2026-11-16T10:00:00Z', 10_080, 10_080],
  ])('%s is counted whole', (_, startsAt, minutes, expected) => {
    const one = offered(startsAt, minutes, 'outing', 'partly');
    expect(participation([one], startsAt, '2027-04-01T00:00:00Z')).toMatchObject({ minutes: expected });
  });

  test.each([
    ['Sunday night belongs to the week that ends', '2026-11-29T22:59:00Z', '2026-W48'],
    ['midnight between Sunday and Monday to the week that begins', '2026-11-29T23:00:00Z', '2026-W49'],
    ['New Year’s Day of 2027 to the last week of 2026', '2026-12-31T23:00:00Z', '2026-W53'],
    ['the 4th of January of 2027 to the first', '2027-01-03T23:00:00Z', '2027-W01'],
  ])('%s', (_, startsAt, week) => {
    const { byWeek } = participation([offered(startsAt, 30, 'social')], '2026-11-20T00:00:00Z', '2027-02-01T00:00:00Z');
    expect(byWeek.filter((one) => one.offered > 0).map((one) => one.week)).toEqual([week]);
  });

  test('has every week of the window, also those without anything, through the turn of the year', () => {
    const { byWeek, ...total } = participation([], '2026-12-23T00:00:00Z', '2027-01-12T00:00:00Z');
    expect(total).toEqual({ ...NOTHING, byCategory: [] });
    expect(byWeek.map(({ week, from }) => `${week} ${from}`)).toEqual([
      ...['2026-W52 2026-12-21', '2026-W53 2026-12-28', '2027-W01 2027-01-04', '2027-W02 2027-01-11'],
    ]);
  });

  test('is nothing of what is still to come', () => {
    const sessions = ['2026-11-24T10:00:00Z', '2026-11-24T10:01:00Z', '2026-11-30T10:00:00Z'].map((startsAt) =>
      offered(startsAt, 30, 'social'),
    );
    const [from, to, now] = ['2026-11-23T00:00:00Z', '2026-12-31T00:00:00Z', '2026-11-24T10:01:00Z'];
    const { byWeek, ...total } = participation(sessions, from, to, now);
    expect(total).toMatchObject({ offered: 1 });
    expect(byWeek.map(({ week }) => week)).toEqual(['2026-W48']);
  });

  test('adds up by category and by week to the whole', () => {
    const [from, to] = [at('2026-10-01T00:00:00Z'), at('2027-04-15T00:00:00Z')];
    const session = fc
      .record({
        start: fc.integer({ min: -2000, max: minutesBetween(from, to) + 2000 }),
        minutes: fc.integer({ min: 1, max: 300 }),
        category: fc.constantFrom(...ACTIVITY_CATEGORIES),
        attendance: fc.option(fc.constantFrom(...ATTENDANCE_OUTCOMES), { nil: undefined }),
        engagement: fc.option(fc.integer({ min: 1, max: 5 })),
      })
      .map(({ start, minutes, category, attendance, engagement }) =>
        offered(addMinutes(from, start), minutes, category, attendance, engagement),
      );
    fc.assert(
      fc.property(fc.array(session, { maxLength: 60 }), (sessions) => {
        const { byCategory, byWeek, ...total } = participation(sessions, from, to);
        const inWindow = sessions.filter(({ startsAt }) => isWithin(startsAt, from, to));
        expect(total.offered).toBe(inWindow.length);
        expect(total.attended + total.declined + total.absent).toBe(inWindow.filter(({ entry }) => entry).length);
        for (const parts of [byCategory, byWeek, byWeek.flatMap((week) => week.byCategory)]) {
          expect(summed(parts)).toEqual(summed([total]));
        }
      }),
    );
  });
});

function isWithin(value: Instant, from: Instant, to: Instant): boolean {
  return value >= from && value < to;
}

function summed(parts: readonly ParticipationCounts[]): Record<string, number> {
  const keys = ['offered', 'attended', 'declined', 'absent', 'minutes'] as const;
  return Object.fromEntries(keys.map((key) => [key, parts.reduce((sum, part) => sum + part[key], 0)]));
}
