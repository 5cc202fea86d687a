import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { closeDataSources } from '#platform/database';
import { parseInstant, SteppedClock } from '#platform/time';
import { openDatabase, type OpenDatabase } from '../../../../../test/support/database.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { newApiKey, type ApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { KeyUse } from './key-use.service.js';

const MORNING = parseInstant('2026-11-24T08:00:20Z');
const keys = new ApiKeysRepository();
let database: OpenDatabase;
let clock: SteppedClock;
let use: KeyUse;
let key: ApiKey;

beforeEach(async () => {
  database = await openDatabase([ApiKeyEntity]);
  clock = new SteppedClock(MORNING);
  use = new KeyUse(database.unitOfWork, keys, clock);
  const { prefix, keyHash } = newApiKey();
  const stored = { id: 'the-key', version: 1, createdAt: MORNING, updatedAt: MORNING };
  const unused = { lastUsedAt: null, revokedAt: null, expiresAt: parseInstant('2027-01-01T00:00:00Z') };
  key = { ...stored, ...unused, name: 'sensors', prefix, keyHash, roles: ['carer'], createdBy: 'someone' };
  await database.unitOfWork.write((tx) => keys.add(tx, key));
});
afterEach(() => database.remove());

/** The key when all that was begun is written. */
async function written(): Promise<ApiKey> {
  await database.unitOfWork.finish();
  return keys.load(database.unitOfWork.reader, key.id);
}

describe('the use of a key', () => {
  test('is written once a minute, however often it is used', async () => {
    for (let times = 0; times < 100; times += 1) use.note(key);
    const first = await written();
    expect(first).toMatchObject({ lastUsedAt: '2026-11-24T08:00:00.000Z', version: 2 });
    for (let times = 0; times < 100; times += 1) use.note(first);
    expect(await written()).toEqual(first);
    clock.set(parseInstant('2026-11-24T08:01:00Z'));
    for (let times = 0; times < 100; times += 1) use.note(first);
    expect(await written()).toMatchObject({ lastUsedAt: '2026-11-24T08:01:00.000Z', version: 3 });
  });

  test('that another process has written is not written again', async () => {
    new KeyUse(database.unitOfWork, keys, clock).note(key);
    use.note(key);
    expect(await written()).toMatchObject({ version: 2 });
  });

  test('leaves no entry in the audit trail', async () => {
    use.note(key);
    await written();
    const entries = await database.sources.reader.query<unknown[]>('SELECT "action" FROM "audit_entries"');
    expect(entries).toEqual([{ action: 'create' }]);
  });

  test('that can not be written is told to the operator, and to nobody else', async () => {
    const logged = new Promise<unknown>((told) => {
      jest.spyOn(Logger.prototype, 'error').mockImplementation(told);
    });
    await closeDataSources(database.sources);
    use.note(key);
    expect(await logged).toBe('the use of an API key was not written down');
    jest.restoreAllMocks();
  });
});
