import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { changeActivity, newActivity, type ActivityDraft } from './activity.js';

const choir: ActivityDraft = {
  title: 'Choir',
  category: 'creative',
  startsAt: '2026-10-18T10:00',
  durationMinutes: 60,
};

function badFields(draft: Partial<ActivityDraft>): string[] {
  try {
    newActivity({ ...choir, ...draft });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

test('what is not stated takes its default', () => {
  expect(newActivity(choir)).toEqual({
    ...choir,
    location: null,
    leader: null,
    capacity: null,
    recurrence: null,
    exceptionDates: [],
    notes: null,
    active: true,
  });
});

test('a rule is kept in one form and exceptions in order, each once', () => {
  const exceptionDates = ['2026-11-01', '2026-10-25T10:00', '2026-11-01'];
  const activity = newActivity({ ...choir, recurrence: 'RRULE:freq=weekly', exceptionDates });
  expect(activity.recurrence).toBe('FREQ=WEEKLY');
  expect(activity.exceptionDates).toEqual(['2026-10-25T10:00', '2026-11-01']);
});

describe('fields that are refused', () => {
  test.each<[Partial<ActivityDraft>, string[]]>([
    [{ title: '  ' }, ['/title required']],
    [{ title: 'x'.repeat(201) }, ['/title too-long']],
    [{ category: 'sport' }, ['/category not-one-of']],
    [{ startsAt: '2026-02-30T10:00' }, ['/startsAt invalid-date-time']],
    [{ startsAt: '2026-10-18T10:00:00Z' }, ['/startsAt invalid-date-time']],
    [{ startsAt: '1850-10-18T10:00' }, ['/startsAt invalid-date-time']],
    [{ durationMinutes: 0 }, ['/durationMinutes out-of-range']],
    [{ durationMinutes: 45.5 }, ['/durationMinutes out-of-range']],
    [{ capacity: 0 }, ['/capacity out-of-range']],
    [{ recurrence: 'FREQ=HOURLY' }, ['/recurrence invalid-recurrence']],
    [{ recurrence: 'every Monday' }, ['/recurrence invalid-recurrence']],
    [{ exceptionDates: ['2026-10-25', 'Christmas'] }, ['/exceptionDates/1 invalid-date']],
    [{ exceptionDates: Array.from({ length: 1001 }, () => '2026-10-25') }, ['/exceptionDates too-many']],
    [
      { title: '', category: '', durationMinutes: -1 },
      ['/title required', '/category not-one-of', '/durationMinutes out-of-range'],
    ],
  ])('%j', (draft, expected) => {
    expect(badFields(draft)).toEqual(expected);
  });
});

test('a patch leaves what is absent, and null goes back to the default', () => {
  const current = newActivity({ ...choir, location: 'Chapel', capacity: 12, recurrence: 'FREQ=WEEKLY' });
  expect(changeActivity(current, { capacity: null, title: 'Evening choir' })).toEqual({
    ...current,
    title: 'Evening choir',
    capacity: null,
  });
});
