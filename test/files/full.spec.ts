import { afterEach, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { aResident } from '../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../support/client.js';
import { FULL_DISKS, type Disk } from '../support/disk.js';
import { Home } from '../support/home.js';

const CLIENTS = 6;
/** More than a small disk holds. */
const ENOUGH = 5000;
let home: Home;
let disk: Disk;

afterEach(async () => {
  await home.stop();
  await disk.remove();
});

/** Registers residents, several at a time, until one is refused. */
async function registerUntilRefused(nurse: Client, acknowledged: string[]): Promise<Answer> {
  const refused: Answer[] = [];
  const register = async (): Promise<void> => {
    while (refused.length === 0 && acknowledged.length < ENOUGH) {
      const answer = await nurse.post<Resource>('/api/v1/residents', aResident());
      if (answer.status === 201) acknowledged.push(answer.body.id);
      else refused.push(answer);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, register));
  const [first] = refused;
  if (first === undefined) throw new Error('nothing was refused');
  expect(new Set(refused.map(({ status, body }) => `${status} ${String(body['code'])}`)).size).toBe(1);
  return first;
}

async function everyone(nurse: Client): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: PageBody = await nurse.read<PageBody>(`/api/v1/residents?limit=200${cursor}`);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor === null ? null : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  return ids.sort();
}

test.each(FULL_DISKS)(
  'when %s, nothing is lost and reading goes on; when there is room, so does writing',
  async (_, code, make) => {
    disk = await make();
    home = await Home.start({ ownProcess: true, folder: disk.folder, environment: { LOG_LEVEL: 'silent' } });
    const nurse = await home.as('nurse');
    const acknowledged = [(await nurse.created('/api/v1/residents', aResident())).id];
    await disk.fill(home.pid);

    const refusal = await registerUntilRefused(nurse, acknowledged);
    expect(refusal).toMatchObject({ status: 503, body: { code } });
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await nurse.get('/health/ready')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await nurse.get('/health/live')).toMatchObject({ status: 200 });
    // What was acknowledged, and nothing else, can be read.
    expect(await everyone(nurse)).toEqual([...acknowledged].sort());

    await disk.relieve(home.pid);
    expect(await nurse.get('/health/ready')).toMatchObject({ status: 200 });
    acknowledged.push((await nurse.created('/api/v1/residents', aResident())).id);

    // Full again, and this time the home is stopped then.
    await disk.fill(home.pid);
    await registerUntilRefused(nurse, acknowledged);
    await home.close();
    await disk.relieve(home.pid);
    await home.reopen();
    expect(await everyone(nurse)).toEqual(acknowledged.sort());
    const file = new Database(home.databasePath, { readonly: true });
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
  },
);
