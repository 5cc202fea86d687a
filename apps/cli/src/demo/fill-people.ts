import type { INestApplicationContext } from '@nestjs/common';
import { Users, type Caller, type Role } from '#platform/access';
import { localDateTime, parseLocalTime, slotInstant, type SteppedClock, type Zone } from '#platform/time';
import {
  KeepContacts,
  KeepResidents,
  KeepRooms,
  MoveResident,
  RecordAllergies,
  RecordConditions,
  ReviewAllergies,
  type Resident,
} from '#resident';
import { drawResidents, ROOMS, type DrawnResident } from './draw.js';
import type { DemoHome } from './demo-home.js';
import { STAFF } from './people.js';

const ADMISSION_TIME = parseLocalTime('11:00');

/** A resident as drawn, and as the home knows them. */
export interface Settled {
  readonly drawn: DrawnResident;
  readonly resident: Resident;
}

/** Hires the staff, all with one password. @returns the callers by role, to act in their name. */
export async function hireStaff(home: DemoHome, password: string): Promise<ReadonlyMap<Role, readonly Caller[]>> {
  const callers = new Map<Role, Caller[]>();
  home.progress.start('staff', STAFF.length);
  for (const { username, displayName, roles } of STAFF) {
    const { id } = await home.app.get(Users).create({ username, displayName, roles, password });
    for (const role of roles) {
      const caller = { kind: 'person', userId: id, username, displayName, roles, tokenId: null } as const;
      callers.set(role, [...(callers.get(role) ?? []), caller]);
    }
    home.progress.step();
  }
  return callers;
}

/** Builds the rooms and admits the residents on the days they came. */
export async function settleResidents(home: DemoHome, nurse: Caller): Promise<Settled[]> {
  const beds = await buildRooms(home.app);
  const settled: Settled[] = [];
  const drawn = drawResidents(home.seed, home.today);
  home.progress.start('residents', drawn.length);
  for (const person of drawn) {
    const bedId = beds.get(bedKey(person.bed.unit, person.bed.room, person.bed.name));
    if (bedId === undefined) throw new Error('the demonstration names a bed that it did not build');
    settled.push({ drawn: person, resident: await settle(home, person, bedId, nurse) });
    home.progress.step();
  }
  return settled;
}

async function buildRooms(app: INestApplicationContext): Promise<ReadonlyMap<string, string>> {
  const beds = new Map<string, string>();
  for (const { unit, name, beds: names } of ROOMS) {
    const room = await app.get(KeepRooms).create({ unit, name, beds: names.map((bed) => ({ name: bed })) });
    for (const bed of room.beds) beds.set(bedKey(unit, name, bed.name), bed.id);
  }
  return beds;
}

async function settle(home: DemoHome, person: DrawnResident, bedId: string, nurse: Caller): Promise<Resident> {
  const { app, clock, zone } = home;
  const at = cameAt(clock, person, zone);
  const resident = await app.get(KeepResidents).register({
    givenName: person.givenName,
    familyName: person.familyName,
    preferredName: person.preferredName,
    birthDate: person.birthDate,
    sex: person.sex,
    identifiers: [{ system: 'home-number', value: person.identifier }],
    resuscitation: { decision: person.resuscitation, reviewedOn: person.admittedOn },
    mobility: person.mobility,
    diet: person.diet,
  });
  await app.get(MoveResident).move(resident.id, { type: 'admission', bedId, at }, undefined, nurse);
  for (const { substance, avoid, type, criticality, reaction } of person.allergies) {
    const allergy = { substance, atcCode: avoid[0] ?? null, type, criticality, reaction };
    await app.get(RecordAllergies).record(resident.id, allergy, nurse);
  }
  const outcome = person.allergies.length === 0 ? 'none-known' : 'list-confirmed';
  await app.get(ReviewAllergies).record(resident.id, { outcome }, nurse);
  for (const { code, text } of person.conditions) {
    await app.get(RecordConditions).record(resident.id, { code, codeSystem: 'ICD-10', text }, nurse);
  }
  for (const contact of person.contacts) await app.get(KeepContacts).add(resident.id, contact, nurse);
  return resident;
}

function cameAt(clock: SteppedClock, person: DrawnResident, zone: Zone) {
  const at = slotInstant(localDateTime(person.admittedOn, ADMISSION_TIME), zone);
  clock.set(at);
  return at;
}

function bedKey(...parts: readonly string[]): string {
  return parts.join('\n');
}
