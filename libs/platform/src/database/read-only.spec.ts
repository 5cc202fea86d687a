import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { readDatabaseConfig } from '#platform/config';
import { openReadOnly } from './read-only.js';
import { readRows } from './sql/index.js';

let folder: string;
let home: string;
let writer: Database.Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  home = join(folder, 'home.db');
  writer = new Database(home);
});
afterEach(async () => {
  writer.close();
  await rm(folder, { recursive: true });
});

/** The names in a database that is only looked at, and what `meanwhile` finds. */
async function look(path: string, meanwhile: () => void = () => undefined): Promise<string[]> {
  const { reader, ...database } = await openReadOnly(readDatabaseConfig({ DATABASE_URL: `sqlite:${path}` }), []);
  try {
    meanwhile();
    const rows = await readRows<{ name: string }>(reader, 'SELECT "name" FROM "people" ORDER BY "name"');
    await expect(readRows(reader, `INSERT INTO "people" VALUES ('Nobody')`)).rejects.toThrow('readonly');
    return rows.map(({ name }) => name);
  } finally {
    await database.close();
  }
}

/** Every file of a folder with its bytes. */
async function contents(path: string): Promise<Record<string, string>> {
  const names = await readdir(path);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(path, name), 'base64')] as const)),
  );
}

function settle(mode: 'wal' | 'delete'): void {
  writer.pragma(`journal_mode = ${mode}`);
  writer.exec(`CREATE TABLE "people" ("name" text); INSERT INTO "people" VALUES ('Carmen')`);
}

describe('a database that is only looked at', () => {
  test.each(['wal', 'delete'] as const)('stays as it is, with nothing beside it (journal mode %s)', async (mode) => {
    settle(mode);
    writer.close();
    const before = await contents(folder);
    expect(Object.keys(before)).toEqual(['home.db']);
    expect(await look(home)).toEqual(['Carmen']);
    expect(await contents(folder)).toEqual(before);
  });

  test('may be in use, and shows what is committed', async () => {
    settle('wal');
    expect(await look(home, () => writer.exec(`INSERT INTO "people" VALUES ('Luis')`))).toEqual(['Carmen', 'Luis']);
  });

  test('may be a copy with the log that was not yet written into it', async () => {
    settle('wal');
    const copies = join(folder, 'copies');
    await mkdir(copies);
    for (const end of ['', '-wal']) await copyFile(`${home}${end}`, join(copies, `home.db${end}`));
    const before = await contents(copies);
    expect(await look(join(copies, 'home.db'))).toEqual(['Carmen']);
    expect(await contents(copies)).toEqual(before);
  });
});

test('what is no database is refused in one line', async () => {
  const text = join(folder, 'notes.txt');
  await writeFile(text, 'Carmen likes tea.');
  await expect(look(text)).rejects.toThrow(`${text} is no SQLite database`);
  await writeFile(text, '');
  await expect(look(text)).rejects.toThrow(`${text} is no SQLite database`);
  await expect(look(join(folder, 'nothing.db'))).rejects.toThrow('nothing.db cannot be read (ENOENT)');
  await expect(look(folder)).rejects.toThrow('cannot be read (EISDIR)');
});
