import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ABSENCES } from '../../support/builders/absences.js';
import { assessment, INDEPENDENT, reading, STORIES_OF_FACTS, type Step } from '../../support/builders/alert-stories.js';
import { acknowledge, acknowledged, alertsOf, resolve, type AlertBody } from '../../support/builders/alerts.js';
import { aResidentSinceNovember } from '../../support/builders/prescriptions.js';
import { calmReadings } from '../../support/builders/wellness.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:00:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

async function write(resident: Resource, [kind, details]: Step): Promise<Resource> {
  return nurse.created(`/api/v1/residents/${resident.id}/${kind}`, details);
}

test.each(Object.entries(STORIES_OF_FACTS))(
  '%s raises one alert, however often, until it is resolved; then another',
  async (_, { before = [], trigger, later = [trigger, trigger], alert, says }) => {
    const resident = await aResidentSinceNovember(home);
    for (const step of before) await write(resident, step);
    const fact = await write(resident, trigger);
    const [first, ...others] = await alertsOf(nurse, resident.id);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ ...alert, status: 'open', occurrences: 1, residentId: resident.id });
    expect(first?.message.en).toBe(says);
    expect(first?.['inputs']).toContainEqual(expect.objectContaining({ id: fact.id }));

    await write(resident, later[0]);
    const [again = {} as AlertBody] = await alertsOf(nurse, resident.id);
    expect(again).toMatchObject({ ...alert, id: first?.id, occurrences: 2, version: 2 });

    await acknowledged(nurse, again);
    expect((await resolve(nurse, again)).body).toMatchObject({ status: 'resolved', resolvedReason: 'seen to' });
    await write(resident, later[1]);
    const all = await alertsOf(nurse, resident.id);
    expect(all.map(({ status, occurrences }) => [status, occurrences])).toEqual([
      ['open', 1],
      ['resolved', 2],
    ]);
    expect((await acknowledge(nurse, all[1] ?? again)).status).toBe(409);
  },
);

test.each<readonly [string, Step]>([
  ['a reading within the thresholds', reading({ value: 110 })],
  ['a word that needs nobody', reading({ type: 'consciousness', value: 'alert' })],
  ['a first weight', reading({ type: 'body-weight', value: 44 })],
  ['a first Barthel index', assessment('barthel', { ...INDEPENDENT, transfer: 'unable' })],
  ['a NEWS2 of 4', assessment('news2', calmReadings({ respiratoryRate: 22, oxygenSaturation: 93 }))],
  ['a reading of the day before yesterday', reading({ value: 141, takenAt: '2026-11-22T09:00:00+01:00' })],
])('%s raises none', async (_, step) => {
  const resident = await aResidentSinceNovember(home);
  await write(resident, step);
  expect(await alertsOf(nurse, resident.id)).toEqual([]);
});

test('every rule of the contract has its story, of what is written down or of what is missing', async () => {
  const { components } = (await (await fetch(`${home.url}/docs/openapi.json`)).json()) as {
    readonly components: { readonly schemas: { readonly AlertRuleId: { readonly enum: readonly string[] } } };
  };
  const told = [...Object.values(STORIES_OF_FACTS).map(({ alert }) => alert.rule), ...Object.keys(ABSENCES)];
  expect([...new Set(told)].sort()).toEqual([...components.schemas.AlertRuleId.enum].sort());
});
