import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity, sum, toDecimal, type Quantity } from '#platform/kernel';
import { fromEpochMilliseconds, parseLocalDate, parseZone } from '#platform/time';
import { orderLines, type AsNeededDemand } from './order-suggestion.js';
import type { DoseQuantity } from './prescription.js';
import type { Demand } from './stock-demand.js';
import { SupplyForecast, type OwnerLots } from './supply.js';

const HOUR = 3_600_000;
const zone = parseZone('UTC');

/** So many hours after the beginning of 1970; the order reaches to the 240th. */
const UNTIL = fromEpochMilliseconds(240 * HOUR);

interface Patient {
  readonly name: string;
  /** At these hours. */
  readonly hours: readonly number[];
  readonly dose?: DoseQuantity;
}

const tablet: DoseQuantity = { quantity: quantity(1), unit: 'tablet' };

function toStockUnits({ unit, quantity: much }: DoseQuantity): Quantity | undefined {
  return unit === 'tablet' ? much : undefined;
}

function demandOf({ name, hours, dose = tablet }: Patient): Demand {
  const all = hours.map((hour) => {
    return { at: hour * HOUR, residentId: name, prescriptionId: `of ${name}`, dose, quantity: toStockUnits(dose) };
  });
  return { residentId: name, dosesIn: (from, to) => all.filter(({ at }) => at >= from && at < to) };
}

function order(stock: readonly OwnerLots[], patients: readonly Patient[], asNeeded: readonly AsNeededDemand[] = []) {
  const window = { from: 0, to: 240 * HOUR, zone, untilShort: false };
  const forecast = new SupplyForecast(stock, patients.map(demandOf), window);
  for (const end of forecast.steps()) expect(end).toBeLessThanOrEqual(window.to);
  const holders = new Set(stock.map(({ residentId }) => residentId));
  return orderLines(forecast, { until: UNTIL, holders, asNeeded, toStockUnits });
}

function lots(residentId: string | null, count: number, expiresOn: string | null = null): OwnerLots {
  const expiry = expiresOn === null ? null : parseLocalDate(expiresOn);
  return { residentId, lots: [{ balance: quantity(count), expiresOn: expiry }] };
}

/** `Ana needs 9, has 4, home 2, order 3 from 104`, with what there is of it. */
function read(lines: ReturnType<typeof order>): readonly string[] {
  return lines.map(({ residentId, needed, inStock, expiring, fromHome, suggested, shortAt, asNeededUpTo, uncounted }) =>
    [
      `${residentId ?? 'home'} needs ${toDecimal(needed)}, has ${toDecimal(inStock)}`,
      ...(expiring === 0 ? [] : [`loses ${toDecimal(expiring)}`]),
      ...(fromHome === 0 ? [] : [`home ${toDecimal(fromHome)}`]),
      ...(suggested === 0 ? [] : [`order ${toDecimal(suggested)}`]),
      ...(shortAt === null ? [] : [`from ${Date.parse(shortAt) / HOUR}`]),
      ...(asNeededUpTo === 0 ? [] : [`up to ${toDecimal(asNeededUpTo)} more`]),
      ...uncounted.map(({ dose, doses, asNeeded, residentId: of }) => {
        return `${doses} ${asNeeded ? 'at most ' : ''}of ${toDecimal(dose.quantity)} ${dose.unit} for ${of}`;
      }),
    ].join(', '),
  );
}

const ana: Patient = { name: 'Ana', hours: [10, 20, 30, 40] };
const blas: Patient = { name: 'Blas', hours: [15, 25, 35, 45, 55, 300] };

test.each<[string, readonly OwnerLots[], readonly Patient[], readonly string[]]>([
  ['all that is needed where there is none', [], [ana], ['Ana needs 4, has 0, order 4, from 10']],
  ['what is missing until then', [lots('Ana', 3)], [ana], ['Ana needs 4, has 3, order 1, from 40']],
  ['nothing where there is enough', [lots('Ana', 30)], [ana], ['Ana needs 4, has 30']],
  ['nothing for who needs nothing', [lots('Carla', 30), lots(null, 4)], [], []],
  [
    'for the home what those lack who live off it',
    [lots(null, 6)],
    [ana, blas],
    ['home needs 9, has 6, order 3, from 40'],
  ],
  [
    "in the resident's name for who has had some, which the home's stock helps out",
    [lots('Ana', 1), lots(null, 2)],
    [ana],
    ['home needs 2, has 2, from 40', 'Ana needs 4, has 1, home 2, order 1, from 40'],
  ],
  [
    'each missing unit once, for whom it is to be bought',
    [lots('Ana', 1), lots(null, 4)],
    [ana, blas],
    ['home needs 7, has 4, order 3, from 35', 'Ana needs 4, has 1, home 2, order 1, from 40'],
  ],
  [
    'not counting what will have expired',
    [lots('Ana', 5, '1970-01-01')],
    [ana],
    ['Ana needs 4, has 5, loses 3, order 2, from 30'],
  ],
  [
    'with the doses that can not be counted by name',
    [lots('Ana', 5)],
    [ana, { name: 'Blas', hours: [10, 20], dose: { quantity: quantity(5), unit: 'ml' } }],
    ['Ana needs 4, has 5', 'Blas needs 0, has 0, 2 of 5 ml for Blas'],
  ],
])('it suggests %s', (_, stock, patients, expected) => {
  expect(read(order(stock, patients))).toEqual(expected);
});

test('what is given when needed is told apart, for whom it would be bought', () => {
  const most = { dose: tablet, doses: 40, quantity: quantity(40) };
  const drops = { dose: { quantity: quantity(20), unit: 'drop' }, doses: 10, quantity: quantity(200) };
  const asNeeded = [
    { prescriptionId: 'a', residentId: 'Ana', most: [most] },
    { prescriptionId: 'b', residentId: 'Blas', most: [most, drops] },
  ];
  expect(read(order([lots('Ana', 9), lots(null, 9)], [ana], asNeeded))).toEqual([
    'home needs 0, has 9, up to 40 more, 10 at most of 20 drop for Blas',
    'Ana needs 4, has 9, up to 40 more',
  ]);
});

test('each unit that somebody will lack is ordered once', () => {
  const names = ['Ana', 'Blas', 'Carla'];
  const patient = fc.record({
    name: fc.constantFrom(...names),
    hours: fc.uniqueArray(fc.integer({ min: 0, max: 239 }), { maxLength: 12 }),
  });
  const stock = fc.uniqueArray(fc.tuple(fc.constantFrom(null, ...names), fc.integer({ min: 0, max: 9 })), {
    selector: ([owner]) => owner,
  });
  fc.assert(
    fc.property(stock, fc.array(patient, { maxLength: 4 }), (owned, patients) => {
      const lines = order(
        owned.map(([owner, count]) => lots(owner, count)),
        patients,
      );
      // Where all stock is one heap and nobody has more than is needed, what is missing is the difference.
      const needed = sum(patients.map(({ hours }) => quantity(hours.length)));
      const own = sum(lines.filter(({ residentId }) => residentId !== null).map((line) => line.needed));
      const ordered = sum(lines.map(({ suggested }) => suggested));
      const used = owned.map(([owner, count]) => {
        const wants = patients.filter(({ name }) => name === owner).reduce((all, { hours }) => all + hours.length, 0);
        return owner === null ? 0 : Math.min(wants, count);
      });
      const fromOwn = used.reduce((all, one) => all + one, 0);
      const home = owned.find(([owner]) => owner === null)?.[1] ?? 0;
      expect(toDecimal(ordered)).toBe(Math.max(0, toDecimal(needed) - fromOwn - home));
      expect(own).toBeLessThanOrEqual(needed);
    }),
  );
});
