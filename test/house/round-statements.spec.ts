import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { Caller } from '#platform/access';
import { quantity } from '#platform/kernel';
import { Clock, HomeZone, localDateOf, parseLocalTime } from '#platform/time';
import { KeepMedications } from '#medication';
import {
  Prescribe,
  ReadMedicationRound,
  ReadReconciliations,
  RecordAdministrations,
  type Schedule,
} from '#prescription';
import { KeepResidents, KeepRooms, MoveResident } from '#resident';
import { openApplication } from './the-application.js';

const nurse: Caller = {
  kind: 'person',
  userId: '0199b1d0-7c00-7000-8000-000000000001',
  username: 'n.ruiz',
  displayName: 'Nuria Ruiz',
  roles: ['nurse', 'prescriber'],
  tokenId: null,
};
const SCHEDULES: readonly Schedule[] = [
  { kind: 'times', times: [parseLocalTime('08:00')], daysOfWeek: null, everyDays: null, cycle: null },
  { kind: 'as-needed', minIntervalMinutes: 0, maxDosesPer24h: 4, maxQuantityPer24h: null, reason: 'pain' },
];

let app: NestFastifyApplication;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ app, close } = await openApplication());
});
afterAll(() => close());

/** Someone in a bed, with a scheduled medicine and one as needed, of which a dose was given. */
async function moveIn(name: string): Promise<string> {
  const now = app.get(Clock).now();
  const room = await app.get(KeepRooms).create({ name, unit: 'East', beds: [{ name: 'A' }] });
  const startsOn = localDateOf(now, app.get(HomeZone).id);
  const person = { givenName: 'Carmen', familyName: name, birthDate: startsOn, sex: 'female' } as const;
  const { id: residentId } = await app.get(KeepResidents).register(person);
  await app.get(MoveResident).move(residentId, { type: 'admission', bedId: room.beds[0]?.id }, undefined, nurse);
  for (const [index, schedule] of SCHEDULES.entries()) {
    const substance = `substance ${name} ${index}`;
    const { id: medicationId } = await app.get(KeepMedications).add({ name: substance, activeSubstance: substance });
    const terms = {
      dose: { quantity: quantity(1), unit: 'tablet' },
      route: 'oral',
      indication: null,
      instructions: null,
      schedule,
      startsOn,
      endsOn: null,
      prescriber: 'Dr. Gil',
      critical: false,
    };
    const order = { residentId, medicationId, terms, draft: false, acknowledge: [], acknowledgeReason: null };
    const { prescription } = await app.get(Prescribe).prescribe(order, nurse);
    if (schedule.kind === 'as-needed') await giveNow(prescription.id);
  }
  return residentId;
}

async function moveInFromHospital(name: string): Promise<void> {
  const id = await moveIn(name);
  for (const type of ['hospitalisation', 'return'] as const) {
    await app.get(MoveResident).move(id, { type }, undefined, nurse);
  }
}

async function giveNow(prescriptionId: string): Promise<void> {
  await app.get(RecordAdministrations).record(
    {
      prescriptionId,
      scheduledFor: null,
      outcome: 'given',
      reason: null,
      quantity: null,
      administeredAt: null,
      note: null,
      witness: null,
      acknowledge: [],
      acknowledgeReason: null,
    },
    nurse,
  );
}

interface Counted {
  readonly statements: number;
  readonly residents: number;
}

async function counted(read: () => Promise<{ readonly length: number }>): Promise<Counted> {
  const statements = jest.spyOn(BetterSqlite3QueryRunner.prototype, 'query');
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
