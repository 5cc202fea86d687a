import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readDatabaseConfig } from '#platform/config';
import { closeDataSources, openDataSources } from '#platform/database';
import { unwritable } from '../support/disk.js';
import { Home } from '../support/home.js';
import { startThatFails } from '../support/start.js';
import { damage } from './damage.js';

let folder: string;
/** A home's database, whole and not in use. */
let settled: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  const home = await Home.start({ ownProcess: true, folder });
  await home.stop();
  settled = home.databasePath;
});
afterAll(() => rm(folder, { recursive: true }));

/** The one line that opening `path` ends with; an opening that works fails the test. */
async function refusal(path: string): Promise<string> {
  const opening = openDataSources(readDatabaseConfig({ DATABASE_URL: `sqlite:${path}` }), []);
  const error = await opening.then(closeDataSources, (refused: unknown) => refused);
  if (!(error instanceof Error)) throw new Error(`${path} was opened`);
  expect(error.message).not.toContain('\n');
  return error.message;
}

test('a folder in place of the file', async () => {
  const path = join(folder, 'folder.db');
  await mkdir(path);
  const line = `${path} is a folder, not a database`;
  expect(await refusal(path)).toBe(line);
  expect(await startThatFails({ DATABASE_URL: `sqlite:${path}` })).toEqual({
    code: 1,
    output: '',
    errors: [`residencia: cannot start: ${line}`],
  });
});

test('a folder that is not there, such as that of a disk that is not mounted', async () => {
  const path = join(folder, 'disk', 'records', 'home.db');
  expect(await refusal(path)).toBe(`${path} lies in a folder that does not exist`);
});

test('a file on the way where a folder should be', async () => {
  const path = join(settled, 'records', 'home.db');
  expect(await refusal(path)).toMatch(
    /^\S+ (lies in a folder that does not exist|has a file where a folder should be)/,
  );
});

test('a file of something else', async () => {
  const path = join(folder, 'letter.db');
  await writeFile(path, 'Dear Carmen, '.repeat(1000));
  expect(await refusal(path)).toBe(
    `${path} is not a SQLite database, or its beginning is damaged; restore a backup (SQLITE_NOTADB)`,
  );
});

test('a damaged page in the middle', async () => {
  const path = join(folder, 'damaged.db');
  await copyFile(settled, path);
  await damage(path, 'medications');
  expect(await refusal(path)).toMatch(/^\S+damaged\.db is damaged; restore a backup \(/);
});

test('a file that was cut off', async () => {
  const path = join(folder, 'short.db');
  await copyFile(settled, path);
  await truncate(path, 65_536);
  expect(await refusal(path)).toMatch(/^\S+short\.db is damaged; restore a backup \(/);
});

test.each([
  ['with a home on it', (place: string) => copyFile(settled, join(place, 'home.db'))],
  ['that is empty', () => Promise.resolve()],
])('a read-only disk %s', async (_, fill) => {
  const disk = await unwritable(fill);
  const path = join(disk.folder, 'home.db');
  expect(await refusal(path)).toMatch(
    /^\S+home\.db (is on a read-only file system|may not be written by this user) \(\w+\)$/,
  );
  await disk.remove();
});

test('a file that another process serves, by whatever name, until that one is gone', async () => {
  const home = await Home.start({ ownProcess: true });
  try {
    const path = home.databasePath;
    const link = join(folder, 'link.db');
    await symlink(path, link);
    expect(await refusal(path)).toBe(`${path} is in use by another process; stop that one first`);
    expect(await refusal(link)).toBe(`${link} is in use by another process; stop that one first`);
    // The holder is killed, not stopped: nothing is left to clear away.
    await home.powerCut();
    expect(await home.visitor().get('/health/ready')).toMatchObject({ status: 200 });
  } finally {
    await home.stop();
  }
});

test('a file that this user may only read', async () => {
  const place = await unwritable(async (within) => {
    await copyFile(settled, join(within, 'home.db'));
    await chmod(join(within, 'home.db'), 0o400);
  });
  expect(await refusal(join(place.folder, 'home.db'))).toMatch(/ \((EROFS|EACCES)\)$/);
  await place.remove();
});
