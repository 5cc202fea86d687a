import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes, parseInstant, parseLocalDate, parseZone } from '#platform/time';
import { isAwayAt, type Away } from './away.js';

const madrid = parseZone('Europe/Madrid');
/** A time of November 2026 in Madrid. */
const at = (time: string) => parseInstant(`2026-11-${time.replace(' ', 'T')}:00+01:00`);
const NOW = at('24 12:00');

function awayFrom(from: string, to?: string, expected?: string): Away {
  const expectedReturnOn = expected === undefined ? null : parseLocalDate(`2026-11-${expected}`);
  return { from: at(from), to: to === undefined ? undefined : at(to), expectedReturnOn };
}

describe('on Tuesday the 24th at noon', () => {
  test.each([
    ['who was away last week was not here then', [awayFrom('16 09:00', '18 17:00')], '17 10:30', true],
    ['and was here when they had come back', [awayFrom('16 09:00', '18 17:00')], '18 17:00', false],
    ['who left an hour ago was here before', [awayFrom('24 11:00')], '24 10:30', false],
    ['who left an hour ago is not here now', [awayFrom('24 11:00')], '24 12:00', true],
    ['nor this afternoon', [awayFrom('24 11:00')], '24 17:00', true],
    ['tomorrow is another day, where no day is stated', [awayFrom('24 11:00')], '25 00:00', false],
    ['who is expected on Friday is away on Thursday', [awayFrom('20 09:00', undefined, '27')], '26 23:59', true],
    ['and counts as here on Friday', [awayFrom('20 09:00', undefined, '27')], '27 00:00', false],
    ['who is expected today counts as here this afternoon', [awayFrom('20 09:00', undefined, '24')], '24 17:00', false],
    ['who was expected yesterday is still away today', [awayFrom('20 09:00', undefined, '23')], '24 17:00', true],
    ['and nobody knows of tomorrow', [awayFrom('20 09:00', undefined, '23')], '25 10:30', false],
    ['who came back early is here', [awayFrom('20 09:00', '23 10:00', '27')], '25 10:30', false],
    ['who never left is here', [], '24 17:00', false],
  ])('%s', (_, absences, time, expected) => {
    expect(isAwayAt(absences, at(time), NOW, madrid)).toBe(expected);
  });

  test('a day is one of the calendar, also when the clocks change', () => {
    const saturday = parseInstant('2026-10-24T20:00:00+02:00');
    const left: Away = { from: saturday, to: undefined, expectedReturnOn: parseLocalDate('2026-10-26') };
    const sunday = parseInstant('2026-10-25T23:30:00+01:00');
    expect(isAwayAt([left], sunday, saturday, madrid)).toBe(true);
    expect(isAwayAt([left], addMinutes(sunday, 30), saturday, madrid)).toBe(false);
  });
});

test('who is back is back for good, as far as anybody knows', () => {
  const minutes = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(minutes, minutes, fc.option(fc.integer({ min: 20, max: 30 }), { nil: undefined }), (a, b, day) => {
      const absences = [awayFrom('20 09:00', undefined, day?.toString())];
      const [first, second] = [Math.min(a, b), Math.max(a, b)].map((after) => addMinutes(NOW, after));
      const isAway = (when = NOW) => isAwayAt(absences, when, NOW, madrid);
      expect(isAway(second) && !isAway(first)).toBe(false);
    }),
  );
});
