import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { storageFault, type UnitOfWork } from '#platform/database';
import { open } from '#platform/database/raw';
import { advisoryLock } from '#platform/database/sql';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { onPostgres } from '../support/fresh-database.js';

const LOCK = 4711;

const onAServer = onPostgres() ? describe : describe.skip;

onAServer('a home whose statements may take a second', () => {
  let database: OpenDatabase;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await openDatabase([], { DATABASE_STATEMENT_LIMIT_SECONDS: '1' });
    ({ unitOfWork } = database);
  });
  afterAll(() => database.remove());

  /** What becomes of a unit of work: `written`, or the trouble that the caller is told. */
  async function fate(sql: string): Promise<string> {
    try {
      await unitOfWork.write(async (tx) => {
        await open(tx).manager.query(sql);
      });
      return 'written';
    } catch (error) {
      return storageFault(error)?.trouble ?? String(error);
    }
  }

  test('gives up one that takes longer, and goes on', async () => {
    expect(await fate('SELECT pg_sleep(20)')).toBe('slow');
    expect(await fate('SELECT 1')).toBe('written');
  });

  test('takes its locks from a unit of work that stands still, which is told so', async () => {
    let moveOn: () => void = () => undefined;
    const others = new Promise<void>((done) => {
      moveOn = done;
    });
    let holds: () => void = () => undefined;
    const held = new Promise<void>((done) => {
      holds = done;
    });
    const still = unitOfWork.write(async (tx) => {
      await advisoryLock(tx, LOCK);
      holds();
      await others;
      await advisoryLock(tx, LOCK);
    });
    const told = still.catch((error: unknown) => storageFault(error)?.trouble ?? String(error));
    await held;
    const take = (): Promise<string> => fate(`SELECT pg_advisory_xact_lock(${LOCK})`);
    expect(await take()).toBe('busy');
    await eventually(take, 'written');
    moveOn();
    expect(await told).toBe('unreachable');
    expect(await fate('SELECT 1')).toBe('written');
  });
});
