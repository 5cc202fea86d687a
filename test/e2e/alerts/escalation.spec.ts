import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MORNING } from '../../support/builders/absences.js';
import {
  acknowledged,
  aRacingHeart,
  eventsOf,
  resolve,
  theAlertOf,
  type AlertBody,
} from '../../support/builders/alerts.js';
import { aResidentSinceNovember } from '../../support/builders/prescriptions.js';
import { anObservation } from '../../support/builders/wellness.js';
import type { Client, Resource } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';
import { aRoundLater, EVERY_SECOND, ofRule, theAlert } from '../../support/sweeping.js';

/* One story in stages. */

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({
    clockAt: MORNING,
    environment: { ...EVERY_SECOND, ALERT_ESCALATION: 'urgent=30', TOKEN_MINUTES: '10080' },
  });
  nurse = await home.as('nurse');
}, 60_000);
afterAll(() => home.stop());

function observe(resident: Resource, details: Readonly<Record<string, unknown>>): Promise<Resource> {
  return nurse.created(`/api/v1/residents/${resident.id}/observations`, anObservation(details));
}

async function levelsOf(...residents: readonly Resource[]): Promise<readonly unknown[]> {
  const alerts: AlertBody[] = [];
  for (const { id } of residents) alerts.push(await theAlert(nurse, id, 'threshold'));
  return alerts.map((alert) => alert['escalationLevel']);
}

async function kindsOf(resident: Resource): Promise<readonly string[]> {
  return (await eventsOf(nurse, await theAlert(nurse, resident.id, 'threshold'))).map(({ kind }) => kind);
}

/** Each has an alert of 09:05. */
const WHO = ['unseen', 'seen', 'mild', 'worse'] as const;
const people = new Map<string, Resource>();

function person(name: (typeof WHO)[number]): Resource {
  const resident = people.get(name);
  if (resident === undefined) throw new Error(`${name} is not there`);
  return resident;
}

test('an alert that nobody has seen is made known further up after its time, and one that somebody has seen is not', async () => {
  for (const name of WHO) people.set(name, await aResidentSinceNovember(home));
  await theAlertOf(nurse, person('unseen').id);
  await acknowledged(nurse, await theAlertOf(nurse, person('seen').id));
  for (const name of ['mild', 'worse'] as const) await observe(person(name), { value: 115 });
  await acknowledged(nurse, await theAlert(nurse, person('worse').id, 'threshold'));
  await observe(person('worse'), { value: 141 });

  await home.restart('2026-11-24T09:34:00+01:00');
  await aRoundLater(home);
  expect(await levelsOf(person('unseen'), person('seen'))).toEqual([0, 0]);

  await home.restart('2026-11-24T09:45:00+01:00');
  await eventually(() => levelsOf(person('unseen'), person('worse')), [1, 1]);
  expect(await levelsOf(person('seen'), person('mild'))).toEqual([0, 0]);
});

test('not again with the next round, but after its time again, three times at most', async () => {
  await aRoundLater(home);
  expect(await levelsOf(person('unseen'), person('worse'))).toEqual([1, 1]);
  for (const [time, level] of [
    ['10:16', 2],
    ['10:47', 3],
  ] as const) {
    await home.restart(`2026-11-24T${time}:00+01:00`);
    await eventually(() => levelsOf(person('unseen')), [level]);
  }
  await home.restart('2026-11-24T11:30:00+01:00');
  await aRoundLater(home);
  expect(await kindsOf(person('unseen'))).toEqual(['raised', 'escalated', 'escalated', 'escalated']);
});

test('once it is seen and resolved, the next of its cause begins at the first level', async () => {
  const unseen = person('unseen');
  await resolve(nurse, await acknowledged(nurse, await theAlert(nurse, unseen.id, 'threshold')));
  await home.restart('2026-11-24T12:30:00+01:00');
  await nurse.created(`/api/v1/residents/${unseen.id}/observations`, aRacingHeart());
  await aRoundLater(home);
  expect(await ofRule(nurse, unseen.id, 'threshold')).toMatchObject([
    { status: 'open', escalationLevel: 0 },
    { status: 'resolved', escalationLevel: 3 },
  ]);
  await home.restart('2026-11-24T13:02:00+01:00');
  await eventually(() => kindsOf(unseen), ['raised', 'escalated']);
});
