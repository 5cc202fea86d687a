import { readFile } from 'node:fs/promises';
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aResident } from '../support/builders/residents.js';
import type { PageBody } from '../support/client.js';
import { asFirstProcess, MAY_BE_FIRST, type FirstProcess } from '../support/first-process.js';
import { createDatabase, type TestDatabase } from '../support/fresh-database.js';
import { Home } from '../support/home.js';

const HEADER = 'registrationNumber,name,activeSubstance,unit\n';
let home: Home | undefined;

afterEach(() => home?.stop());

/** The start of an upload that its sender holds until it is let go. */
function heldUpload(): { body: ReadableStream<Uint8Array>; sent: Promise<void>; letGo: () => void } {
  const bytes = new TextEncoder();
  let letGo = (): void => undefined;
  const held = new Promise<void>((go) => {
    letGo = go;
  });
  let sent = (): void => undefined;
  const begun = new Promise<void>((say) => {
    sent = say;
  });
  const parts = [`${HEADER}1,Paracetamol 500 mg,paracetamol,tablet\n`, '2,Ibuprofen 400 mg,ibuprofen,tablet\n'];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = parts.shift();
      if (part === undefined) {
        controller.close();
        return;
      }
      if (parts.length === 0) await held;
      controller.enqueue(bytes.encode(part));
      sent();
    },
  });
  return { body, sent: begun, letGo };
}

/** Whether the home takes a connection. */
async function answers(url: string): Promise<number | 'refused'> {
  try {
    return (await fetch(`${url}/health/ready`)).status;
  } catch {
    return 'refused';
  }
}

describe('a home that is asked to stop', () => {
  test('says so first, ends what is under way, and then stops with nothing lost', async () => {
    home = await Home.start({ ownProcess: true, environment: { DRAIN_SECONDS: '1' } });
    const manager = await home.as('manager');
    const nurse = await home.as('nurse');
    const upload = heldUpload();
    const imported = manager.post('/api/v1/medications/import', upload.body, { 'content-type': 'text/csv' });
    await upload.sent;
    // By the time that this is answered, what was sent before it has arrived.
    await manager.read('/api/v1/auth/me');
    const { url } = home;
    const ended = home.terminate();
    while ((await answers(url)) === 200) await later(20);
    expect(await answers(url)).toBe(503);
    // Until it closes its door it takes what comes.
    await nurse.created('/api/v1/residents', aResident({ familyName: 'Ultima Hora' }));
    while ((await answers(url)) !== 'refused') await later(20);
    upload.letGo();
    expect((await imported).body).toMatchObject({ created: 2, rejected: [] });
    expect(await ended).toBe(0);
    await home.launch();
    nurse.moveTo(home.url);
    expect((await nurse.read<PageBody>('/api/v1/residents?q=ultima')).items).toHaveLength(1);
    expect((await nurse.read<PageBody>('/api/v1/medications?q=ibuprofen')).items).toHaveLength(1);
  });

  test('waits no longer than it is told to for who never comes to an end', async () => {
    home = await Home.start({ ownProcess: true, environment: { STOP_LIMIT_SECONDS: '1', LOG_LEVEL: 'silent' } });
    const manager = await home.as('manager');
    const upload = heldUpload();
    const imported = manager.post('/api/v1/medications/import', upload.body, { 'content-type': 'text/csv' });
    const broken = imported.catch((error: unknown) => String(error));
    await upload.sent;
    // By the time that this is answered, what was sent before it has arrived.
    await manager.read('/api/v1/auth/me');
    expect(await home.terminate()).toBe(1);
    upload.letGo();
    // The connection broke: nobody was told that it was done.
    expect(await broken).toBe('TypeError: fetch failed');
  });
});

/** Process 1 gets only the signals that it listens for. */
const asProcessOne = MAY_BE_FIRST ? describe : describe.skip;

asProcessOne('a home that is process 1 of its container', () => {
  let database: TestDatabase;
  let first: FirstProcess;

  beforeEach(async () => {
    database = await createDatabase();
    first = await asFirstProcess({ DATABASE_URL: database.url });
  });
  afterEach(() => database.remove());

  test('stops when it is asked to', async () => {
    while (!first.said().includes('Residencia is at')) await later(20);
    expect(await readFile(`/proc/${first.pid}/status`, 'utf8')).toMatch(/^NSpid:\t\d+\t1$/m);
    first.terminate();
    expect(await first.ended).toBe(0);
  });

  test('stops while it starts', async () => {
    let code: number | null | 'not yet' = 'not yet';
    while (code === 'not yet') {
      first.terminate();
      code = await Promise.race([first.ended, later(20, 'not yet' as const)]);
    }
    expect(code).toBe(0);
    expect(first.said()).toBe('');
  });
});
