import { expect, test } from '@jest/globals';
import { InvalidFieldsError } from '#platform/kernel';
import { parseInstant, parseZone } from '#platform/time';
import { participationWindow } from './participation-window.js';

const madrid = parseZone('Europe/Madrid');
const now = parseInstant('2026-11-24T08:05:00Z');
const tonight = '2026-11-24T23:00:00.000Z';

test.each<[string, { from?: string; to?: string }, string, string]>([
  ['nothing said: 28 days, today among them', {}, '2026-10-27T23:00:00.000Z', tonight],
  ['a day and no end: up to the end of today', { from: '2026-11-01' }, '2026-10-31T23:00:00.000Z', tonight],
  [
    'an end and no beginning: 28 days up to it',
    { to: '2026-10-31' },
    '2026-10-03T22:00:00.000Z',
    '2026-10-31T23:00:00.000Z',
  ],
  [
    'an end in the future, as it is asked for',
    { from: '2026-11-24', to: '2026-12-31' },
    '2026-11-23T23:00:00.000Z',
    '2026-12-31T23:00:00.000Z',
  ],
  [
    'two instants',
    { from: '2026-11-02T10:00:00+01:00', to: '2026-11-02T11:00:00+01:00' },
    '2026-11-02T09:00:00.000Z',
    '2026-11-02T10:00:00.000Z',
  ],
  ['366 days', { from: '2025-11-24', to: '2026-11-24' }, '2025-11-23T23:00:00.000Z', tonight],
])('%s', (_, ends, from, to) => {
  expect(participationWindow(ends, now, madrid)).toEqual({ from, to });
});

test.each<[string, { from?: string; to?: string }, string]>([
  ['a beginning in the future', { from: '2026-11-25' }, '/from'],
  ['an end before the beginning', { from: '2026-11-20', to: '2026-11-19' }, '/to'],
  ['nothing between them', { from: '2026-11-20T10:00:00Z', to: '2026-11-20T10:00:00Z' }, '/to'],
  ['367 days', { from: '2025-11-23', to: '2026-11-24' }, '/to'],
  ['367 days, the last of them in the future', { from: '2025-11-25', to: '2026-11-26' }, '/to'],
])('%s is refused', (_, ends, pointer) => {
  const refusal = expect.objectContaining({ errors: [expect.objectContaining({ pointer, code: 'out-of-range' })] });
  expect(() => participationWindow(ends, now, madrid)).toThrow(InvalidFieldsError);
  expect(() => participationWindow(ends, now, madrid)).toThrow(refusal);
});
