import { describe, expect, test } from '@jest/globals';
import { RRuleTemporal } from 'rrule-temporal';
import { addDays, datePart, parseLocalDate, Temporal, type LocalDate } from '#platform/time';
import { programmeFrom } from './programme.js';

const CATEGORIES = ['physical', 'cognitive', 'social', 'creative', 'spiritual', 'outing', 'other'];
const fourWeeks = Array.from({ length: 28 }, (_, day) => addDays(parseLocalDate('2026-02-23'), day));

describe('the activity programme', () => {
  test('has something of every category', () => {
    const programme = programmeFrom(parseLocalDate('2026-03-16'));
    expect(new Set(programme.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
    expect(programme.length).toBeGreaterThanOrEqual(12);
  });

  test.each(fourWeeks)('begun on %s starts each series with a session of its own rule, within five weeks', (from) => {
    for (const { startsAt, recurrence } of programmeFrom(from)) {
      expect(datePart(startsAt) >= from && datePart(startsAt) <= addDays(from, 34)).toBe(true);
      expect(firstSession(startsAt, recurrence)).toBe(startsAt);
    }
  });

  test('never has two activities in one place, or one leader in two, at the same time', () => {
    const sessions = weekOf(parseLocalDate('2026-03-23'));
    const clashes = sessions.flatMap((a, index) =>
      sessions
        .slice(index + 1)
        .filter((b) => (a.leader === b.leader || a.location === b.location) && a.from < b.to && b.from < a.to),
    );
    expect(clashes).toEqual([]);
  });
});

function firstSession(startsAt: string, recurrence: string): string | undefined {
  return sessionsOf(startsAt, recurrence)[0];
}

function sessionsOf(startsAt: string, recurrence: string): string[] {
  const dtstart = Temporal.PlainDateTime.from(startsAt).toZonedDateTime('UTC');
  const rule = new RRuleTemporal({ rruleString: `RRULE:${recurrence}`, dtstart, maxIterations: 1_000 });
  return rule.all((_, index) => index < 10).map((at) => at.toPlainDateTime().toString({ smallestUnit: 'minute' }));
}

function weekOf(monday: LocalDate) {
  return programmeFrom(monday).flatMap((activity) =>
    sessionsOf(activity.startsAt, activity.recurrence)
      .filter((at) => at < addDays(monday, 7))
      .map((at) => ({
        leader: activity.leader,
        location: activity.location,
        from: at,
        to: Temporal.PlainDateTime.from(at)
          .add({ minutes: activity.durationMinutes })
          .toString({ smallestUnit: 'minute' }),
      })),
  );
}
