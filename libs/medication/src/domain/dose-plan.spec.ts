import { describe, expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseLocalDate } from '#platform/time';
import { DosePlanner, type DosePlan, type LeavingDose, type StockGap } from './dose-plan.js';
import { post } from './ledger.js';
import { newAccount, type StockAccount } from './stock.js';

const TODAY = parseLocalDate('2026-11-24');
const COUNTED = new Map([
  ['tablets', { unit: 'tablet', doseUnits: [{ unit: 'mg', perUnit: quantity(500) }] }],
  ['syrup', { unit: 'ml', doseUnits: [] }],
]);

const dose: LeavingDose = {
  ...{ medicationId: 'tablets', residentId: 'carmen', quantity: quantity(2), unit: 'tablet', day: TODAY },
  ...{ type: 'given', acknowledged: saying() },
};

function saying(...gaps: readonly StockGap[]): ReadonlySet<StockGap> {
  return new Set(gaps);
}

function has(residentId: string | null, there: number, expiresOn = parseLocalDate('2027-06-30')): StockAccount {
  const change = quantity(there);
  const account = newAccount(`tablets of ${residentId ?? 'the home'}`, 'tablets', residentId);
  return post(account, { type: 'receipt', lot: 'A1', expiresOn, quantity: change, change }).account;
}

function plan(accounts: readonly StockAccount[], ...doses: readonly Partial<LeavingDose>[]): readonly DosePlan[] {
  const planner = new DosePlanner(COUNTED, accounts);
  return doses.map((said) => planner.plan({ ...dose, ...said }));
}

function changes(one: DosePlan | undefined): readonly (readonly [string | null, number])[] {
  if (one?.kind !== 'taken') throw new Error(`the dose is ${one?.kind ?? 'none'}`);
  return one.postings.map(({ line }) => [line.residentId, line.change / 1_000_000]);
}

describe('a dose', () => {
  test('of a medicine that nobody counts takes nothing', () => {
    expect(plan([], { medicationId: 'ointment' })).toEqual([{ kind: 'uncounted' }]);
  });

  test('takes what it needs in the unit of the stock', () => {
    const [one] = plan([has('carmen', 5)], { quantity: quantity(750), unit: 'mg' });
    expect(changes(one)).toEqual([['carmen', -1.5]]);
    expect(one).toMatchObject({ needed: quantity(1.5), short: 0 });
  });

  test('that is only looked at leaves all for the next', () => {
    const planner = new DosePlanner(COUNTED, [has('carmen', 2)]);
    const looked = planner.look(dose);
    expect(planner.plan(dose)).toEqual(looked);
    expect(planner.look(dose)).toMatchObject({ kind: 'refused', supply: { usable: 0 } });
  });

  test('in a unit that the stock is not counted in waits for an acknowledgement, and takes nothing even then', () => {
    const drops = { medicationId: 'syrup', unit: 'drop' };
    const unconvertible = { kind: 'unconvertible', stockUnit: 'ml' };
    expect(plan([], drops)).toEqual([{ ...unconvertible, refused: true }]);
    expect(plan([], { ...drops, acknowledged: saying('short') })).toEqual([{ ...unconvertible, refused: true }]);
    expect(plan([], { ...drops, acknowledged: saying('unit') })).toEqual([{ ...unconvertible, refused: false }]);
  });

  test('of which too little is there is refused with what there is', () => {
    const facts = { needed: quantity(2), stockUnit: 'tablet', supply: { usable: quantity(1.5), expired: 0 } };
    const there = [has('carmen', 1), has(null, 0.5)];
    const refused = { kind: 'refused', ...facts };
    expect(plan(there, {}, { acknowledged: saying('unit') })).toEqual([refused, refused]);
  });

  test('of which only expired packs are there is refused', () => {
    const supply = { usable: 0, expired: quantity(9) };
    expect(plan([has(null, 9, parseLocalDate('2026-11-23'))], {})).toMatchObject([{ kind: 'refused', supply }]);
    expect(plan([has(null, 9, TODAY)], {})).toMatchObject([{ kind: 'taken' }]);
  });

  test('that is acknowledged takes what is there and tells what is missing', () => {
    const [one] = plan([has('carmen', 1), has(null, 0.5)], { acknowledged: saying('short') });
    expect(changes(one)).toEqual([
      ['carmen', -1],
      [null, -0.5],
    ]);
    expect(one).toMatchObject({ needed: quantity(2), short: quantity(0.5) });
  });
});

describe('doses that are recorded together', () => {
  test('take one after the other, so that nothing is given twice', () => {
    const accounts = [has('carmen', 3), has('ana', 1), has(null, 2)];
    const plans = plan(accounts, {}, {}, { residentId: 'ana' }, { residentId: 'ana', acknowledged: saying('short') });
    expect(plans.map(({ kind }) => kind)).toEqual(['taken', 'taken', 'taken', 'taken']);
    expect(plans.map(changes)).toEqual([
      [['carmen', -2]],
      [
        ['carmen', -1],
        [null, -1],
      ],
      [
        ['ana', -1],
        [null, -1],
      ],
      [],
    ]);
    expect(plans[3]).toMatchObject({ short: quantity(2) });
  });

  test('of which one is refused leave what it would have taken to the others', () => {
    const plans = plan([has(null, 3)], {}, {}, { quantity: quantity(1) });
    expect(plans.map(({ kind }) => kind)).toEqual(['taken', 'refused', 'taken']);
  });
});
