import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeCursor } from '#platform/database';
import { addDays, Clock, HomeZone, localDateOf } from '#platform/time';
import { ReadAdministrations, ReadMedicationRound } from '#prescription';
import { EVERY_MORNING, Inhabitants } from '../house/inhabitants.js';
import { Inspected, noIndex } from './plans.js';

const ID = '0199b1d0-7c00-7000-8000-000000000001';

let home: Inspected;

beforeAll(async () => {
  home = await Inspected.open();
});
afterAll(() => home.close());

test.each<[string, { readonly residentId?: string }, string]>([
  ['of the home', {}, 'ix_administrations__awaited'],
  ['of a resident', { residentId: ID }, 'ix_administrations__awaited_of_resident'],
])('doses %s whose response is awaited are found by an index of their own, newest first', async (_, who, index) => {
  const cursor = encodeCursor('awaited-response', ['2026-11-24T07:00:00.000Z', ID]);
  for (const page of [undefined, cursor]) {
    const statements = await home.statementsOf(() =>
      home.app.get(ReadAdministrations).list({ ...who, awaitingResponse: true }, { limit: 50, cursor: page }),
    );
    expect(statements).toHaveLength(1);
    for (const statement of statements) {
      expect(statement.sql).not.toContain('"rules"');
      const plan = await home.planOf(statement, ['seqscan', 'bitmapscan', 'sort']);
      expect(plan).toContain(`${index} `);
      expect(plan).toMatch(
        page === undefined ? /administered_at *<|administered_at\)? <=/ : /administered_at, ?id\)? ?</,
      );
      expect(plan).not.toMatch(/TEMP B-TREE|Sort|SCAN |Seq Scan/);
    }
  }
});

test('a round finds the last dose of each of its prescriptions by an index, and reads no rules', async () => {
  const people = new Inhabitants(home.app);
  await people.prescribe(await people.moveIn('1'), 'daily', EVERY_MORNING);
  // Today's is over in the afternoon.
  const tomorrow = addDays(localDateOf(home.app.get(Clock).now(), home.app.get(HomeZone).id), 1);
  const round = await home.statementsOf(() => home.app.get(ReadMedicationRound).read({ from: tomorrow, to: tomorrow }));
  expect(round.filter(({ sql }) => sql.includes('"rules"'))).toEqual([]);
  const last = round.filter(({ sql }) => sql.includes('"taken"'));
  expect(last).toHaveLength(1);
  for (const statement of last) {
    const plan = await home.planOf(statement, ['seqscan', 'bitmapscan', 'sort']);
    expect(plan).toContain('ix_administrations__prescription_id_administered_at_id ');
    expect(plan).not.toMatch(/TEMP B-TREE|Sort/);
    expect(plan).not.toMatch(noIndex);
  }
});
