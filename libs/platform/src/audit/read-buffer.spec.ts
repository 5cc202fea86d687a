import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { closeDataSources, OverloadedError } from '#platform/database';
import { parseInstant } from '#platform/time';
import { openDatabase, type OpenDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { hashOf, START, type Act } from './trail/audit-entry.js';
import { AuditRepository } from './trail/audit.repository.js';
import { ReadBuffer, type ReadBufferBounds } from './read-buffer.js';

/** Nothing is written by the clock. */
const NEVER = 3_600_000;
const entries = new AuditRepository();
let database: OpenDatabase;
let logged: unknown[];

beforeEach(() => {
  logged = [];
  jest.spyOn(Logger.prototype, 'error').mockImplementation((message: unknown) => logged.push(message));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await database.remove();
});

function bufferOf(bounds: Partial<ReadBufferBounds>): ReadBuffer {
  return new ReadBuffer(database.unitOfWork, entries, { pause: NEVER, batch: 100, limit: 1000, ...bounds });
}

function aRead(resourceId: string): Act {
  return {
    at: parseInstant('2026-11-24T08:00:00Z'),
    actor: 'n.ruiz',
    action: 'read',
    resource: 'resident',
    resourceId,
    residentId: resourceId,
    before: null,
    after: null,
    requestId: `request-${resourceId}`,
  };
}

/** What was read, as the trail has it, in its order. @throws Error when the chain is broken. */
async function written(): Promise<string[]> {
  const { items } = await entries.list(database.unitOfWork.reader, {}, { limit: 200 });
  let previous = START;
  for (const entry of items.toReversed()) {
    if (entry.seq !== previous.seq + 1 || entry.previousHash !== previous.hash) throw new Error('not the next');
    if (hashOf({ ...entry, before: null, after: null }) !== entry.hash) throw new Error('not its hash');
    previous = entry;
  }
  return items.map(({ resourceId }) => resourceId).reverse();
}

/** Keeps everyone else from writing until it is let go. */
function holdWrites(): { letGo(): Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const held = database.unitOfWork.write(() => opened);
  return {
    letGo: () => {
      open();
      return held;
    },
  };
}

describe('what is read', () => {
  beforeEach(async () => {
    database = await openDatabase([]);
  });

  test('is written a little later, each once and in order', async () => {
    const buffer = bufferOf({ pause: 20 });
    for (const id of ['a', 'b', 'c']) buffer.add(aRead(id));
    expect(await written()).toEqual([]);
    await eventually(written, ['a', 'b', 'c']);
    buffer.add(aRead('d'));
    await eventually(written, ['a', 'b', 'c', 'd']);
    expect(buffer.length).toBe(0);
  });

  test('is written at once when a batch waits, and the rest of it later', async () => {
    const buffer = bufferOf({ batch: 2 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) buffer.add(aRead(id));
    await eventually(written, ['a', 'b', 'c', 'd']);
    expect(buffer.length).toBe(1);
  });

  test('is all written before the database is closed', async () => {
    const buffer = bufferOf({ batch: 2 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) buffer.add(aRead(id));
    await database.unitOfWork.finish();
    expect(await written()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(buffer.length).toBe(0);
  });

  test('is written apart from the unit of work that it happens to be read in', async () => {
    const buffer = bufferOf({ batch: 1 });
    const failing = database.unitOfWork.write(() => {
      buffer.add(aRead('a'));
      throw new Error('something else');
    });
    await expect(failing).rejects.toThrow('something else');
    await eventually(written, ['a']);
    expect(logged).toEqual([]);
  });
});

describe('when it can not be written', () => {
  beforeEach(async () => {
    database = await openDatabase([], { WRITE_QUEUE_LIMIT: '1' });
  });

  test('it is tried again, in order and each once, and the operator is told', async () => {
    const buffer = bufferOf({ pause: 20, batch: 2 });
    const writes = holdWrites();
    for (const id of ['a', 'b', 'c']) buffer.add(aRead(id));
    await eventually(() => Promise.resolve(logged.length > 1), true);
    expect(new Set(logged)).toEqual(new Set(['reads were not written down; tried again shortly']));
    buffer.add(aRead('d'));
    expect(await written()).toEqual([]);
    await writes.letGo();
    await eventually(written, ['a', 'b', 'c', 'd']);
  });

  test('it is not tried for every read', async () => {
    const buffer = bufferOf({ batch: 1 });
    const writes = holdWrites();
    buffer.add(aRead('a'));
    await eventually(() => Promise.resolve(logged.length), 1);
    for (const id of ['b', 'c', 'd']) buffer.add(aRead(id));
    await writes.letGo();
    await database.unitOfWork.finish();
    expect([await written(), logged.length]).toEqual([['a', 'b', 'c', 'd'], 1]);
  });

  test('no more is read than may wait, until there is room again', async () => {
    const buffer = bufferOf({ pause: 20, limit: 3 });
    const writes = holdWrites();
    for (const id of ['a', 'b', 'c']) buffer.add(aRead(id));
    expect(() => {
      buffer.add(aRead('d'));
    }).toThrow(OverloadedError);
    await writes.letGo();
    await eventually(written, ['a', 'b', 'c']);
    buffer.add(aRead('e'));
    await eventually(written, ['a', 'b', 'c', 'e']);
  });

  test('not even at the end, the operator is told how much is lost', async () => {
    const buffer = bufferOf({});
    for (const id of ['a', 'b']) buffer.add(aRead(id));
    await closeDataSources(database.sources);
    await database.unitOfWork.finish();
    expect(logged).toEqual(['2 reads were never written down']);
  });
});
