import { expect, test } from '@jest/globals';
import { parseInstant, parseZone } from '#platform/time';
import { INSTRUMENTS } from '../instruments/instruments.js';
import { reassessmentDue } from './reassessment.js';

const MADRID = parseZone('Europe/Madrid');
const AT = '2026-11-24T08:00:00.000Z';

test.each<[string, number | null, string, string, string | null]>([
  ['news2', 0, 'low', AT, '2026-11-24T20:00:00.000Z'],
  ['news2', 1, 'low', AT, '2026-11-24T14:00:00.000Z'],
  ['news2', 4, 'low', AT, '2026-11-24T14:00:00.000Z'],
  ['news2', 3, 'low-medium', AT, '2026-11-24T09:00:00.000Z'],
  ['news2', 6, 'medium', AT, '2026-11-24T09:00:00.000Z'],
  ['news2', 7, 'high', AT, AT],
  ['news2', null, 'incomplete', AT, null],
  ['must', 0, 'low', AT, '2026-12-24T08:00:00.000Z'],
  ['must', 3, 'high', AT, '2026-12-24T08:00:00.000Z'],
  // A month of the calendar, at the same time of the wall clock: it is an hour less in March and ends with February.
  ['must', 1, 'medium', '2027-03-15T08:00:00.000Z', '2027-04-15T07:00:00.000Z'],
  ['must', 1, 'medium', '2027-01-31T08:00:00.000Z', '2027-02-28T08:00:00.000Z'],
  ['mna-sf', 12, 'normal', AT, '2027-02-24T08:00:00.000Z'],
  ['abbey', 8, 'moderate', AT, '2026-11-24T09:00:00.000Z'],
  ['abbey', 1, 'none', AT, null],
  ['barthel', 60, 'moderate', AT, null],
  ['an old instrument', 1, 'low', AT, null],
])('%s of %s (%s) at %s is to be made again until %s', (instrument, score, band, at, due) => {
  expect(reassessmentDue({ instrument, score, band, assessedAt: parseInstant(at) }, MADRID)).toBe(due);
});

test.each(['news2', 'must', 'mna-sf'])('every band of %s says when', (code) => {
  const { bands = [] } = INSTRUMENTS.find((instrument) => instrument.code === code) ?? {};
  const due = bands.map(({ band, from }) =>
    reassessmentDue({ instrument: code, score: from, band, assessedAt: parseInstant(AT) }, MADRID),
  );
  expect(due.length).toBeGreaterThan(0);
  expect(due).not.toContain(null);
});
