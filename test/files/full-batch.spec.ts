import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { attempt } from '#platform/database';
import { insertRows, select } from '#platform/database/sql';
import type { OpenDatabase } from '../support/database.js';
import { Note, openNotes } from '../support/notes.js';

let database: OpenDatabase;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openNotes();
});
afterAll(() => database.remove());

async function limitPages(pages: number): Promise<void> {
  await database.sources.writer.query(`PRAGMA max_page_count = ${pages}`);
}

/** One row each, whose errors are told and not thrown, as a batch with an answer per row does. */
async function batch(texts: readonly string[]): Promise<unknown[]> {
  return database.unitOfWork.write(async (tx) => {
    const answers: unknown[] = [];
    for (const [index, text] of texts.entries()) {
      const row = attempt(tx, () => insertRows(tx, Note, [{ id: `note ${index}`, text }]));
      answers.push(await row.catch((error: unknown) => error));
    }
    return answers;
  });
}

test('a batch that meets a full disk half way is refused as a whole, and nothing of it stays', async () => {
  const [row] = await database.sources.writer.query<{ page_count: number }[]>('PRAGMA page_count');
  await limitPages((row?.page_count ?? 0) + 10);
  const refused = batch(['slept well', 'x'.repeat(1_000_000), 'ate well']);
  await expect(refused).rejects.toMatchObject({ kind: 'unavailable', code: 'storage-full' });
  expect(await select(database.unitOfWork.reader, Note, 'note').getCount()).toBe(0);
  await expect(database.unitOfWork.assertWritable()).resolves.toBeUndefined();

  await limitPages(1_000_000);
  expect(await batch(['slept well', 'ate well'])).toEqual([undefined, undefined]);
  expect(await select(database.unitOfWork.reader, Note, 'note').getCount()).toBe(2);
});
