import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidFieldsError } from '#platform/kernel';
import { addMinutes, parseInstant, parseLocalDate, parseLocalDateTime, parseZone } from '#platform/time';
import { newActivity } from './activity.js';
import { AlreadyEnrolledError } from './activity.errors.js';
import {
  capacityFor,
  checkNotEnrolled,
  coverageOf,
  covers,
  hasPlaceIn,
  overlap,
  placeFor,
  positions,
  promoted,
  stillToCome,
  takenUpAgain,
  type CapacityFor,
  type Coverage,
  type Enrolment,
  type EnrolmentStatus,
} from './enrolment.js';
import { changeSession } from './session-override.js';
import { sessions } from './session.js';

const date = parseLocalDate;
const local = parseLocalDateTime;
const start = parseInstant('2026-10-01T00:00:00Z');
const today = date('2026-10-20');
const choir = {
  id: 'choir',
  earlier: [],
  ...newActivity({
    title: 'Choir',
    category: 'creative',
    startsAt: '2026-10-18T10:00',
    durationMinutes: 60,
    recurrence: 'FREQ=WEEKLY',
  }),
};

const series = (from = '2026-10-01', until?: string): Coverage => ({
  session: null,
  from: date(from),
  until: until === undefined ? null : date(until),
});
const single = (at: string): Coverage => ({ session: local(at), from: null, until: null });

/** The nth to ask, a minute after the one before. */
function enrolment(n: number, status: EnrolmentStatus, coverage: Coverage = series()): Enrolment {
  const at = addMinutes(start, n);
  const stored = {
    version: 1,
    createdAt: at,
    updatedAt: at,
    heldUntil: null,
    endedBy: null,
    acknowledge: [],
    acknowledgeReason: null,
  };
  return { id: `e${n}`, activityId: 'choir', residentId: `r${n}`, status, ...coverage, ...stored };
}

/** So many places in every session. */
const places = (all: number | null): CapacityFor => {
  return () => [{ from: null, until: null, places: all }];
};

const ids = (enrolments: readonly Enrolment[]) => enrolments.map(({ id }) => id);

describe('what a request covers', () => {
  test('the series from today, when no day is said', () => {
    expect(coverageOf({}, choir, today)).toEqual({ session: null, from: today, until: null });
  });

  test.each([
    ['a day that has no session', { session: local('2026-10-19T10:00') }, '/session'],
    ['a session and a day', { session: local('2026-10-18T10:00'), until: today }, '/session'],
    ['an end before the start', { from: today, until: date('2026-10-19') }, '/until'],
  ])('%s is refused', (_, request, pointer) => {
    expect(() => coverageOf(request, choir, today)).toThrow(InvalidFieldsError);
    expect(() => coverageOf(request, choir, today)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
    );
  });

  test.each([
    ['before the first day', series('2026-10-19', '2026-10-25'), '2026-10-18T10:00', false],
    ['on the last day, which is included', series('2026-10-19', '2026-10-25'), '2026-10-25T10:00', true],
    ['after the last day', series('2026-10-19', '2026-10-25'), '2026-11-01T10:00', false],
    ['years later, without a last day', series('2026-10-19'), '2036-11-01T10:00', true],
    ['the one session', single('2026-10-25T10:00'), '2026-10-25T10:00', true],
    ['another than the one session', single('2026-10-25T10:00'), '2026-11-01T10:00', false],
  ])('a session %s', (_, coverage, at, expected) => {
    expect(covers(coverage, local(at))).toBe(expected);
    expect(overlap(coverage, single(at))).toBe(expected);
    expect(overlap(single(at), coverage)).toBe(expected);
  });
});

describe('enrolling twice', () => {
  const again = (residentId: string, status: EnrolmentStatus) => () => {
    checkNotEnrolled(residentId, single('2026-10-25T10:00'), [enrolment(1, status)]);
  };

  test.each<EnrolmentStatus>(['enrolled', 'waiting'])('is refused to a resident who is %s for the series', (status) => {
    expect(again('r1', status)).toThrow(AlreadyEnrolledError);
  });

  test('is open to a resident who has left, and to another', () => {
    expect(again('r1', 'cancelled')).not.toThrow();
    expect(again('r2', 'enrolled')).not.toThrow();
  });
});

describe('a place', () => {
  const first = series('2026-10-01', '2026-10-25');
  const second = series('2026-10-26', '2026-11-30');
  test.each<[string, Coverage, Coverage[], number | null, string]>([
    ['is there without a limit', series(), [series(), series()], null, 'enrolled'],
    ['is the last of two', series(), [series()], 2, 'enrolled'],
    ['is not there when both are taken', series(), [series(), series()], 2, 'waiting'],
    ['is shared by two who follow each other', series(), [first, second], 2, 'enrolled'],
    ['is not there when one of the days is full', series(), [first, second, second], 2, 'waiting'],
    ['is there after another has left', second, [first], 1, 'enrolled'],
    [
      'in one session is there when only others are full',
      single('2026-11-01T10:00'),
      [single('2026-10-25T10:00')],
      1,
      'enrolled',
    ],
    ['in the series is not there when one session is full', series(), [single('2026-10-25T10:00')], 1, 'waiting'],
  ])('%s', (_, wanted, taken, capacity, expected) => {
    const enrolments = taken.map((coverage, n) => enrolment(n, 'enrolled', coverage));
    expect(placeFor(wanted, enrolments, places(capacity))).toBe(expected);
  });

  test('is not taken by those who wait or have left', () => {
    expect(placeFor(series(), [enrolment(1, 'waiting'), enrolment(2, 'cancelled')], places(1))).toBe('enrolled');
  });

  test('is counted by the session where a change of it says how many', () => {
    const stored = { id: 'o', activityId: 'choir', version: 1, createdAt: start, updatedAt: start };
    const change = changeSession(undefined, { capacity: 3 });
    const capacity = capacityFor(
      { ...choir, capacity: 12 },
      [{ ...change, ...stored, originalStartsAt: local('2026-10-25T10:00') }],
      local('2026-10-20T12:00'),
    );
    const wanted = [single('2026-10-25T10:00'), single('2026-11-01T10:00'), series()];
    expect(wanted.flatMap(capacity).map(({ places }) => places)).toEqual([3, 12, 12]);
  });
});

describe('the waiting list', () => {
  test('goes up in the order of asking', () => {
    const enrolments = [
      enrolment(3, 'waiting'),
      enrolment(1, 'cancelled'),
      enrolment(2, 'waiting'),
      enrolment(0, 'enrolled'),
    ];
    expect(ids(promoted(enrolments, places(2)))).toEqual(['e2']);
    expect(Object.fromEntries(positions(enrolments))).toEqual({ e2: 1, e3: 2 });
  });

  test('leaves no place empty that someone further back could take', () => {
    const full = enrolment(0, 'enrolled', single('2026-10-25T10:00'));
    const enrolments = [full, enrolment(1, 'waiting', series()), enrolment(2, 'waiting', single('2026-11-01T10:00'))];
    expect(ids(promoted(enrolments, places(1)))).toEqual(['e2']);
  });

  test('is counted apart for sessions apart', () => {
    const enrolments = ['2026-10-25T10:00', '2026-11-01T10:00', '2026-11-01T10:00'].map((at, n) =>
      enrolment(n, 'waiting', single(at)),
    );
    expect(Object.fromEntries(positions(enrolments))).toEqual({ e0: 1, e1: 1, e2: 2 });
  });

  const coverage = fc.oneof(
    fc.constant(series()),
    fc.constantFrom('2026-10-18T10:00', '2026-10-25T10:00', '2026-11-01T10:00').map(single),
    fc
      .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 3 }))
      .map(([day, months]) => series(`2026-10-${String(day).padStart(2, '0')}`, `2026-${10 + Math.min(months, 2)}-28`)),
  );

  /** Each asks in turn and is enrolled or waits. */
  function arrive(coverages: readonly Coverage[], capacity: number): Enrolment[] {
    return coverages.reduce<Enrolment[]>(
      (all, one, n) => [...all, enrolment(n, placeFor(one, all, places(capacity)), one)],
      [],
    );
  }
  const promote = (all: readonly Enrolment[], capacity: number) => {
    const up = new Set(ids(promoted(all, places(capacity))));
    return all.map((one) => (up.has(one.id) ? { ...one, status: 'enrolled' as const } : one));
  };

  test('however people come and go, no session holds more than its places and none could take one more', () => {
    const slots = ['2026-10-18T10:00', '2026-10-25T10:00', '2026-11-01T10:00', '2026-12-27T10:00'].map(local);
    fc.assert(
      fc.property(
        fc.array(coverage, { maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.nat({ max: 11 }), { maxLength: 4 }),
        (coverages, capacity, leaving) => {
          let all = arrive(coverages, capacity);
          for (const n of leaving) {
            all = all.map((one, i) => (i === n ? { ...one, status: 'cancelled' as const } : one));
            all = promote(all, capacity);
          }
          const enrolled = all.filter(({ status }) => status === 'enrolled');
          for (const slot of slots) {
            expect(enrolled.filter((one) => covers(one, slot)).length).toBeLessThanOrEqual(capacity);
          }
          expect(promoted(all, places(capacity))).toEqual([]);
        },
      ),
    );
  });

  test('of those who want the same, nobody is overtaken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (people, capacity, more) => {
          const all = promote(
            arrive(
              Array.from({ length: people }, () => series()),
              capacity,
            ),
            more,
          );
          const places = Math.max(capacity, more);
          expect(all.map(({ status }) => status)).toEqual(all.map((_, n) => (n < places ? 'enrolled' : 'waiting')));
        },
      ),
    );
  });
});

describe('a place in a session', () => {
  const [first, second] = sessions([choir], [], parseZone('Europe/Madrid'), {
    from: parseInstant('2026-10-18T00:00:00Z'),
    to: parseInstant('2026-10-26T00:00:00Z'),
  });
  const between = parseInstant('2026-10-20T12:00:00Z');

  test.each([
    ['that is had', enrolment(1, 'enrolled'), [true, true]],
    ['that is waited for', enrolment(1, 'waiting'), [false, false]],
    ['that was given up between the two', { ...enrolment(1, 'cancelled'), heldUntil: between }, [true, false]],
    ['that was never had', enrolment(1, 'cancelled'), [false, false]],
    ['from the second on', enrolment(1, 'enrolled', series('2026-10-19')), [false, true]],
  ])('%s', (_, one, expected) => {
    expect([first, second].map((session) => session !== undefined && hasPlaceIn(one, session))).toEqual(expected);
  });

  test('that is got after a wait begins today', () => {
    expect(stillToCome(series('2026-10-01', '2026-12-31'), today)).toEqual(series('2026-10-20', '2026-12-31'));
    expect(stillToCome(series('2026-11-01'), today)).toEqual(series('2026-11-01'));
    expect(stillToCome(single('2026-10-25T10:00'), today)).toEqual(single('2026-10-25T10:00'));
  });
});

describe('of an enrolment that an error ended', () => {
  const now = local('2026-10-20T12:00');
  const ended = (coverage: Coverage) => ({ ...enrolment(1, 'cancelled', coverage), endedBy: 'discharge' });
  const since = (coverage: Coverage) => ({ ...enrolment(9, 'enrolled', coverage), residentId: 'r1' });

  test.each<[string, Coverage, readonly Enrolment[], Coverage | undefined]>([
    ['a series goes on from today', series(), [], series('2026-10-20')],
    ['a series that begins later does so', series('2026-11-01'), [], series('2026-11-01')],
    ['a series has its last day still', series('2026-10-01', '2026-10-20'), [], series('2026-10-20', '2026-10-20')],
    ['nothing of a series that is over', series('2026-10-01', '2026-10-19'), [], undefined],
    ['one session is still to come', single('2026-10-20T12:01'), [], single('2026-10-20T12:01')],
    ['nothing of a session that has begun', single('2026-10-20T12:00'), [], undefined],
    ['it goes on beside the others', series(), [enrolment(2, 'enrolled')], series('2026-10-20')],
    ['nothing where they were enrolled anew', series(), [since(series('2026-11-01'))], undefined],
    [
      'it goes on where they are enrolled for before',
      series('2026-11-01'),
      [since(single('2026-10-25T10:00'))],
      series('2026-11-01'),
    ],
  ])('%s', (_, coverage, current, expected) => {
    expect(takenUpAgain(ended(coverage), current, now, null)).toEqual(expected);
  });

  test.each([
    ['2026-10-18T10:00', '2026-10-21T10:00', true],
    ['2026-10-25T10:00', '2026-10-20T11:00', false],
  ])('the session of %s that was moved to %s is taken up again: %p', (original, moved, isTakenUp) => {
    const coverage = single(original);
    expect(takenUpAgain(ended(coverage), [], now, local(moved))).toEqual(isTakenUp ? coverage : undefined);
  });
});
