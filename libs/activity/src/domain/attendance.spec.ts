import { describe, expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { parseInstant, parseLocalDateTime } from '#platform/time';
import { SessionCancelledError } from './activity.errors.js';
import { countsAsAttended, describeAttendance, recordAttendance, type AttendanceDraft } from './attendance.js';
import type { Session } from './session.js';

const held: Session = {
  activityId: 'choir',
  originalStartsAt: parseLocalDateTime('2026-10-18T10:00'),
  startsAt: parseInstant('2026-10-18T08:00:00Z'),
  endsAt: parseInstant('2026-10-18T09:00:00Z'),
  status: 'planned',
  location: null,
  leader: null,
  capacity: null,
  reason: null,
};

function badFields(drafts: readonly AttendanceDraft[]): string[] {
  try {
    recordAttendance(held, drafts);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

test('a whole session is recorded at once', () => {
  const entries = recordAttendance(held, [
    { residentId: 'ana', attendance: 'attended', engagement: 5, note: ' Sang the solo ' },
    { residentId: 'blas', attendance: 'declined' },
  ]);
  expect(entries).toEqual([
    { residentId: 'ana', attendance: 'attended', engagement: 5, note: 'Sang the solo' },
    { residentId: 'blas', attendance: 'declined', engagement: null, note: null },
  ]);
});

test('partly counts as attended', () => {
  expect((['attended', 'partly', 'declined', 'absent'] as const).filter(countsAsAttended)).toEqual([
    'attended',
    'partly',
  ]);
});

describe('an entry that is refused', () => {
  test.each<[string, AttendanceDraft[], string[]]>([
    [
      'engagement of someone who declined',
      [{ residentId: 'ana', attendance: 'declined', engagement: 3 }],
      ['/0/engagement does-not-fit'],
    ],
    [
      'engagement of someone absent',
      [{ residentId: 'ana', attendance: 'absent', engagement: 1 }],
      ['/0/engagement does-not-fit'],
    ],
    ['engagement of 0', [{ residentId: 'ana', attendance: 'partly', engagement: 0 }], ['/0/engagement out-of-range']],
    [
      'engagement of 2.5',
      [{ residentId: 'ana', attendance: 'partly', engagement: 2.5 }],
      ['/0/engagement out-of-range'],
    ],
    ['an outcome of another kind', [{ residentId: 'ana', attendance: 'late' }], ['/0/attendance not-one-of']],
    [
      'someone twice, and a note too long, each with its place',
      [
        { residentId: 'ana', attendance: 'attended' },
        { residentId: 'blas', attendance: 'attended', note: 'x'.repeat(2001) },
        { residentId: 'ana', attendance: 'absent' },
      ],
      ['/1/note too-long', '/2/residentId duplicate'],
    ],
    [
      'more than a home could hold',
      Array.from({ length: 501 }, (_, n) => ({ residentId: `r${n}`, attendance: 'absent' })),
      [' too-many'],
    ],
  ])('%s', (_, drafts, expected) => {
    expect(badFields(drafts)).toEqual(expected);
  });

  test('any, when the session is cancelled', () => {
    expect(() => recordAttendance({ ...held, status: 'cancelled' }, [])).toThrow(SessionCancelledError);
  });
});

test.each([
  ['attended', 4, 'Attended: Choir, engagement 4 of 5'],
  ['partly', null, 'Attended in part: Choir'],
  ['declined', null, 'Declined: Choir'],
] as const)('who %s with engagement %s is told of as: %s', (attendance, engagement, text) => {
  expect(describeAttendance({ attendance, engagement }, 'Choir')).toBe(text);
});
