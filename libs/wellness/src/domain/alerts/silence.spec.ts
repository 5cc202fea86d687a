import { expect, test } from '@jest/globals';
import { parseInstant, parseZone } from '#platform/time';
import { reassessmentFinding } from './home-findings.js';
import { SILENCE_RULES, silenceFinding } from './silence.js';

const MADRID = parseZone('Europe/Madrid');
const EVER = parseInstant('2026-01-01T00:00:00Z');

function isMissed(type: string, last: string, now: string, hereSince: string = EVER): boolean {
  const rule = SILENCE_RULES.find((each) => each.type === type);
  if (rule === undefined) throw new Error(`no rule about ${type}`);
  const [at, here, then] = [last, hereSince, now].map((text) => parseInstant(text));
  if (at === undefined || here === undefined || then === undefined) throw new Error('three instants');
  return silenceFinding(rule, { residentId: 'ana', last: at, hereSince: here }, then, MADRID) !== undefined;
}

test.each([
  ['bowel-movement', '2026-11-21T09:00:00+01:00', '2026-11-24T08:59:00+01:00', false],
  ['bowel-movement', '2026-11-21T09:00:00+01:00', '2026-11-24T09:00:00+01:00', true],
  // Three days on the wall clock, of which one has 25 hours.
  ['bowel-movement', '2026-10-23T09:00:00+02:00', '2026-10-26T08:59:00+01:00', false],
  ['bowel-movement', '2026-10-23T09:00:00+02:00', '2026-10-26T09:00:00+01:00', true],
  ['fluid-intake', '2026-11-23T09:00:00+01:00', '2026-11-24T08:59:00+01:00', false],
  ['fluid-intake', '2026-11-23T09:00:00+01:00', '2026-11-24T09:00:00+01:00', true],
])('%s recorded last at %s is missed at %s: %s', (type, last, now, missed) => {
  expect(isMissed(type, last, now)).toBe(missed);
});

test('what was away is counted from the return', () => {
  const [last, now] = ['2026-11-10T09:00:00+01:00', '2026-11-24T09:00:00+01:00'];
  expect(isMissed('bowel-movement', last, now, '2026-11-22T09:00:00+01:00')).toBe(false);
  expect(isMissed('bowel-movement', last, now, '2026-11-21T09:00:00+01:00')).toBe(true);
});

test.each([
  ['must', 'low', 0, '2026-10-24T09:00:00+02:00', true],
  ['must', 'low', 0, '2026-10-25T09:00:00+01:00', false],
  ['mna-sf', 'normal', 13, '2026-08-24T09:00:00+02:00', true],
  ['mna-sf', 'normal', 13, '2026-08-25T09:00:00+02:00', false],
  ['news2', 'medium', 5, '2026-11-24T07:00:00+01:00', true],
  ['news2', 'medium', 5, '2026-11-24T07:01:00+01:00', false],
  ['news2', 'low', 2, '2026-11-20T07:00:00+01:00', false],
  ['abbey', 'severe', 15, '2026-11-24T07:00:00+01:00', true],
  ['abbey', 'mild', 4, '2026-11-20T07:00:00+01:00', false],
  ['barthel', 'total', 0, '2025-01-01T07:00:00+01:00', false],
])('%s, %s (%i), of %s is to be done again on the 24th at 9: %s', (instrument, band, score, at, due) => {
  const assessment = { id: 'a', residentId: 'ana', instrument, band, score, assessedAt: parseInstant(at) };
  const now = parseInstant('2026-11-24T09:00:00+01:00');
  expect(reassessmentFinding(assessment, EVER, now, MADRID) !== undefined).toBe(due);
});
