import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  AS_NEEDED,
  record,
  roundOf,
  thePrescription,
  type Administration,
} from '../../support/builders/prescriptions.js';
import { move } from '../../support/builders/stock.js';
import type { Body, Client, PageBody } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:10:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** A rule and its outcome, in a word each. */
function names(body: Body): string[] {
  return (body['rules'] as { rule: string; outcome: string }[]).map(({ rule, outcome }) => `${rule} ${outcome}`);
}

test('the record of a scheduled dose keeps the rules that asking for it beforehand showed, with their facts', async () => {
  const { id, medicationId, residentId } = await thePrescription(home);
  await move(nurse, { medicationId, residentId });
  const at = '2026-11-24T08:05:00+01:00';
  const asked = await nurse.read(`/api/v1/prescriptions/${id}/can-give?at=${encodeURIComponent(at)}`);
  const { body } = await record(nurse, { id }, { administeredAt: at, reason: 'late' });
  expect(names(asked)).toEqual(['prescription-not-active pass', 'resident-not-present pass', ...names(body)]);
  expect(asked['rules']).toEqual(expect.arrayContaining(body['rules'] as object[]));
  expect(body['rules']).toContainEqual({
    rule: 'insufficient-stock',
    outcome: 'pass',
    detail: 'The dose is in stock.',
    facts: { counted: true, needed: 1, usable: 30, expired: 0, unit: 'tablet' },
    until: null,
  });
});

test('the record of a dose as needed keeps the rules of what was asked for it, and which doses counted', async () => {
  const { id } = await thePrescription(home, { terms: { schedule: AS_NEEDED } });
  const { body: first } = await record(nurse, { id }, { administeredAt: '2026-11-24T03:00:00+01:00' });
  const at = '2026-11-24T08:05:00+01:00';
  const asked = await nurse.read(`/api/v1/prescriptions/${id}/can-give?at=${encodeURIComponent(at)}`);
  const { body } = await record(nurse, { id }, { administeredAt: at });
  expect(names(body)).toEqual(['reason-required pass', 'quantity-differs pass', ...names(asked)]);
  expect(body['rules']).toEqual(expect.arrayContaining(asked['rules'] as object[]));
  const counted = { given: 1, doses: [expect.objectContaining({ administrationId: first.id })] };
  expect(body['rules']).toContainEqual(
    expect.objectContaining({ rule: 'daily-maximum', facts: expect.objectContaining(counted) }),
  );
});

test('a rule that was gone past stays on the record as a warning', async () => {
  const { id } = await thePrescription(home);
  await nurse.post(`/api/v1/prescriptions/${id}/suspend`, { reason: 'x', at: '2026-11-24T07:30:00+01:00' });
  const acknowledged = { acknowledge: ['dose-not-required'], acknowledgeReason: 'the doctor said so by phone' };
  const { body } = await record(nurse, { id }, { scheduledFor: '2026-11-24T07:00:00Z', ...acknowledged });
  expect(names(body)).toContain('dose-not-required warn');
  expect(await nurse.read(`/api/v1/administrations/${body.id}`)).toEqual(body);
});

test('a second record is refused with the rules of its own, and the first with those that it keeps', async () => {
  const prescription = await thePrescription(home);
  const { body: first } = await record(nurse, prescription);
  const again = await record(nurse, prescription);
  expectProblem(again, 409, 'dose-already-recorded', { administration: first });
  const refused = again.body as Body;
  expect(names(refused).filter((rule) => rule.endsWith('block'))).toEqual(['dose-already-recorded block']);
  expect(names(refused).map((rule) => rule.split(' ')[0])).toEqual(names(first).map((rule) => rule.split(' ')[0]));
});

test('the rules stay with a wrong record, and the right one has its own', async () => {
  const { body: first } = await record(nurse, await thePrescription(home));
  const correction = { reason: 'it was spat out', outcome: 'refused', outcomeReason: 'refused' };
  const { body: wrong } = await nurse.post<Administration>(`/api/v1/administrations/${first.id}/correct`, correction);
  expect(wrong['rules']).toEqual(first['rules']);
  const right = await nurse.read(`/api/v1/administrations/${wrong.correctedBy ?? ''}`);
  expect(names(right)).not.toContain('insufficient-stock pass');
  expect(names(right)).toContain('reason-required pass');
});

test('lists and rounds leave them out: they are longer than all the rest', async () => {
  const { id, residentId } = await thePrescription(home);
  const { body } = await record(nurse, { id });
  const { items } = await nurse.read<PageBody>(`/api/v1/administrations?prescriptionId=${id}`);
  const { rules: _, ...rest } = body;
  expect(items).toEqual([rest]);
  const round = await roundOf(nurse, residentId);
  expect(round.items[0]?.administration).toEqual(rest);
});
