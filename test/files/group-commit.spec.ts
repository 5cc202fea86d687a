import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Statements } from '#platform/database/raw';
import { insertRows, select } from '#platform/database/sql';
import type { OpenDatabase } from '../support/database.js';
import { Note, openNotes } from '../support/notes.js';

class Refusal extends Error {}

let database: OpenDatabase;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openNotes();
});
beforeEach(async () => {
  await limitPages(1_000_000);
  await database.sources.writer.query('DELETE FROM "notes"');
});
afterAll(() => database.remove());

async function limitPages(pages: number): Promise<void> {
  await database.sources.writer.query(`PRAGMA max_page_count = ${pages}`);
}

function note(id: string, text = 'slept well'): Promise<void> {
  return database.unitOfWork.write((tx) => write(tx, id, text));
}

function write(tx: Tx, id: string, text = 'slept well'): Promise<void> {
  return insertRows(tx, Note, [{ id, text }]);
}

function refused(): Promise<void> {
  return database.unitOfWork.write(async (tx) => {
    await write(tx, 'half done');
    throw new Refusal();
  });
}

async function written(): Promise<string[]> {
  const rows = await select(database.unitOfWork.reader, Note, 'note').orderBy('note.id').getMany();
  return rows.map(({ id }) => id);
}

/** How often `work` waits for the disk. */
async function commitsOf(work: () => Promise<unknown>): Promise<number> {
  const run = jest.spyOn(Statements.prototype, 'run');
  try {
    await work();
    return run.mock.calls.filter(([sql]) => sql === 'COMMIT').length;
  } finally {
    run.mockRestore();
  }
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `note ${index + 10}`);

test('sixteen nurses who write at once share their waits for the disk', async () => {
  expect(await commitsOf(() => Promise.all(ids(16).map((id) => note(id))))).toBeLessThan(5);
  expect(await written()).toEqual(ids(16));
});

test('those who come with the next turns of the event loop are waited for, as long as each brings someone', async () => {
  const inTurns = async (): Promise<void> => {
    const notes: Promise<void>[] = [];
    for (const id of ids(6)) {
      const turn = new Promise((next) => setImmediate(next));
      notes.push(note(id));
      await turn;
    }
    await Promise.all(notes);
  };
  expect(await commitsOf(inTurns)).toBe(1);
  expect(await written()).toEqual(ids(6));
});

test('one who writes alone is answered without waiting for others', async () => {
  expect(await commitsOf(() => note('alone'))).toBe(1);
});

test('a rush is committed a part at a time, so that the first are not kept waiting for the last', async () => {
  expect(await commitsOf(() => Promise.all(ids(80).map((id) => note(id))))).toBeGreaterThan(1);
  expect(await written()).toHaveLength(80);
});

test('nobody is answered, and nobody reads of it, before all of the group is committed', async () => {
  const first = note('first').then(() => 'answered');
  const seen: unknown[] = [];
  await database.unitOfWork.write(async (tx) => {
    expect(await select(tx, Note, 'note').getCount()).toBe(1);
    seen.push(await written(), await Promise.race([first, new Promise((soon) => setImmediate(soon, 'waits'))]));
  });
  expect(seen).toEqual([[], 'waits']);
  expect(await written()).toEqual(['first']);
});

test('one who is refused leaves nothing, and takes nothing from the others of the group', async () => {
  const results = await Promise.allSettled([note('before'), refused(), note('after'), refused()]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  expect(await written()).toEqual(['after', 'before']);
});

test('one who is refused and was the first leaves nothing either, and those behind are a group of their own', async () => {
  const results = await Promise.allSettled([refused(), note('behind'), note('last')]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(await written()).toEqual(['behind', 'last']);
  await expect(refused()).rejects.toBeInstanceOf(Refusal);
  expect(await written()).toEqual(['behind', 'last']);
});

test('one whose half-done work cannot be undone alone is not committed with the others', async () => {
  const unmocked = Reflect.get(Statements.prototype, 'run');
  const run = jest.spyOn(Statements.prototype, 'run');
  run.mockImplementation(function (this: Statements, sql, values) {
    if (sql === 'ROLLBACK TO unit') throw new Error('no such savepoint');
    return Reflect.apply(unmocked, this, [sql, values]);
  });
  const results = await Promise.allSettled([note('before'), refused(), note('after')]);
  run.mockRestore();
  expect(await written()).toEqual(['after']);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('when the commit fails, nobody of the group is told that it is done', async () => {
  const unmocked = Reflect.get(Statements.prototype, 'run');
  const run = jest.spyOn(Statements.prototype, 'run');
  run.mockImplementation(function (this: Statements, sql, values) {
    if (sql === 'COMMIT') throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
    return Reflect.apply(unmocked, this, [sql, values]);
  });
  const results = await Promise.allSettled([note('one'), note('another')]);
  run.mockRestore();
  for (const result of results) expect(result).toMatchObject({ reason: { kind: 'unavailable' } });
  expect(await written()).toEqual([]);
  await note('later');
  expect(await written()).toEqual(['later']);
});

test('when the disk is full, those before in the group are told so too: SQLite has undone them', async () => {
  const [row] = await database.sources.writer.query<{ page_count: number }[]>('PRAGMA page_count');
  await limitPages((row?.page_count ?? 0) + 10);
  const results = await Promise.allSettled([note('small'), note('large', 'x'.repeat(1_000_000)), note('next')]);
  const acknowledged = results.flatMap(({ status }, index) =>
    status === 'fulfilled' ? [['small', 'large', 'next'][index]] : [],
  );
  expect(acknowledged).not.toContain('large');
  expect(await written()).toEqual(acknowledged);
  expect(results[1]).toMatchObject({ reason: { code: 'storage-full' } });
});
