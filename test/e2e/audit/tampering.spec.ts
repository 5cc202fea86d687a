import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Body, Client, PageBody } from '../../support/client.js';
import { onPostgres } from '../../support/fresh-database.js';
import { Home } from '../../support/home.js';
import { Intruder } from '../../support/intruder.js';
import { expectProblem } from '../../support/matchers.js';

interface Entry extends Body {
  readonly seq: number;
  readonly hash: string;
}

let home: Home;
let auditor: Client;
let intruder: Intruder;
/** An entry with a value in every column, well inside the chain, and the last one. */
let victim: Entry;
let last: number;

beforeAll(async () => {
  home = await Home.start({ ownProcess: true });
  auditor = await home.as('auditor');
  const nurse = await home.as('nurse');
  const { id } = await nurse.created('/api/v1/residents', aResident({ notes: 'Sopa, please \uFFFD' }));
  await nurse.patch(`/api/v1/residents/${id}`, { notes: 'té, no soup \uFFFD.' });
  for (let count = 0; count < 5; count += 1) await nurse.created('/api/v1/residents', aResident());
  // Not by resident: that is a read, which is told a little later.
  const { items } = await auditor.read<PageBody<Entry>>('/api/v1/audit?resource=resident');
  victim = items.find(({ action }) => action === 'update') as Entry;
  intruder = new Intruder(home.databaseUrl);
  await intruder.breakIn();
  last = await checked();
});
afterEach(() => intruder.undo());
afterAll(() => home.stop());

async function verdict(): Promise<Body> {
  return auditor.read('/api/v1/audit/verify');
}

/** How many entries there are, all as they were written. */
async function checked(): Promise<number> {
  const found = await verdict();
  expect(found).toEqual({ valid: true, checked: expect.any(Number), brokenAt: null, reason: null, detail: null });
  return found['checked'] as number;
}

/** SQL that changes one character of a column of the victim: the first, one in the middle or the last. */
function changeCharacter(column: string, place: 'first' | 'middle' | 'last'): string {
  const at = { first: '1', middle: `length("${column}") / 2`, last: `length("${column}")` }[place];
  const other = `CASE substr("${column}", ${at}, 1) WHEN '1' THEN '2' ELSE '1' END`;
  const changed = `substr("${column}", 1, ${at} - 1) || ${other} || substr("${column}", ${at} + 1)`;
  return `UPDATE "audit_entries" SET "${column}" = ${changed} WHERE "seq" = ${victim.seq}`;
}

const COLUMNS = [
  ...['at', 'actor', 'action', 'resource', 'resource_id', 'resident_id', 'before', 'after', 'request_id'],
  ...['hash', 'previous_hash'],
];

test('what nobody touched is whole, and stays so while people write', async () => {
  const nurse = await home.as('nurse');
  const [first] = await Promise.all([
    verdict(),
    ...Array.from({ length: 10 }, () => nurse.created('/api/v1/residents', aResident())),
  ]);
  expect(first).toMatchObject({ valid: true });
  expect(await checked()).toBe(last + 10);
});

test('only those who may read the trail may ask', async () => {
  expectProblem(await (await home.as('nurse')).get('/api/v1/audit/verify'), 403, 'forbidden');
  expectProblem(await home.visitor().get('/api/v1/audit/verify'), 401, 'unauthenticated');
});

describe('one character changed', () => {
  test.each(
    COLUMNS.flatMap((column) => (['first', 'middle', 'last'] as const).map((place) => [place, column] as const)),
  )('the %s of %s is found', async (place, column) => {
    await intruder.run(changeCharacter(column, place));
    expect(await verdict()).toMatchObject({ valid: false, checked: victim.seq - 1, brokenAt: victim.seq });
  });

  test.each([
    ['a space', `"after" = replace("after", ':', ': ')`, 'not-canonical'],
    ['a bracket less', `"after" = substr("after", 1, length("after") - 1)`, 'not-json'],
    ['nothing', `"before" = NULL`, 'hash-does-not-fit'],
    ['nobody', `"resident_id" = NULL`, 'hash-does-not-fit'],
    ['capitals', `"hash" = upper("hash")`, 'wrong-form'],
    ['its own hash', `"previous_hash" = "hash"`, 'previous-hash-does-not-fit'],
  ])('%s put there is found', async (_, change, reason) => {
    await intruder.run(`UPDATE "audit_entries" SET ${change} WHERE "seq" = ${victim.seq}`);
    expect(await verdict()).toMatchObject({ brokenAt: victim.seq, reason });
  });

  test('a byte that makes it no text any more is found, though it reads the same; PostgreSQL takes none', async () => {
    const put = onPostgres() ? `convert_from('\\xF0BFBD', 'UTF8')` : `CAST(X'F0BFBD' AS TEXT)`;
    const refusal = await intruder
      .run(`UPDATE "audit_entries" SET "after" = replace("after", '\uFFFD', ${put}) WHERE "seq" = ${victim.seq}`)
      .then(() => 'none', String);
    const { reason } = await verdict();
    const outcome = `${String(reason)} ${refusal}`;
    expect(outcome).toMatch(onPostgres() ? /^null .*invalid byte sequence/ : /^wrong-form none$/);
  });
});

describe('an entry', () => {
  const AUDIT = '"audit_entries"';
  const REST = '"at", "actor", "action", "resource", "resource_id", "resident_id", "before", "after", "request_id"';

  /** SQL that moves every entry from `seq` on by `by`; through negative numbers, as no two may ever be the same. */
  function renumber(seq: number, by: number): string[] {
    return [
      `UPDATE ${AUDIT} SET "seq" = -"seq" WHERE "seq" >= ${seq}`,
      `UPDATE ${AUDIT} SET "seq" = -"seq" + ${by} WHERE "seq" < 0`,
    ];
  }

  /** SQL that puts a copy of the victim at `seq`, as the one that follows `previous`. */
  function copyTo(seq: number, previous: string): string {
    return `INSERT INTO ${AUDIT} ("seq", ${REST}, "hash", "previous_hash")
      SELECT ${seq}, ${REST}, "hash", (${previous}) FROM "kept_entries" WHERE "seq" = ${victim.seq}`;
  }

  const hashOf = (seq: number): string => `SELECT "hash" FROM "kept_entries" WHERE "seq" = ${seq}`;

  test('deleted in the middle is missed', async () => {
    await intruder.run(`DELETE FROM ${AUDIT} WHERE "seq" = ${victim.seq}`);
    expect(await verdict()).toMatchObject({ checked: victim.seq - 1, brokenAt: victim.seq, reason: 'entry-missing' });
  });

  test('deleted at the beginning is missed', async () => {
    await intruder.run(`DELETE FROM ${AUDIT} WHERE "seq" = 1`);
    expect(await verdict()).toMatchObject({ checked: 0, brokenAt: 1, reason: 'entry-missing' });
  });

  test('deleted, and the gap closed, is found', async () => {
    await intruder.run(`DELETE FROM ${AUDIT} WHERE "seq" = ${victim.seq}`, ...renumber(victim.seq + 1, -1));
    expect(await verdict()).toMatchObject({ brokenAt: victim.seq, reason: 'previous-hash-does-not-fit' });
  });

  test('squeezed in, all after it renumbered, is found', async () => {
    await intruder.run(...renumber(victim.seq, 1), copyTo(victim.seq, hashOf(victim.seq - 1)));
    expect(await verdict()).toMatchObject({ brokenAt: victim.seq + 1, reason: 'previous-hash-does-not-fit' });
  });

  test('put in before the first is found', async () => {
    await intruder.run(copyTo(0, `SELECT '${'0'.repeat(64)}'`));
    expect(await verdict()).toMatchObject({ checked: 0, brokenAt: 0, reason: 'entry-out-of-place' });
  });

  test('added at the end without its own hash is found', async () => {
    await intruder.run(copyTo(last + 1, hashOf(last)));
    expect(await verdict()).toMatchObject({ checked: last, brokenAt: last + 1, reason: 'hash-does-not-fit' });
    await intruder.run(`UPDATE ${AUDIT} SET "seq" = ${last + 1000} WHERE "seq" = ${last + 1}`);
    expect(await verdict()).toMatchObject({ checked: last, brokenAt: last + 1, reason: 'entry-missing' });
  });

  test('that changed places with its neighbour is found', async () => {
    const [one, other] = [victim.seq, victim.seq + 1];
    await intruder.run(
      `UPDATE ${AUDIT} SET "seq" = -1 WHERE "seq" = ${one}`,
      `UPDATE ${AUDIT} SET "seq" = ${one} WHERE "seq" = ${other}`,
      `UPDATE ${AUDIT} SET "seq" = ${other} WHERE "seq" = -1`,
    );
    expect(await verdict()).toMatchObject({ checked: one - 1, brokenAt: one, reason: 'previous-hash-does-not-fit' });
  });

  test('changed while the power was off is found', async () => {
    await home.kill();
    await intruder.run(changeCharacter('after', 'middle'));
    await home.launch();
    auditor.moveTo(home.url);
    expect(await verdict()).toMatchObject({ brokenAt: victim.seq });
  });
});
