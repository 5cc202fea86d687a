import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { record, roundOf, thePrescription, type Prescription } from '../../support/builders/prescriptions.js';
import { aBed } from '../../support/builders/residents.js';
import type { Body, Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';

/** Doses at 08:00 and 20:00; it is nine. */
let home: Home;
let nurse: Client;
let prescription: Prescription;
let path: string;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T09:10:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

async function moveIn(): Promise<void> {
  prescription = await thePrescription(home);
  path = `/api/v1/residents/${prescription.residentId}/movements`;
}

function move(movement: Readonly<Record<string, unknown>>): Promise<Resource> {
  return nurse.created(path, movement);
}

async function wrong({ id }: Resource): Promise<void> {
  const { status } = await nurse.post(`${path}/${id}/enter-in-error`, { reason: 'it was the other Carmen' });
  expect(status).toBe(200);
}

/** Of yesterday evening, this morning and this evening. */
async function doses(): Promise<readonly string[]> {
  const window = 'from=2026-11-23T12:00:00Z&to=2026-11-24T23:00:00Z';
  const { items } = await roundOf(nurse, prescription.residentId, window);
  return items.map(({ state }) => state);
}

test('an absence that is told afterwards makes the doses in it not required, and missed again when it was none', async () => {
  await moveIn();
  expect(await doses()).toEqual(['missed', 'overdue', 'upcoming']);
  const away = await move({ type: 'hospitalisation', at: '2026-11-23T18:00:00+01:00' });
  expect(await doses()).toEqual(['not-required', 'not-required', 'not-required']);
  const back = await move({ type: 'return', at: '2026-11-24T07:00:00+01:00' });
  expect(await doses()).toEqual(['not-required', 'overdue', 'upcoming']);
  await wrong(back);
  expect(await doses()).toEqual(['not-required', 'not-required', 'not-required']);
  await wrong(away);
  expect(await doses()).toEqual(['missed', 'overdue', 'upcoming']);
});

test('a dose that was given before she was known to be away stays on the record', async () => {
  await moveIn();
  await record(nurse, prescription, { scheduledFor: '2026-11-24T07:00:00.000Z' });
  await move({ type: 'leave', at: '2026-11-24T07:50:00+01:00' });
  expect(await doses()).toEqual(['missed', 'given', 'not-required']);
});

interface Entry extends Body {
  readonly action: string;
  readonly resource: string;
  readonly requestId: string;
  readonly after?: { readonly statusHistory?: readonly { readonly status: string; readonly reason: string }[] };
}

test('a death stops what is prescribed, and the trail tells both of the one request', async () => {
  await moveIn();
  await move({ type: 'death', at: '2026-11-24T06:30:00+01:00' });
  expect(await doses()).toEqual(['missed']);
  const { items } = await (
    await home.as('auditor')
  ).read<{ readonly items: readonly Entry[] }>(`/api/v1/audit?residentId=${prescription.residentId}&limit=200`);
  const last = items.find(({ action, resource }) => action === 'create' && resource === 'movement');
  const together = items.filter(({ requestId, action }) => requestId === last?.requestId && action !== 'read');
  expect(together.map(({ action, resource }) => `${action} ${resource}`).sort()).toEqual([
    'create movement',
    'update prescription',
    'update resident',
  ]);
  const stopped = together.find(({ resource }) => resource === 'prescription')?.after?.statusHistory?.at(-1);
  expect(stopped).toMatchObject({ status: 'stopped', reason: 'death' });
});

test('who is admitted again has a stay of its own: what was stopped stays so, and new orders begin', async () => {
  await moveIn();
  const { residentId } = prescription;
  const first = prescription;
  await move({ type: 'discharge', at: '2026-11-23T10:00:00+01:00' });
  await move({ type: 'admission', bedId: await aBed(nurse), at: '2026-11-24T07:00:00+01:00' });
  expect(await doses()).toEqual([]);
  expect(await nurse.read(`/api/v1/prescriptions/${first.id}`)).toMatchObject({ status: 'stopped' });
  await thePrescription(home, { residentId });
  // Last night she lived elsewhere.
  expect(await doses()).toEqual(['overdue', 'upcoming']);
});
