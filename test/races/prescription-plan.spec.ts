import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KeepMedications } from '#medication';
import { ReadAdherence, ReadRegister, ReadStock, SuggestOrder } from '#prescription';
import { EVERY_MORNING, Inhabitants, NURSE, WHEN_NEEDED } from '../house/inhabitants.js';
import { Inspected, noIndex } from './plans.js';

const PAGE = { limit: 100, cursor: undefined };

let home: Inspected;
let people: Inhabitants;

beforeAll(async () => {
  home = await Inspected.open();
  people = new Inhabitants(home.app);
});
afterAll(() => home.close());

/** Someone with a medicine of each schedule, of which some came in; one was given. */
async function moveIn(name: string): Promise<string> {
  const residentId = await people.moveIn(name);
  const daily = await people.prescribe(residentId, `daily ${name}`, EVERY_MORNING);
  const asNeeded = await people.prescribe(residentId, `as needed ${name}`, WHEN_NEEDED);
  for (const { medicationId } of [daily, asNeeded]) await people.receive(medicationId, residentId, 30);
  await people.giveNow(asNeeded.prescriptionId);
  return residentId;
}

/** How many lines a list has, with the plan of every statement that it took. */
async function looked(
  list: () => Promise<{ readonly items: readonly unknown[] }>,
): Promise<{ lines: number; plans: readonly string[] }> {
  let lines = 0;
  const statements = await home.statementsOf(async () => {
    lines = (await list()).items.length;
  });
  const plans: string[] = [];
  for (const statement of statements) plans.push(await home.planOf(statement, ['seqscan']));
  return { lines, plans };
}

const lists = {
  stock: () => home.app.get(ReadStock).list({}, PAGE),
  order: () => home.app.get(SuggestOrder).page(undefined, PAGE),
};

test('stock and order take as many statements for a dozen residents as for one, and each goes by an index', async () => {
  await moveIn('1');
  const one = { stock: await looked(lists.stock), order: await looked(lists.order) };
  for (let name = 2; name <= 12; name += 1) await moveIn(String(name));
  const dozen = { stock: await looked(lists.stock), order: await looked(lists.order) };
  expect([one.stock.lines, dozen.stock.lines]).toEqual([2, 24]);
  expect([one.order.lines, dozen.order.lines]).toEqual([2, 24]);
  for (const list of ['stock', 'order'] as const) {
    expect(one[list].plans.length).toBeGreaterThan(6);
    const unfound = dozen[list].plans.filter((plan) => noIndex.test(plan));
    // A page of all stock is read in the order of its ids, up to its end.
    expect(unfound.filter((plan) => plan !== 'SCAN pile USING INDEX sqlite_autoindex_stock_piles_1')).toEqual([]);
  }
  expect(dozen.stock.plans).toHaveLength(one.stock.plans.length);
  expect(dozen.order.plans).toHaveLength(one.order.plans.length);
});

test('the adherence of a quarter goes by indexes, and takes as many statements for many doses as for few', async () => {
  const residentId = await people.moveIn('31');
  const { prescriptionId } = await people.prescribe(residentId, 'as needed 31', WHEN_NEEDED);
  await people.prescribe(residentId, 'daily 31', EVERY_MORNING);
  const read = async (): Promise<{ items: readonly unknown[] }> => {
    const { medicines } = await home.app.get(ReadAdherence).read(residentId, {});
    return { items: medicines };
  };
  // The first time it reads the prescriptions themselves, too.
  const first = await looked(read);
  const before = await looked(read);
  for (let dose = 0; dose < 3; dose += 1) await people.giveNow(prescriptionId);
  const after = await looked(read);
  expect(after.lines).toBeGreaterThanOrEqual(before.lines);
  expect(first.plans.length).toBeGreaterThan(before.plans.length);
  expect(after.plans).toHaveLength(before.plans.length);
  expect([...first.plans, ...after.plans].filter((plan) => noIndex.test(plan))).toEqual([]);
  expect(after.plans.join()).toMatch(
    /COVERING INDEX ix_administrations__prescription_id_scheduled_for_|Index Only Scan ix_administrations__prescription_id_scheduled_for_/,
  );
});

test('the register of a controlled drug takes as many statements for many lines as for one', async () => {
  const add = home.app.get(KeepMedications);
  const controlled = { name: 'Morphine', activeSubstance: 'morphine', unit: 'tablet', controlled: true };
  const { id: medicationId } = await add.add({ ...controlled, witnessRequired: false });
  const register = (): ReturnType<ReadRegister['read']> =>
    home.app.get(ReadRegister).read({ medicationId }, PAGE, NURSE);
  const residents = await Promise.all(['21', '22', '23'].map((name) => people.moveIn(name)));
  await people.receive(medicationId, residents[0] ?? null, 5);
  const one = await looked(register);
  for (const residentId of [...residents, null]) await people.receive(medicationId, residentId, 10);
  const five = await looked(register);
  expect([one.lines, five.lines]).toEqual([1, 5]);
  expect(one.plans.length).toBeGreaterThan(3);
  expect(five.plans).toHaveLength(one.plans.length);
  expect(five.plans.filter((plan) => noIndex.test(plan))).toEqual([]);
});
