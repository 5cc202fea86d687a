import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMillionths, quantity, type Quantity } from '#platform/kernel';
import {
  addDays,
  epochMilliseconds,
  fromEpochMilliseconds,
  localDateOf,
  parseInstant,
  parseLocalDate,
  parseLocalTime,
  parseZone,
  startOfDay,
  WEEKDAYS,
  type Instant,
  type LocalDate,
} from '#platform/time';
import type { Revision } from './prescription.js';
import { doses, requiredTimes, type Absence, type DoseTerms } from './schedule.js';
import type { Lot } from './shelf.js';
import type { Demand } from './stock-demand.js';
import { daysOfSupply, SupplyForecast, type OwnerLots, type OwnerSupply } from './supply.js';

const zone = parseZone('Europe/Madrid');

/** A stretch of 40 days in which the clocks go back, one in which they go forward, and one across the end of a year. */
const NOWS = ['2026-10-05T09:30:00Z', '2027-03-09T23:10:00Z', '2026-12-20T12:00:00Z'].map(parseInstant);
const DAYS = 40;
const RESIDENTS = ['Ana', 'Blas', 'Carla'] as const;

interface Home {
  readonly now: Instant;
  readonly to: Instant;
  readonly prescriptions: readonly { readonly of: string; readonly terms: DoseTerms }[];
  readonly stock: readonly OwnerLots[];
}

const schedule = fc.record({
  kind: fc.constant('times' as const),
  times: fc.uniqueArray(fc.constantFrom('00:30', '02:30', '08:00', '13:00', '21:15').map(parseLocalTime), {
    minLength: 1,
  }),
  daysOfWeek: fc.option(fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 })),
  everyDays: fc.option(fc.integer({ min: 2, max: 5 })),
  cycle: fc.constant(null),
});

const amount = fc.integer({ min: 0, max: 60 }).map((quarters) => quantity(quarters / 4));

function home(now: Instant): fc.Arbitrary<Home> {
  const today = localDateOf(now, zone);
  const day = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays(today, days));
  const instant = fc
    .integer({ min: -48, max: DAYS * 24 })
    .map((hours) => fromEpochMilliseconds(epochMilliseconds(now) + hours * 3_600_000));
  const range = fc
    .tuple(instant, fc.option(instant, { nil: undefined }))
    .map(([a, b]) => (b !== undefined && b < a ? { from: b, to: a } : { from: a, to: b }));
  const revision = (number: number): fc.Arbitrary<Revision> =>
    fc
      .record({
        schedule,
        effectiveFrom: instant,
        startsOn: day(-20, 20),
        endsOn: fc.option(day(5, DAYS)),
        quarters: fc.integer({ min: 1, max: 12 }),
      })
      .map(({ quarters, ...drawn }) => ({
        ...drawn,
        revision: number,
        dose: { quantity: quantity(quarters / 4), unit: 'tablet' },
        reason: null,
        recordedBy: 'nurse',
        recordedAt: parseInstant('2026-01-01T00:00:00Z'),
        route: 'oral',
        indication: null,
        instructions: null,
        prescriber: 'Dr Gil',
        critical: false,
      }));
  const absence = range.map((stretch): Absence => ({ kind: 'on-leave', ...stretch }));
  const terms = fc.record<DoseTerms>({
    revisions: fc.oneof(fc.tuple(revision(1)), fc.tuple(revision(1), revision(2))),
    activeFrom: fc.constant(null),
    stoppedAt: fc.option(instant),
    suspensions: fc.array(range, { maxLength: 1 }),
    absences: fc.array(absence, { maxLength: 1 }),
  });
  const lot = fc.record<Lot>({ balance: amount, expiresOn: fc.option(day(-3, DAYS + 5)) });
  const owner = (residentId: string | null) =>
    fc.option(fc.array(lot, { maxLength: 3 }).map((lots): OwnerLots => ({ residentId, lots })));
  return fc.record({
    now: fc.constant(now),
    to: fc.constant(startOfDay(addDays(today, DAYS), zone)),
    prescriptions: fc.array(fc.record({ of: fc.constantFrom(...RESIDENTS), terms }), { minLength: 1, maxLength: 4 }),
    stock: fc
      .tuple(owner(null), ...RESIDENTS.map(owner))
      .map((all) => all.filter((one): one is OwnerLots => one !== null)),
  });
}

const anyHome = fc.constantFrom(...NOWS).chain(home);

function forecast({ now, to, prescriptions, stock }: Home, untilShort = false): SupplyForecast {
  const demands = prescriptions.map(({ of: residentId, terms }, index): Demand => {
    const times = requiredTimes(terms, zone);
    const dosesIn: Demand['dosesIn'] = (from, until) =>
      times(from, until).map(({ at, revision: { dose } }) => {
        return { at, residentId, prescriptionId: String(index), dose, quantity: dose.quantity };
      });
    return { residentId, dosesIn };
  });
  const window = { from: epochMilliseconds(now), to: epochMilliseconds(to) };
  const made = new SupplyForecast(stock, demands, { ...window, zone, untilShort });
  for (const end of made.steps()) expect(end).toBeLessThanOrEqual(window.to);
  return made;
}

/** A nurse who goes through the days one by one with the boxes in front of her. */
function simulated(home: Home): ReadonlyMap<string, { short: Instant | null; missing: Quantity; doses: number }> {
  const boxes = home.stock.flatMap(({ residentId, lots }) =>
    lots.map(({ balance, expiresOn }) => ({ of: residentId, left: Number(balance), expiresOn })),
  );
  const outcomes = new Map<string, { short: Instant | null; missing: number; doses: number }>();
  const nextBox = (of: string | null, day: LocalDate) =>
    boxes
      .filter((box) => box.of === of && box.left > 0 && (box.expiresOn === null || day <= box.expiresOn))
      .sort((a, b) => (a.expiresOn ?? '9').localeCompare(b.expiresOn ?? '9'))[0];
  for (let day = localDateOf(home.now, zone); startOfDay(day, zone) < home.to; day = addDays(day, 1)) {
    const window = { from: startOfDay(day, zone), to: startOfDay(addDays(day, 1), zone) };
    const due = home.prescriptions
      .flatMap(({ of, terms }, index) =>
        doses(terms, zone, window)
          .filter((dose) => dose.required && dose.scheduledFor >= home.now)
          .map((dose) => ({ of, index, at: dose.scheduledFor, wanted: Number(dose.revision.dose.quantity) })),
      )
      .sort((a, b) => a.at.localeCompare(b.at) || a.of.localeCompare(b.of) || a.index - b.index);
    for (const { of, at, wanted } of due) {
      const outcome = outcomes.get(of) ?? { short: null, missing: 0, doses: 0 };
      let missing = wanted;
      for (const from of [of, null]) {
        for (let box = nextBox(from, day); box !== undefined && missing > 0; box = nextBox(from, day)) {
          const taken = Math.min(box.left, missing);
          box.left -= taken;
          missing -= taken;
        }
      }
      outcome.doses += 1;
      outcome.missing += missing;
      if (missing > 0) outcome.short ??= at;
      outcomes.set(of, outcome);
    }
  }
  return new Map([...outcomes].map(([of, one]) => [of, { ...one, missing: fromMillionths(one.missing) }]));
}

function shortAt({ shortAt: at }: OwnerSupply): Instant | null {
  return at === null ? null : fromEpochMilliseconds(at);
}

test('the forecast finds what a nurse finds who goes through the days one by one', () => {
  fc.assert(
    fc.property(anyHome, (home) => {
      const made = forecast(home);
      const found = simulated(home);
      for (const of of RESIDENTS) {
        const expected = found.get(of) ?? { short: null, missing: quantity(0) };
        expect([of, shortAt(made.of(of)), made.of(of).missing]).toEqual([of, expected.short, expected.missing]);
      }
    }),
    { numRuns: 100 },
  );
});

test('every unit that is needed is the own, of the home or missing, and nobody uses more than there is', () => {
  fc.assert(
    fc.property(anyHome, (home) => {
      const made = forecast(home);
      const total = (pick: (supply: OwnerSupply) => number) =>
        RESIDENTS.reduce((all, of) => all + pick(made.of(of)), 0);
      for (const of of [...RESIDENTS, null]) {
        const { needed, fromOwn, fromHome, missing } = made.of(of);
        expect(fromOwn + fromHome + missing).toBe(needed);
        const had = home.stock.find(({ residentId }) => residentId === of)?.lots ?? [];
        expect(fromOwn).toBeLessThanOrEqual(had.reduce((sum, { balance }) => sum + balance, 0));
      }
      expect(made.of(null).fromOwn).toBe(total(({ fromHome }) => fromHome));
    }),
  );
});

test('more stock never lasts shorter, for nobody', () => {
  const more = fc.tuple(fc.constantFrom(null, ...RESIDENTS), amount, fc.option(fc.integer({ min: 0, max: DAYS })));
  fc.assert(
    fc.property(anyHome, more, (home, [of, balance, inDays]) => {
      const expiresOn = inDays === null ? null : addDays(localDateOf(home.now, zone), inDays);
      // Who had none before is put on the shelf, so that there is something to compare.
      const stock = [...RESIDENTS, null].map((residentId): OwnerLots => {
        return { residentId, lots: home.stock.find((one) => one.residentId === residentId)?.lots ?? [] };
      });
      const richer = stock.map((one) =>
        one.residentId === of ? { ...one, lots: [...one.lots, { balance, expiresOn }] } : one,
      );
      const [before, after] = [forecast({ ...home, stock }), forecast({ ...home, stock: richer })];
      for (const owner of [...RESIDENTS, null]) {
        expect(after.of(owner).shortAt ?? Infinity).toBeGreaterThanOrEqual(before.of(owner).shortAt ?? Infinity);
        expect(after.of(owner).missing).toBeLessThanOrEqual(before.of(owner).missing);
      }
    }),
    { numRuns: 60 },
  );
});

test('who stops looking when all have run out has the same days of supply as who looks on', () => {
  fc.assert(
    fc.property(anyHome, (home) => {
      const [early, full] = [forecast(home, true), forecast(home)];
      for (const { residentId } of home.stock) {
        const days = [early, full].map((made) => daysOfSupply(made.of(residentId), home.now, zone));
        expect(days[0]).toBe(days[1]);
      }
    }),
  );
});

test('of a number of doses that is there, exactly so many are given, whenever the clocks change', () => {
  const since = { startsOn: parseLocalDate('2026-01-01'), endsOn: null };
  fc.assert(
    fc.property(anyHome, fc.integer({ min: 0, max: 80 }), (home, count) => {
      const [first] = home.prescriptions;
      const [revision] = first?.terms.revisions ?? [];
      if (revision === undefined) return;
      const plain = { ...revision, ...since, dose: { quantity: quantity(1), unit: 'tablet' } };
      const terms: DoseTerms = {
        revisions: [plain],
        activeFrom: null,
        stoppedAt: null,
        suspensions: [],
        absences: [],
      };
      const stock: OwnerLots[] = [{ residentId: 'Ana', lots: [{ balance: quantity(count), expiresOn: null }] }];
      const made = forecast({ ...home, prescriptions: [{ of: 'Ana', terms }], stock });
      const all = doses(terms, zone, { from: home.now, to: home.to });
      expect(shortAt(made.of('Ana'))).toBe(all[count]?.scheduledFor ?? null);
      expect(made.of('Ana').needed).toBe(quantity(all.length));
    }),
  );
});
