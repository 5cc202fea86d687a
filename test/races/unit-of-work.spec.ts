import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { afterCommit, attempt, OverloadedError, type Tx, type UnitOfWork } from '#platform/database';
import { open } from '#platform/database/raw';
import { insertRows, onConstraint, select } from '#platform/database/sql';
import type { OpenDatabase } from '../support/database.js';
import { Note, openNotes } from '../support/notes.js';
import { onPostgres } from '../support/fresh-database.js';

class Refusal extends Error {}

/** Holds whoever waits until it is opened. */
class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((open) => {
    this.open = open;
  });
}

const QUEUE = 80;
let database: OpenDatabase;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openNotes({ WRITE_QUEUE_LIMIT: String(QUEUE) });
  ({ unitOfWork } = database);
});
beforeEach(() => database.sources.writer.query('DELETE FROM "notes"'));
afterAll(() => database.remove());

function write(tx: Tx, id: string): Promise<void> {
  return insertRows(tx, Note, [{ id, text: 'slept well' }]);
}

async function written(): Promise<string[]> {
  const rows = await select(unitOfWork.reader, Note, 'note').orderBy('note.id').getMany();
  return rows.map(({ id }) => id);
}

describe('64 requests that overlap', () => {
  /** Four rows each, with pauses of other lengths between them; of every third the last row is not to be. */
  async function request(index: number): Promise<number> {
    await unitOfWork.write(async (tx) => {
      for (let row = 0; row < 4; row += 1) {
        if (row === 2 && index % 3 === 0) throw new Refusal();
        await write(tx, `${index}-${row}`);
        if (row === 2 && index % 3 === 1) await write(tx, `${index}-spare`);
        await later((index * 7 + row * 3) % 5);
      }
    });
    return index;
  }

  test('of which a third fails half way leave exactly the rows of those that succeeded', async () => {
    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, index) => request(index)));
    const succeeded = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(succeeded).toHaveLength(42);
    const rows = succeeded.flatMap((index) => [
      ...[0, 1, 2, 3].map((row) => `${index}-${row}`),
      ...(index % 3 === 1 ? [`${index}-spare`] : []),
    ]);
    expect(await written()).toEqual(rows.sort());
  });

  test('of which a third is refused by the database leave exactly the rows of the others', async () => {
    await unitOfWork.write((tx) => write(tx, 'taken'));
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, index) =>
        unitOfWork.write(async (tx) => {
          await write(tx, `${index}`);
          if (index % 3 === 0) await write(tx, 'taken');
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(22);
    const rows = Array.from({ length: 64 }, (_, index) => `${index}`).filter((index) => Number(index) % 3 > 0);
    expect(await written()).toEqual([...rows, 'taken'].sort());
  });
});

describe('a unit of work', () => {
  test('is seen by readers when it is committed, whole, and not before', async () => {
    await unitOfWork.write(async (tx) => {
      await write(tx, 'a');
      expect(await written()).toEqual([]);
      await write(tx, 'b');
      expect(await select(tx, Note, 'note').getCount()).toBe(2);
    });
    expect(await written()).toEqual(['a', 'b']);
  });

  test('is not nested in another', async () => {
    const nested = unitOfWork.write(async (tx) => {
      await write(tx, 'outer');
      await unitOfWork.write((inner) => write(inner, 'inner'));
    });
    await expect(nested).rejects.toThrow('a unit of work may not be nested');
    expect(await written()).toEqual([]);
  });

  test('ends with its right to write', async () => {
    const kept = await unitOfWork.write((tx) => Promise.resolve(tx));
    expect(() => open(kept)).toThrow('this unit of work has ended');
  });

  test('that passes over a refusal of the database does not say that it succeeded when nothing stays', async () => {
    const careless = unitOfWork.write(async (tx) => {
      await write(tx, 'a');
      await write(tx, 'a').catch(() => undefined);
    });
    const outcome = await careless.then(
      () => 'succeeded',
      () => 'failed',
    );
    expect([outcome, await written()]).toEqual(onPostgres() ? ['failed', []] : ['succeeded', ['a']]);
  });

  test('is refused at once while as many as may wait are waiting, and taken again after', async () => {
    const gate = new Gate();
    const waiting = Array.from({ length: QUEUE }, (_, index) =>
      unitOfWork.write(async (tx) => {
        await gate.opened;
        await write(tx, `${index}`);
      }),
    );
    expect(unitOfWork.pending).toBe(QUEUE);
    await expect(unitOfWork.write((tx) => write(tx, 'late'))).rejects.toThrow(OverloadedError);
    gate.open();
    await Promise.all(waiting);
    await unitOfWork.finish();
    expect(unitOfWork.pending).toBe(0);
    await unitOfWork.write((tx) => write(tx, 'later'));
    expect(await written()).toHaveLength(QUEUE + 1);
  });
});

describe('what follows a commit', () => {
  test('runs after it, in order, and not when the work was rolled back', async () => {
    const followed: string[] = [];
    await unitOfWork.write(async (tx) => {
      afterCommit(tx, () => followed.push('first'));
      await write(tx, 'a');
      afterCommit(tx, () => followed.push('second'));
      expect(followed).toEqual([]);
    });
    const failing = unitOfWork.write((tx) => {
      afterCommit(tx, () => followed.push('never'));
      return Promise.reject(new Refusal());
    });
    await expect(failing).rejects.toThrow(Refusal);
    expect(followed).toEqual(['first', 'second']);
  });

  test('may begin a unit of work of its own', async () => {
    const followed: Promise<void>[] = [];
    await unitOfWork.write(async (tx) => {
      await write(tx, 'a');
      afterCommit(tx, () => followed.push(unitOfWork.write((next) => write(next, 'b'))));
    });
    await Promise.all(followed);
    expect(await written()).toEqual(['a', 'b']);
  });

  test('does not undo the acknowledgement when it fails', async () => {
    const followed: string[] = [];
    await unitOfWork.write(async (tx) => {
      await write(tx, 'a');
      afterCommit(tx, () => {
        throw new Refusal();
      });
      afterCommit(tx, () => followed.push('the next'));
    });
    expect(followed).toEqual(['the next']);
    expect(await written()).toEqual(['a']);
  });
});

describe('a part of a unit of work', () => {
  test('that fails leaves the rest', async () => {
    const outcomes = await unitOfWork.write(async (tx) => {
      const told: string[] = [];
      for (const id of ['a', 'b', 'a', 'c']) {
        const part = attempt(tx, async () => {
          await write(tx, `${id}-note`);
          await onConstraint(write(tx, id), { uq_notes__id: () => new Refusal(), notes_pkey: () => new Refusal() });
        });
        told.push(
          await part.then(
            () => 'kept',
            (error: unknown) => (error instanceof Refusal ? 'refused' : 'lost'),
          ),
        );
        if (id === 'b') await write(tx, 'between');
      }
      return told;
    });
    expect(outcomes).toEqual(['kept', 'kept', 'lost', 'kept']);
    expect(await written()).toEqual(['a', 'a-note', 'b', 'b-note', 'between', 'c', 'c-note']);
  });

  test('may hold parts of its own', async () => {
    await unitOfWork.write(async (tx) => {
      await attempt(tx, async () => {
        await write(tx, 'outer');
        await attempt(tx, async () => {
          await write(tx, 'inner');
          throw new Refusal();
        }).catch(() => undefined);
      });
    });
    expect(await written()).toEqual(['outer']);
  });

  test('goes with the whole when that fails', async () => {
    const failing = unitOfWork.write(async (tx) => {
      await attempt(tx, () => write(tx, 'a'));
      throw new Refusal();
    });
    await expect(failing).rejects.toThrow(Refusal);
    expect(await written()).toEqual([]);
  });
});
