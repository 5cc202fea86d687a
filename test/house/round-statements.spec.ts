import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StorageWatch } from '#platform/database/raw';
import { ReadMedicationRound, ReadReconciliations } from '#prescription';
import { MoveResident } from '#resident';
import { EVERY_MORNING, Inhabitants, NURSE, WHEN_NEEDED } from './inhabitants.js';
import { openApplication } from './the-application.js';

let app: NestFastifyApplication;
let close: () => Promise<void>;
let people: Inhabitants;

beforeAll(async () => {
  ({ app, close } = await openApplication());
  people = new Inhabitants(app);
});
afterAll(() => close());

/** Someone in a bed, with a scheduled medicine and one as needed, of which a dose was given. */
async function moveIn(name: string): Promise<string> {
  const residentId = await people.moveIn(name);
  await people.prescribe(residentId, `daily ${name}`, EVERY_MORNING);
  const { prescriptionId } = await people.prescribe(residentId, `as needed ${name}`, WHEN_NEEDED);
  await people.giveNow(prescriptionId);
  return residentId;
}

async function moveInFromHospital(name: string): Promise<void> {
  const id = await moveIn(name);
  for (const type of ['hospitalisation', 'return'] as const) {
    await app.get(MoveResident).move(id, { type }, undefined, NURSE);
  }
}

interface Counted {
  readonly statements: number;
  readonly residents: number;
}

async function counted(read: () => Promise<{ readonly length: number }>): Promise<Counted> {
  const statements = jest.spyOn(StorageWatch.prototype, 'logQuery');
  try {
    const { length: residents } = await read();
    return { statements: statements.mock.calls.length, residents };
  } finally {
    statements.mockRestore();
  }
}

function statementsOfTheRound(): Promise<Counted> {
  return counted(async () => (await app.get(ReadMedicationRound).read({})).asNeeded);
}

function statementsOfReconciliations(): Promise<Counted> {
  const asked = { status: 'open', unit: 'East' } as const;
  return counted(async () => (await app.get(ReadReconciliations).list(asked, { limit: 50, cursor: undefined })).items);
}

test('the round reads as many statements for twelve residents as for one', async () => {
  await moveIn('1');
  const one = await statementsOfTheRound();
  for (let name = 2; name <= 12; name += 1) await moveIn(String(name));
  const twelve = await statementsOfTheRound();
  expect([one.residents, twelve.residents]).toEqual([1, 12]);
  expect(one.statements).toBeGreaterThan(5);
  expect(twelve.statements).toBe(one.statements);
});

test('the list of who is to be reconciled reads as many statements for six residents as for one', async () => {
  await moveInFromHospital('13');
  const one = await statementsOfReconciliations();
  for (let name = 14; name <= 18; name += 1) await moveInFromHospital(String(name));
  const six = await statementsOfReconciliations();
  expect([one.residents, six.residents]).toEqual([1, 6]);
  expect(one.statements).toBeGreaterThan(3);
  expect(six.statements).toBe(one.statements);
});

test('others have their turn between what the round reads', async () => {
  let turns = 0;
  let reading = true;
  const pass = (): void => {
    turns += 1;
    if (reading) setImmediate(pass);
  };
  setImmediate(pass);
  await app.get(ReadMedicationRound).read({});
  reading = false;
  expect(turns).toBeGreaterThan(3);
});
