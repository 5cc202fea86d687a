import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aBed } from '../../support/builders/residents.js';
import type { Client, PageBody, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { readSynthea, type Medicine, type SyntheaPerson } from '../../support/synthea.js';

const people = await readSynthea();

let home: Home;
let nurse: Client;
let prescriber: Client;
const catalogue = new Map<string, string>();
const moved = new Map<SyntheaPerson, Resource>();

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T07:40:00+01:00' });
  [nurse, prescriber] = [await home.as('nurse'), await home.as('prescriber')];
});
afterAll(() => home.stop());

async function medicationId({ medication }: Medicine): Promise<string> {
  const known = catalogue.get(medication.name);
  if (known !== undefined) return known;
  const manager = await home.as('manager');
  const { id } = await manager.created('/api/v1/medications', medication);
  catalogue.set(medication.name, id);
  return id;
}

async function moveIn({ resident, allergies, conditions, medicines }: SyntheaPerson): Promise<Resource> {
  const created = await nurse.created('/api/v1/residents', resident);
  const path = `/api/v1/residents/${created.id}`;
  const admission = { type: 'admission', at: '2026-11-23T10:00:00+01:00', bedId: await aBed(nurse) };
  await nurse.created(`${path}/movements`, admission);
  for (const allergy of allergies) await nurse.created(`${path}/allergies`, allergy);
  for (const condition of conditions) await nurse.created(`${path}/conditions`, condition);
  for (const medicine of medicines) {
    await prescriber.created('/api/v1/prescriptions', {
      residentId: created.id,
      medicationId: await medicationId(medicine),
      startsOn: '2026-11-24',
      prescriber: 'Dr. Synthea',
      ...medicine.terms,
    });
  }
  return created;
}

test('12 people of Synthea move in with their allergies, conditions and medicines, and all of it is there', async () => {
  if (people === undefined) return;
  expect(people).toHaveLength(12);
  for (const person of people) {
    const { id } = await moveIn(person);
    const path = `/api/v1/residents/${id}`;
    const resident = await nurse.read<Resource>(path);
    moved.set(person, resident);
    expect(resident).toMatchObject({ ...person.resident, status: 'admitted' });
    const allergies = await nurse.read<PageBody>(`${path}/allergies?limit=200`);
    const conditions = await nurse.read<PageBody>(`${path}/conditions?limit=200`);
    const prescriptions = await nurse.read<PageBody>(`/api/v1/prescriptions?residentId=${id}&limit=200`);
    expect([...allergies.items].reverse()).toMatchObject(person.allergies);
    expect([...conditions.items].reverse()).toMatchObject(person.conditions);
    expect(prescriptions.items).toHaveLength(person.medicines.length);
    for (const { medication, terms } of person.medicines) {
      const medicine = catalogue.get(medication.name);
      expect(prescriptions.items.find((each) => each['medicationId'] === medicine)).toMatchObject(terms);
    }
  }
  const count = (of: (person: SyntheaPerson) => readonly unknown[]): number => people.flatMap(of).length;
  expect(count(({ allergies }) => allergies)).toBe(3);
  expect(count(({ conditions }) => conditions)).toBe(92);
  expect(count(({ medicines }) => medicines)).toBe(48);
});

test('the next morning everyone with a medicine at 08:00 is in the round', async () => {
  if (people === undefined) return;
  const due = [...moved].flatMap(([{ medicines }, { id }]) =>
    medicines
      .filter(({ terms: { schedule } }) => schedule.kind === 'times' && schedule.times.includes('08:00'))
      .map(({ medication }) => `${id} ${medication.name}`),
  );
  expect(due.length).toBeGreaterThan(30);
  interface Round {
    readonly items: readonly { readonly residentId: string; readonly medication: { readonly name: string } }[];
  }
  const round = await nurse.read<Round>('/api/v1/medication-rounds?from=2026-11-24T06:30:00Z&to=2026-11-24T07:30:00Z');
  expect(round.items.map(({ residentId, medication }) => `${residentId} ${medication.name}`).sort()).toEqual(
    due.sort(),
  );
});
