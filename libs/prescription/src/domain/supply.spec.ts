import { describe, expect, test } from '@jest/globals';
import { quantity, toDecimal } from '#platform/kernel';
import {
  addDays,
  epochMilliseconds,
  localDateOf,
  parseLocalDate,
  parseLocalDateTime,
  parseLocalTime,
  parseZone,
  slotInstant,
  startOfDay,
  type Instant,
} from '#platform/time';
import type { DoseCase } from './dose-case.js';
import { DEFAULT_WINDOWS } from './dose-window.js';
import { amend, prescribe } from './prescribe.js';
import type { PrescriptionTerms, TimesSchedule } from './prescription.js';
import type { Absence } from './schedule.js';
import type { Lot } from './shelf.js';
import { changeStatus } from './status.js';
import { demandOf, type Demand } from './stock-demand.js';
import { daysOfSupply, SUPPLY_HORIZON_DAYS, SupplyForecast } from './supply.js';

const zone = parseZone('Europe/Madrid');

/** `2026-03-02 10:00` on the home's clock. */
function local(text: string): Instant {
  return slotInstant(parseLocalDateTime(text.replace(' ', 'T')), zone);
}

/** A Monday. */
const NOW = local('2026-03-02 10:00');

const GIVEN = [local('2026-03-02 08:00'), local('2026-03-02 09:00')];

const daily: TimesSchedule = {
  kind: 'times',
  times: [parseLocalTime('08:00')],
  daysOfWeek: null,
  everyDays: null,
  cycle: null,
};

/** One tablet at eight every day since January, unless it is said otherwise; the resident is at home. */
function theCase(changes: Partial<PrescriptionTerms> = {}, residentId = 'Ana', absences: Absence[] = []): DoseCase {
  const terms: PrescriptionTerms = {
    dose: { quantity: quantity(1), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule: daily,
    startsOn: parseLocalDate('2026-01-01'),
    endsOn: null,
    prescriber: 'Dr Gil',
    critical: false,
    ...changes,
  };
  const asked = { id: `of ${residentId}`, residentId, medicationId: 'm', terms, draft: false, acknowledged: [] };
  const prescription = prescribe(asked, { recordedBy: 'nurse', now: local('2026-01-01 00:00'), zone });
  const medicine = { name: 'Paracetamol', activeSubstance: 'paracetamol', atcCode: null, timeCritical: false };
  return { prescription, medicine, absences, allergies: [], rules: DEFAULT_WINDOWS, zone };
}

/** Counted in tablets; everything given so far was recorded unless `unrecorded`. */
function demand(of: DoseCase, now = NOW, recorded: readonly Instant[] = GIVEN): Demand {
  return demandOf(of, {
    now,
    recorded: new Set(recorded),
    toStockUnits: (dose) => (dose.unit === 'tablet' ? dose.quantity : undefined),
  });
}

/** `30`, or `30 until 2026-03-10`. */
function lots(...texts: readonly string[]): readonly Lot[] {
  return texts.map((text) => {
    const [count = '', , expiresOn] = text.split(' ');
    return {
      balance: quantity(Number(count)),
      expiresOn: expiresOn === undefined ? null : parseLocalDate(expiresOn),
    };
  });
}

function forecast(stock: Record<string, readonly Lot[]>, demands: readonly Demand[], now = NOW, days = 0) {
  const last = addDays(localDateOf(now, zone), days === 0 ? SUPPLY_HORIZON_DAYS : days);
  const owners = Object.entries(stock).map(([name, own]) => ({ residentId: name === 'home' ? null : name, lots: own }));
  const window = { from: epochMilliseconds(now), to: epochMilliseconds(startOfDay(last, zone)) };
  const made = new SupplyForecast(owners, demands, { ...window, zone, untilShort: days === 0 });
  const steps = [...made.steps()];
  return { made, steps: steps.length };
}

function days(of: string, stock: Record<string, readonly Lot[]>, demands: readonly Demand[], now = NOW) {
  return daysOfSupply(forecast(stock, demands, now).made.of(of === 'home' ? null : of), now, zone);
}

function own(count: string, changes: Partial<PrescriptionTerms> = {}): number | null {
  return days('Ana', { Ana: lots(count) }, [demand(theCase(changes))]);
}

describe('days of supply', () => {
  test.each<[string, string, Partial<PrescriptionTerms>, number | null]>([
    ['lasts until the dose that is short', '30', {}, 30],
    ['is none when the next dose is short', '0', {}, 0],
    ['counts a half as not enough', '1.5', {}, 1],
    ['counts what is given at once', '30', { dose: { quantity: quantity(2), unit: 'tablet' } }, 15],
    ['follows the days of the week', '2', { schedule: { ...daily, daysOfWeek: ['thu'] } }, 16],
    ['follows every three days', '2', { schedule: { ...daily, everyDays: 3 } }, 8],
    ['follows a cycle', '21', { schedule: { ...daily, cycle: { onDays: 21, offDays: 7 } } }, 28],
    [
      'lasts for all that is seen when the prescription ends before',
      '5',
      { endsOn: parseLocalDate('2026-03-07') },
      366,
    ],
    ['is short before the last day', '4', { endsOn: parseLocalDate('2026-03-07') }, 4],
    ['is unknown when nothing scheduled draws on it', '5', { endsOn: parseLocalDate('2026-03-02') }, null],
    ['is unknown when a dose can not be counted', '5', { dose: { quantity: quantity(5), unit: 'ml' } }, null],
  ])('%s', (_, count, changes, expected) => {
    expect(own(count, changes)).toBe(expected);
  });

  test('is unknown for what is given when needed', () => {
    const limits = { minIntervalMinutes: 240, maxDosesPer24h: 4, maxQuantityPer24h: null, reason: 'pain' };
    expect(own('5', { schedule: { kind: 'as-needed', ...limits } })).toBeNull();
  });

  test('looks no further than a year', () => {
    expect(own('5000')).toBe(SUPPLY_HORIZON_DAYS);
  });

  test('is longer by a leave and by a suspension that is known to end, and ends nowhere in one that is not', () => {
    const leave: Absence = { kind: 'on-leave', from: local('2026-03-03 00:00'), to: local('2026-03-06 00:00') };
    expect(days('Ana', { Ana: lots('5') }, [demand(theCase({}, 'Ana', [leave]))])).toBe(8);
    const open: Absence = { kind: 'in-hospital', from: local('2026-03-04 00:00'), to: undefined };
    expect(days('Ana', { Ana: lots('5') }, [demand(theCase({}, 'Ana', [open]))])).toBe(SUPPLY_HORIZON_DAYS);
    const of = theCase();
    const change = (action: 'suspend' | 'resume', at: Instant) => ({ action, at, reason: null, recordedBy: 'nurse' });
    const suspended = changeStatus(of.prescription, change('suspend', local('2026-03-02 12:00')), NOW, zone);
    const resumed = changeStatus(suspended, change('resume', local('2026-03-05 12:00')), NOW, zone);
    expect(days('Ana', { Ana: lots('5') }, [demand({ ...of, prescription: resumed })])).toBe(8);
    expect(days('Ana', { Ana: lots('5') }, [demand({ ...of, prescription: suspended })])).toBeNull();
  });

  test('follows an amendment from when it takes effect', () => {
    const of = theCase();
    const amendment = {
      effectiveFrom: local('2026-03-05 00:00'),
      reason: 'pain',
      changes: { dose: { quantity: quantity(2), unit: 'tablet' } },
      acknowledged: [],
    };
    const amended = amend(of.prescription, amendment, { recordedBy: 'nurse', now: NOW, zone });
    expect(days('Ana', { Ana: lots('7') }, [demand({ ...of, prescription: amended })])).toBe(4);
  });

  test('has days of the wall clock where the clocks go forward and back', () => {
    const spring = local('2026-03-28 08:00');
    expect(days('Ana', { Ana: lots('2') }, [demand(theCase(), spring, [])], spring)).toBe(2);
    const autumn = local('2026-10-24 08:00');
    const night = { schedule: { ...daily, times: [parseLocalTime('02:30')] } };
    expect(days('Ana', { Ana: lots('1') }, [demand(theCase(night), autumn, [])], autumn)).toBe(1);
  });

  test('counts a dose that may still be given, once it has a record no more, and one that was missed never', () => {
    const ask = (now: string, recorded: readonly Instant[]) => {
      const at = local(now);
      return forecast({ Ana: lots('9') }, [demand(theCase(), at, recorded)], at, 2).made.of('Ana').needed;
    };
    const eight = local('2026-03-02 08:00');
    expect(toDecimal(ask('2026-03-02 07:30', []))).toBe(2);
    expect(toDecimal(ask('2026-03-02 07:30', [eight]))).toBe(1);
    expect(toDecimal(ask('2026-03-02 08:00', []))).toBe(2);
    expect(toDecimal(ask('2026-03-02 09:30', []))).toBe(2);
    expect(toDecimal(ask('2026-03-02 09:30', [eight]))).toBe(1);
    expect(toDecimal(ask('2026-03-02 10:30', []))).toBe(1);
  });
});

describe('stock of residents and of the home', () => {
  const both = [
    demand(theCase()),
    demand(theCase({ schedule: { ...daily, times: [parseLocalTime('09:00')] } }, 'Blas')),
  ];

  test("a resident's own is used first, then the home's, which all share", () => {
    const stock = { Ana: lots('10'), home: lots('20') };
    expect(days('Ana', stock, both)).toBe(15);
    expect(days('home', stock, both)).toBe(15);
    expect(days('Ana', { Ana: lots('10'), Blas: lots('3'), home: lots('1') }, both)).toBe(10);
    expect(days('Blas', { Ana: lots('10'), Blas: lots('3'), home: lots('1') }, both)).toBe(4);
  });

  test('of the home nothing is said while everyone has enough of their own', () => {
    expect(days('home', { Ana: lots('999'), Blas: lots('999'), home: lots('5') }, both)).toBeNull();
  });

  test("what is drawn on after a dose that can't be counted is uncertain, what is one's own is not", () => {
    const cream = demand(theCase({ dose: { quantity: quantity(5), unit: 'ml' } }, 'Blas'));
    const all = [demand(theCase()), cream];
    expect(days('home', { home: lots('50') }, all)).toBeNull();
    expect(days('Ana', { Ana: lots('5'), home: lots('50') }, all)).toBeNull();
    expect(days('Ana', { Ana: lots('5') }, all)).toBe(5);
    expect(days('Ana', { Ana: lots('5'), home: lots('0') }, all)).toBe(5);
  });

  test('what expires first is used first, and what has expired is not', () => {
    const all = [demand(theCase())];
    expect(days('Ana', { Ana: lots('9 until 2026-03-04', '3') }, all)).toBe(5);
    expect(days('Ana', { Ana: lots('9 until 2026-03-01', '3') }, all)).toBe(3);
    expect(days('Ana', { Ana: lots('3', '2 until 2026-03-04') }, all)).toBe(5);
    const { made } = forecast({ Ana: lots('9 until 2026-03-04', '3') }, all, NOW, 10);
    expect(toDecimal(made.unusedBy('Ana', epochMilliseconds(local('2026-03-12 00:00'))))).toBe(7);
  });

  test('until an instant it is told what is needed, who has it, and what is missing', () => {
    const { made } = forecast({ Ana: lots('4'), home: lots('3') }, both, NOW, 11);
    expect(made.of('Ana')).toMatchObject({ needed: quantity(10), fromOwn: quantity(4), fromHome: quantity(0) });
    expect(made.of('Ana').missing).toBe(quantity(6));
    expect(made.of('Blas')).toMatchObject({ needed: quantity(10), fromHome: quantity(3), missing: quantity(7) });
    expect(made.of(null)).toMatchObject({ needed: quantity(16), fromOwn: quantity(3), missing: quantity(13) });
  });

  test('it looks no further than to where everyone who has stock has run out', () => {
    expect(forecast({ Ana: lots('10'), Carla: lots('9') }, both).steps).toBe(1);
    expect(forecast({ Ana: lots('999'), Carla: lots('9') }, both).steps).toBe(2);
  });
});
