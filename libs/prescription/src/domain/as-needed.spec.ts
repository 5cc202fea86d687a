import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity } from '#platform/kernel';
import { addMinutes, minutesBetween, parseInstant, type Instant } from '#platform/time';
import {
  canGiveAsNeeded,
  whenAsNeeded,
  type AsNeededAnswer,
  type AsNeededQuestion,
  type CountedDose,
} from './as-needed.js';
import type { AsNeededSchedule } from './prescription.js';

/** Paracetamol 1 g at most every 4 hours, 4 times and 4 g in 24 hours. */
const paracetamol: AsNeededSchedule = {
  kind: 'as-needed',
  minIntervalMinutes: 240,
  maxDosesPer24h: 4,
  maxQuantityPer24h: quantity(4),
  reason: 'pain',
};

function given(at: string, grams = 1, unit = 'g'): CountedDose {
  return { administrationId: at, prescriptionId: 'p', at: parseInstant(at), quantity: quantity(grams), unit };
}

/** Who asks without the rules is told the same. */
function ask(at: string, counted: readonly CountedDose[], changes: Partial<AsNeededQuestion> = {}): AsNeededAnswer {
  const question: AsNeededQuestion = {
    schedule: paracetamol,
    dose: { quantity: quantity(1), unit: 'g' },
    at: parseInstant(at),
    status: 'active',
    absence: null,
    allergies: [],
    counted,
    ...changes,
  };
  const answer = canGiveAsNeeded(question);
  const { allowed, until } = answer;
  expect(whenAsNeeded(question)).toEqual({ allowed, until });
  return answer;
}

function blocking({ rules }: AsNeededAnswer): string[] {
  return rules.filter(({ outcome }) => outcome === 'block').map(({ rule, until }) => `${rule} ${until ?? 'never'}`);
}

describe('paracetamol as needed', () => {
  const day = [
    given('2026-01-05T02:00:00Z'),
    given('2026-01-05T08:00:00Z'),
    given('2026-01-05T13:00:00Z'),
    given('2026-01-05T18:00:00Z'),
  ];
  test.each<[string, string, CountedDose[], string[]]>([
    ['the first dose may be given', '2026-01-05T08:00:00Z', [], []],
    [
      'not a minute before four hours',
      '2026-01-05T11:59:00Z',
      [given('2026-01-05T08:00:00Z')],
      ['too-soon 2026-01-05T12:00:00.000Z'],
    ],
    ['again after exactly four hours', '2026-01-05T12:00:00Z', [given('2026-01-05T08:00:00Z')], []],
    [
      'not a fifth time in 24 hours',
      '2026-01-05T23:00:00Z',
      day,
      ['daily-maximum 2026-01-06T02:00:00.000Z', 'daily-maximum 2026-01-06T02:00:00.000Z'],
    ],
    ['a fifth time exactly 24 hours after the first', '2026-01-06T02:00:00Z', day, []],
    [
      'not beyond the quantity, though there were few doses',
      '2026-01-05T20:00:00Z',
      [given('2026-01-05T08:00:00Z', 2), given('2026-01-05T14:00:00Z', 1.5)],
      ['daily-maximum 2026-01-06T08:00:00.000Z'],
    ],
    [
      'up to the quantity exactly',
      '2026-01-05T20:00:00Z',
      [given('2026-01-05T08:00:00Z', 2), given('2026-01-05T14:00:00Z', 1)],
      [],
    ],
    [
      'not before a dose that was given later and written down first',
      '2026-01-05T09:00:00Z',
      [given('2026-01-05T12:00:00Z')],
      ['too-soon 2026-01-05T16:00:00.000Z'],
    ],
    [
      'not into a day that later doses have filled',
      '2026-01-05T00:00:00Z',
      [
        given('2026-01-05T05:00:00Z'),
        given('2026-01-05T10:00:00Z'),
        given('2026-01-05T15:00:00Z'),
        given('2026-01-05T20:00:00Z'),
      ],
      ['daily-maximum 2026-01-06T05:00:00.000Z', 'daily-maximum 2026-01-06T05:00:00.000Z'],
    ],
  ])('%s', (_, at, counted, expected) => {
    expect(blocking(ask(at, counted))).toEqual(expected);
  });

  test.each([
    [
      '2026-10-24T23:30:00+02:00',
      '2026-10-25T02:29:00+01:00',
      false,
      'the clocks went back: it reads 3 hours, it is 3:59',
    ],
    ['2026-10-24T23:30:00+02:00', '2026-10-25T02:30:00+01:00', true, 'the clocks went back: it reads 3 hours, it is 4'],
    [
      '2027-03-28T00:30:00+01:00',
      '2027-03-28T05:29:00+02:00',
      false,
      'the clocks went forward: it reads 4:59, it is 3:59',
    ],
    [
      '2027-03-28T00:30:00+01:00',
      '2027-03-28T05:30:00+02:00',
      true,
      'the clocks went forward: it reads 5 hours, it is 4',
    ],
  ])('given at %s, asked at %s: %s, %s', (first, at, allowed) => {
    expect(ask(at, [given(first)]).allowed).toBe(allowed);
  });

  test('the answer is the first instant that satisfies every rule together', () => {
    const counted = [
      given('2026-01-05T02:00:00Z'),
      given('2026-01-05T08:00:00Z'),
      given('2026-01-05T13:00:00Z'),
      given('2026-01-06T01:00:00Z'),
    ];
    expect(ask('2026-01-06T01:30:00Z', counted).until).toBe('2026-01-06T05:00:00.000Z');
  });

  test('a refusal names the doses that count', () => {
    const [, , interval] = ask('2026-01-05T09:00:00Z', [
      given('2026-01-04T02:00:00Z'),
      given('2026-01-05T08:00:00Z'),
    ]).rules;
    expect(interval).toMatchObject({
      rule: 'too-soon',
      facts: { lastGivenAt: '2026-01-05T08:00:00.000Z', doses: [{ administrationId: '2026-01-05T08:00:00Z' }] },
    });
  });

  test('a quantity beyond the limit by itself is never allowed', () => {
    const answer = ask('2026-01-05T08:00:00Z', [], { dose: { quantity: quantity(5), unit: 'g' } });
    expect([answer.allowed, answer.until]).toEqual([false, undefined]);
  });

  test('doses in another unit count as doses, and are pointed out where quantities are added', () => {
    const { allowed, rules } = ask('2026-01-05T14:00:00Z', [given('2026-01-05T08:00:00Z', 2, 'tablet')]);
    expect(allowed).toBe(true);
    expect(rules.map(({ rule, outcome }) => `${rule} ${outcome}`)).toContain('daily-maximum warn');
  });

  test.each<[string, Partial<AsNeededQuestion>, string]>([
    ['suspended', { status: 'suspended' }, 'prescription-not-active never'],
    ['a draft', { status: 'draft' }, 'prescription-not-active never'],
    ['completed', { status: 'completed' }, 'prescription-not-active never'],
    ['of someone in hospital', { absence: 'in-hospital' }, 'resident-not-present never'],
    ['of someone on leave', { absence: 'on-leave' }, 'resident-not-present never'],
  ])('is not given when %s, and no time is promised', (_, changes, expected) => {
    const answer = ask('2026-01-05T09:00:00Z', [given('2026-01-05T08:00:00Z')], changes);
    expect(blocking(answer)).toContain(expected);
    expect(answer.until).toBeUndefined();
  });

  test('a recorded allergy is pointed out', () => {
    expect(ask('2026-01-05T09:00:00Z', [], { allergies: ['paracetamol'] }).rules.at(-1)).toMatchObject({
      rule: 'allergy',
      outcome: 'warn',
    });
  });
});

const start = parseInstant('2026-01-05T00:00:00Z');
const dose = fc
  .record({ minute: fc.integer({ min: 0, max: 2_880 }), units: fc.integer({ min: 1, max: 4 }) })
  .map(({ minute, units }): CountedDose => given(addMinutes(start, minute), units));
const limits = fc.record({
  minIntervalMinutes: fc.integer({ min: 0, max: 600 }),
  maxDosesPer24h: fc.integer({ min: 1, max: 6 }),
  maxQuantityPer24h: fc.option(fc.integer({ min: 1, max: 12 }).map(quantity)),
});

/** Minute by minute, looking at every stretch of 24 hours that begins at a whole minute and holds this one. */
function isAllowed(schedule: AsNeededSchedule, counted: readonly CountedDose[], at: Instant): boolean {
  const minutes = counted.map((each) => ({ minute: minutesBetween(at, each.at), quantity: each.quantity }));
  if (minutes.some(({ minute }) => Math.abs(minute) < schedule.minIntervalMinutes)) return false;
  for (let first = -1_439; first <= 0; first += 1) {
    const inside = minutes.filter(({ minute }) => minute >= first && minute < first + 1_440);
    const total = inside.reduce<number>((all, each) => all + each.quantity, quantity(1));
    if (inside.length + 1 > schedule.maxDosesPer24h || total > (schedule.maxQuantityPer24h ?? Infinity)) return false;
  }
  return true;
}

test('the instant that is promised is the first at which the dose is allowed', () => {
  fc.assert(
    fc.property(
      limits,
      fc.array(dose, { maxLength: 6 }),
      fc.integer({ min: 0, max: 2_880 }),
      (limit, counted, minute) => {
        const schedule: AsNeededSchedule = { kind: 'as-needed', reason: 'pain', ...limit };
        const at = addMinutes(start, minute);
        const { allowed, until } = ask(at, counted, { schedule });
        expect(allowed).toBe(isAllowed(schedule, counted, at));
        expect(allowed && until !== undefined).toBe(false);
        // Where nothing is promised, a time when all doses are long past stands in: it must be refused until then, or ever.
        const first = allowed ? at : (until ?? addMinutes(start, 5_000));
        expect(isAllowed(schedule, counted, first)).toBe(allowed || until !== undefined);
        const span = minutesBetween(at, first);
        const before = Array.from({ length: span }, (_, index) => index + 1).filter((b) => b < 10 || b % 37 === 0);
        expect(before.filter((back) => isAllowed(schedule, counted, addMinutes(first, -back)))).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
