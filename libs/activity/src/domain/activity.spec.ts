import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError, quantity } from '#platform/kernel';
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
    format: 'group',
    location: null,
    leader: null,
    staff: [],
    capacity: null,
    recurrence: null,
    exceptionDates: [],
    cost: null,
    requires: null,
    excludes: null,
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
    [{ format: 'pair' }, ['/format not-one-of']],
    [{ format: 'one-to-one', capacity: 2 }, ['/capacity does-not-fit']],
    [{ staff: Array.from({ length: 21 }, (_, n) => `Ana ${n}`) }, ['/staff too-many']],
    [{ staff: ['Ana', ' '] }, ['/staff/1 bad-length']],
    [{ cost: { value: quantity(3.5), currency: 'EURO' } }, ['/cost/currency not-a-currency']],
    [{ cost: { value: quantity(3.5), currency: 'XYZ' } }, ['/cost/currency not-a-currency']],
    [{ requires: { mobility: ['walks alone', '--'] } }, ['/requires/mobility/1 no-words']],
    [{ excludes: { diets: ['x'.repeat(201)] } }, ['/excludes/diets/0 too-long']],
    [
      { excludes: { conditions: Array.from({ length: 21 }, (_, n) => `G${n}`), allergies: ['?'] } },
      ['/excludes/allergies/0 no-words', '/excludes/conditions too-many'],
    ],
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

describe('a one-to-one', () => {
  test('has one place, said or not', () => {
    expect(newActivity({ ...choir, format: 'one-to-one' }).capacity).toBe(1);
    expect(newActivity({ ...choir, format: 'one-to-one', capacity: 1 }).capacity).toBe(1);
  });

  test('is made of a group only with one place', () => {
    const group = newActivity({ ...choir, capacity: 12 });
    expect(() => changeActivity(group, { format: 'one-to-one' })).toThrow(InvalidFieldsError);
    expect(changeActivity(group, { format: 'one-to-one', capacity: 1 })).toMatchObject({ capacity: 1 });
    expect(changeActivity(group, { format: 'one-to-one', capacity: null })).toMatchObject({ capacity: 1 });
  });
});

describe('whom it fits', () => {
  const swimming = newActivity({
    ...choir,
    requires: { mobility: ['walks alone'] },
    excludes: { conditions: ['epilepsy', ' Epilepsy', 'G40'], allergies: ['chlorine'] },
  });

  test('is kept as it was stated, each text once', () => {
    expect(swimming.excludes).toEqual({ diets: [], allergies: ['chlorine'], conditions: ['epilepsy', 'G40'] });
  });

  test('is patched list by list: what is absent stays', () => {
    const patched = changeActivity(swimming, { excludes: { conditions: null, diets: ['pureed'] } });
    expect(patched.excludes).toEqual({ diets: ['pureed'], allergies: ['chlorine'], conditions: [] });
    expect(patched.requires).toEqual({ mobility: ['walks alone'] });
    expect(changeActivity(swimming, { excludes: null, requires: { mobility: [] } })).toMatchObject({
      excludes: null,
      requires: null,
    });
  });
});
