import { expect, test } from '@jest/globals';
import { parseInstant, parseZone, type Instant, type Range } from '#platform/time';
import { byTimeWithout, idleWindow, isWithoutParticipation, type ResidentDays } from './without-participation.js';

const madrid = parseZone('Europe/Madrid');
const at = parseInstant;
const window = { from: at('2026-11-16T23:00:00Z'), to: at('2026-11-24T08:05:00Z') };
const LONG: readonly Range[] = [{ from: at('2020-01-01T00:00:00Z'), to: undefined }];

function someone(lastAttendedAt: Instant | null, presence: readonly Range[] = LONG, name = 'ana'): ResidentDays {
  return { residentId: name, sortName: name, presence, lastAttendedAt };
}

test.each([
  [7, '2026-11-24T08:05:00Z', '2026-11-16T23:00:00.000Z'],
  [1, '2026-11-24T23:30:00Z', '2026-11-23T23:00:00.000Z'],
  [7, '2026-10-26T08:00:00Z', '2026-10-18T22:00:00.000Z'],
])('%d whole days of the calendar before %s begin at %s', (days, now, from) => {
  expect(idleWindow(days, at(now), madrid)).toEqual({ from, to: at(now) });
});

test.each<[string, ResidentDays, boolean]>([
  ['never took part', someone(null), true],
  ['took part a minute before the window', someone(at('2026-11-16T22:59:00Z')), true],
  ['took part in its first minute', someone(window.from), false],
  ['was away all the time', someone(null, [{ from: at('2020-01-01T00:00:00Z'), to: window.from }]), false],
  [
    'left on its first morning',
    someone(null, [{ from: at('2020-01-01T00:00:00Z'), to: at('2026-11-17T08:00:00Z') }]),
    true,
  ],
  ['came back today', someone(null, [{ from: at('2026-11-24T08:00:00Z'), to: undefined }]), true],
  ['comes at the end', someone(null, [{ from: window.to, to: undefined }]), false],
])('who %s: %s', (_, one, expected) => {
  expect(isWithoutParticipation(one, window)).toBe(expected);
});

test('who never took part comes first, then who has not for the longest, then by name', () => {
  const all = [
    someone(at('2026-11-10T09:00:00Z'), LONG, 'zoe'),
    someone(at('2026-11-10T09:00:00Z'), LONG, 'ana'),
    someone(at('2026-10-10T09:00:00Z'), LONG, 'luis'),
    someone(null, LONG, 'marta'),
  ];
  expect(all.sort(byTimeWithout).map(({ sortName }) => sortName)).toEqual(['marta', 'luis', 'ana', 'zoe']);
});
