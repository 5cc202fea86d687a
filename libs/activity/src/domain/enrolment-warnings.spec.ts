import { describe, expect, test } from '@jest/globals';
import { addMinutes, parseInstant, parseLocalDateTime } from '#platform/time';
import { EnrolmentWarningsError } from './activity.errors.js';
import type { Clash } from './clash.js';
import { acknowledgementErrors, openWarnings, type EnrolmentWarnings } from './enrolment-warnings.js';

const NONE: EnrolmentWarnings = { clashes: [], contraindications: [], away: null };
const startsAt = parseInstant('2026-11-24T10:00:00Z');

function aClash(week: number): Clash {
  const at = addMinutes(startsAt, week * 7 * 24 * 60);
  const session = {
    originalStartsAt: parseLocalDateTime('2026-11-24T11:00'),
    startsAt: at,
    endsAt: addMinutes(at, 60),
  };
  return { wanted: { activityId: 'choir', ...session }, enrolledIn: { activityId: 'bingo', ...session } };
}

const ALL: EnrolmentWarnings = {
  clashes: Array.from({ length: 52 }, (_, week) => aClash(week)),
  contraindications: [{ kind: 'mobility', wanted: 'walks alone', found: null, detail: 'It takes: walks alone.' }],
  away: { startsAt, expectedReturnOn: null },
};

describe('a warning', () => {
  test.each<[string, EnrolmentWarnings, string[], string[]]>([
    ['is raised by nothing', NONE, [], []],
    ['is raised by each kind', ALL, [], ['schedule-clash', 'contraindicated', 'resident-away']],
    ['is closed by its code', ALL, ['schedule-clash', 'resident-away'], ['contraindicated']],
    ['is not closed by another', { ...NONE, away: ALL.away }, ['schedule-clash'], ['resident-away']],
    ['that is not raised needs no answer', NONE, ['contraindicated'], []],
  ])('%s', (_, warnings, acknowledged, expected) => {
    expect(openWarnings(warnings, acknowledged)).toEqual(expected);
  });
});

describe('a refusal', () => {
  test('for one kind has its code, says how many clashes there are and shows the first ten', () => {
    const error = new EnrolmentWarningsError(['schedule-clash'], ALL);
    expect(error).toMatchObject({ kind: 'conflict', code: 'schedule-clash', extensions: { total: 52 } });
    expect(error.extensions['clashes']).toEqual(ALL.clashes.slice(0, 10));
    expect(Object.keys(error.extensions)).toEqual(['warnings', 'clashes', 'total']);
  });

  test('for several has the code of the first, and tells of each', () => {
    const error = new EnrolmentWarningsError(['contraindicated', 'resident-away'], ALL);
    expect(error).toMatchObject({
      code: 'contraindicated',
      extensions: {
        warnings: ['contraindicated', 'resident-away'],
        contraindications: ALL.contraindications,
        away: ALL.away,
      },
    });
    expect(error.message).toMatch(/against taking part.*in hospital then/);
  });
});

test.each<[string[], string | null, string[]]>([
  [[], null, []],
  [['schedule-clash', 'resident-away'], null, []],
  [['contraindicated'], null, ['/acknowledgeReason']],
  [['contraindicated'], '  ', ['/acknowledgeReason']],
  [['contraindicated'], 'her daughter comes along', []],
])('to go on with %j and the reason %j is short of %j', (codes, reason, expected) => {
  expect(acknowledgementErrors(codes, reason).map(({ pointer }) => pointer)).toEqual(expected);
});
