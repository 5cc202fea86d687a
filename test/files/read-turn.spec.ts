import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { closeDataSources } from '#platform/database';
import { Statements } from '#platform/database/raw';
import { insertRows, select } from '#platform/database/sql';
import type { OpenDatabase } from '../support/database.js';
import { Note, openNotes } from '../support/notes.js';

let database: OpenDatabase;

beforeEach(async () => {
  database = await openNotes();
});
afterEach(() => database.remove());

async function written(): Promise<string[]> {
  const rows = await select(database.unitOfWork.reader, Note, 'note').orderBy('note.id').getMany();
  return rows.map(({ id }) => id);
}

const isReading = (): boolean => Statements.of(database.sources.reader).inTransaction;

test('what is read in one turn of the event loop is of one moment, and holds the log no longer', async () => {
  expect(isReading()).toBe(false);
  await written();
  expect(isReading()).toBe(true);
  await written();
  await setImmediate();
  expect(isReading()).toBe(false);
  expect(await written()).toEqual([]);
  expect(isReading()).toBe(true);
});

test('who is answered reads what was written, though others have read in the same turn', async () => {
  const { unitOfWork } = database;
  await unitOfWork.write(async (tx) => {
    await insertRows(tx, Note, [{ id: 'fell in the corridor', text: 'unhurt' }]);
    expect(await written()).toEqual([]);
  });
  expect(await written()).toEqual(['fell in the corridor']);
  await unitOfWork.write((tx) => insertRows(tx, Note, [{ id: 'slept well', text: 'since two' }]));
  expect(await written()).toEqual(['fell in the corridor', 'slept well']);
});

test('a home that is closed in the turn in which somebody reads is closed', async () => {
  await written();
  await closeDataSources(database.sources);
  await setImmediate();
  expect(database.sources.reader.isInitialized).toBe(false);
});
