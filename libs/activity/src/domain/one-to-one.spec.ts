import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { parseInstant, parseLocalDateTime, parseZone } from '#platform/time';
import { oneToOne, type OneToOneDraft } from './one-to-one.js';

const madrid = parseZone('Europe/Madrid');
const NOW = parseInstant('2026-11-24T11:00:00Z');

const talk: OneToOneDraft = {
  title: 'Talk at the bedside',
  category: 'social',
  startsAt: parseLocalDateTime('2026-11-24T10:30'),
  durationMinutes: 20,
  attendance: 'attended',
  engagement: 4,
  note: ' told of Lugo ',
};

function recorded(changes: Partial<OneToOneDraft> = {}) {
  return oneToOne({ ...talk, ...changes }, 'carmen', NOW, madrid);
}

function badFields(changes: Partial<OneToOneDraft>): string[] {
  try {
    recorded(changes);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

test('it is an activity for one, held once and not offered again, with how the resident took part', () => {
  expect(recorded()).toMatchObject({
    activity: { title: 'Talk at the bedside', format: 'one-to-one', capacity: 1, recurrence: null, active: false },
    startsAt: '2026-11-24T09:30:00.000Z',
    endsAt: '2026-11-24T09:50:00.000Z',
    entry: { residentId: 'carmen', attendance: 'attended', engagement: 4, note: 'told of Lugo' },
  });
});

describe('when it began', () => {
  test.each([
    ['on the wall clock', '2026-11-24T10:30', '2026-11-24T10:30', '2026-11-24T09:30:00.000Z'],
    ['at an instant', '2026-11-24T09:30:45Z', '2026-11-24T10:30', '2026-11-24T09:30:45.000Z'],
    ['in the hour that comes twice, the first', '2026-10-25T00:30:00Z', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['in the hour that comes twice, again', '2026-10-25T01:30:00Z', '2026-10-25T02:30', '2026-10-25T01:30:00.000Z'],
    ['at a time that its day did not have', '2026-03-29T02:30', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    [
      'just now, by a clock that is ahead of ours',
      '2026-11-24T11:04:00Z',
      '2026-11-24T12:04',
      '2026-11-24T11:04:00.000Z',
    ],
  ])('%s: %s', (_, stated, local, startsAt) => {
    const start = stated.length === 16 ? parseLocalDateTime(stated) : parseInstant(stated);
    const { activity, ...held } = recorded({ startsAt: start });
    expect([activity.startsAt, held.startsAt]).toEqual([local, startsAt]);
  });
});

describe('what is refused', () => {
  test.each<[Partial<OneToOneDraft>, string[]]>([
    [{ startsAt: parseInstant('2026-11-24T11:06:00Z') }, ['/startsAt in-the-future']],
    [{ startsAt: parseLocalDateTime('1950-01-01T10:00') }, ['/startsAt invalid-date-time']],
    [{ attendance: 'declined' }, ['/engagement does-not-fit']],
    [{ attendance: 'slept' }, ['/attendance not-one-of']],
    [
      { title: ' ', durationMinutes: 0, engagement: 6 },
      ['/engagement out-of-range', '/title required', '/durationMinutes out-of-range'],
    ],
  ])('%j', (changes, expected) => {
    expect(badFields(changes)).toEqual(expected);
  });
});
