import { expect, test } from '@jest/globals';
import { parseInstant } from '#platform/time';
import type { Alert } from './alerts/alert.js';
import { marksOf } from './chart-marks.js';
import type { Reading } from './reading.js';

const WINDOW = { from: parseInstant('2026-11-01T00:00:00Z'), to: parseInstant('2026-12-01T00:00:00Z') };

function fallAt(at: string): Reading {
  return { id: at, takenAt: parseInstant(at), value: null, code: 'minor', components: null };
}

function alertOf(name: string, at: string | null): Pick<Alert, 'raisedAt' | 'message' | 'inputs'> {
  const input = { name, value: 7, unit: null, at: at === null ? null : parseInstant(at), id: null };
  const raisedAt = parseInstant('2026-11-20T12:00:00Z');
  return { raisedAt, message: { en: `Alert of ${name}`, es: `Aviso de ${name}` }, inputs: [input] };
}

const FALL = '2026-11-21T08:00:00Z';

test.each<[string, string, readonly ReturnType<typeof alertOf>[], readonly string[]]>([
  ['where its reading stands', 'news2', [alertOf('news2', '2026-11-19T08:00:00Z')], ['19 Alert of news2', '21 Fall']],
  [
    'of an item of an instrument',
    'news2',
    [alertOf('news2.heartRate', '2026-11-19T08:00:00Z')],
    ['19 Alert of news2.heartRate', '21 Fall'],
  ],
  ['when it was raised, if no reading did it', 'pain', [alertOf('pain', null)], ['20 Alert of pain', '21 Fall']],
  ['not of what the chart does not show', 'pain', [alertOf('heart-rate', '2026-11-19T08:00:00Z')], ['21 Fall']],
  ['not of another time', 'pain', [alertOf('pain', '2026-10-31T08:00:00Z')], ['21 Fall']],
  ['once on the chart of falls', 'fall', [alertOf('fall', FALL)], ['21 Alert of fall']],
])('an alert is marked %s', (_, code, alerts, expected) => {
  const marks = marksOf(code, WINDOW, [fallAt(FALL)], alerts);
  expect(marks.map(({ at, text }) => `${at.slice(8, 10)} ${text.en}`)).toEqual(expected);
});
