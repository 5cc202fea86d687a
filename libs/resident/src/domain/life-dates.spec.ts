import { expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { parseLocalDate } from '#platform/time';
import { checkLifeDates, type LifeDates } from './life-dates.js';

const [YESTERDAY, TODAY, TOMORROW] = ['2026-11-23', '2026-11-24', '2026-11-25'].map(parseLocalDate) as [
  ReturnType<typeof parseLocalDate>,
  ReturnType<typeof parseLocalDate>,
  ReturnType<typeof parseLocalDate>,
];

function blamed(dates: LifeDates, bornOn = YESTERDAY): readonly string[] {
  try {
    checkLifeDates(dates, TODAY, bornOn);
    return [];
  } catch (error) {
    if (error instanceof InvalidFieldsError) return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
}

test.each<[string, LifeDates, string[]]>([
  ['nobody is born tomorrow', { birthDate: TOMORROW }, ['/birthDate in-the-future']],
  ['somebody is born today', { birthDate: TODAY }, []],
  [
    'no decision was reviewed tomorrow',
    { resuscitation: { decision: 'attempt', reviewedOn: TOMORROW } },
    ['/resuscitation/reviewedOn in-the-future'],
  ],
  ['a decision is reviewed today', { resuscitation: { decision: 'attempt', reviewedOn: TODAY } }, []],
  ['a decision is taken back', { resuscitation: null }, []],
  ['an illness doesn’t begin tomorrow', { onsetOn: TOMORROW }, ['/onsetOn in-the-future']],
  ['an illness begins on the day of birth', { onsetOn: YESTERDAY }, []],
  ['an illness whose beginning nobody knows', { onsetOn: null }, []],
  [
    'every bad day is named',
    { birthDate: TOMORROW, onsetOn: TOMORROW },
    ['/birthDate in-the-future', '/onsetOn in-the-future'],
  ],
])('%s', (_, dates, expected) => {
  expect(blamed(dates)).toEqual(expected);
});

test('no illness begins before birth', () => {
  expect(blamed({ onsetOn: YESTERDAY }, TODAY)).toEqual(['/onsetOn before-birth']);
});
