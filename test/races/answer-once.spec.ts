import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Once, Tx, UnitOfWork } from '#platform/database';
import { insertRows, select } from '#platform/database/sql';
import type { OpenDatabase } from '../support/database.js';
import { Note, openNotes } from '../support/notes.js';

class Refusal extends Error {}

let database: OpenDatabase;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  database = await openNotes();
  ({ unitOfWork } = database);
});
beforeEach(() => database.sources.writer.query('DELETE FROM "notes"'));
afterAll(() => database.remove());

function note(id: string, text = 'slept well'): (tx: Tx) => Promise<string> {
  return async (tx) => {
    await insertRows(tx, Note, [{ id, text }]);
    return id;
  };
}

/** Keeps the answer as a note called `answer`. */
const ONCE: Once<string> = {
  begin: async (tx) => {
    await note('begun')(tx);
  },
  end: async (tx, answer) => {
    await note('answer', answer)(tx);
  },
};

async function notes(): Promise<string[]> {
  const rows = await select(unitOfWork.reader, Note, 'note').orderBy('note.id').getMany();
  return rows.map(({ id, text }) => `${id}: ${text}`);
}

describe('a request that is answered once', () => {
  test('has its effect and its answer, in one', async () => {
    let seen: string[] = [];
    const answer = await unitOfWork.answerOnce(ONCE, async () => {
      const id = await unitOfWork.write(note('a'));
      seen = await notes();
      return `noted ${id}`;
    });
    expect(answer).toBe('noted a');
    expect(seen).toEqual([]);
    expect(await notes()).toEqual(['a: slept well', 'answer: noted a', 'begun: slept well']);
  });

  test('keeps an answer that has no effect', async () => {
    expect(await unitOfWork.answerOnce(ONCE, () => Promise.resolve('nothing to do'))).toBe('nothing to do');
    expect(await notes()).toEqual(['answer: nothing to do', 'begun: slept well']);
  });

  test.each<[string, () => Promise<string>]>([
    ['that fails', () => unitOfWork.write(() => Promise.reject(new Refusal()))],
    [
      'whose answer fails after its effect',
      async () => {
        await unitOfWork.write(note('a'));
        throw new Refusal();
      },
    ],
  ])('%s leaves nothing', async (_, handle) => {
    await expect(unitOfWork.answerOnce(ONCE, handle)).rejects.toBeInstanceOf(Refusal);
    expect(await notes()).toEqual([]);
    await unitOfWork.write(note('later'));
    expect(await notes()).toEqual(['later: slept well']);
  });

  test('whose effect is refused, and told of in an answer, keeps none', async () => {
    const handle = (): Promise<string> =>
      unitOfWork.write<string>(() => Promise.reject(new Refusal())).catch(() => 'refused');
    expect(await unitOfWork.answerOnce(ONCE, handle)).toBe('refused');
    expect(await notes()).toEqual([]);
  });

  test.each<[string, Once<string>]>([
    ['is not begun', { ...ONCE, begin: () => Promise.reject(new Refusal()) }],
    ['cannot be kept', { ...ONCE, end: () => Promise.reject(new Refusal()) }],
  ])('that %s has no effect', async (_, once) => {
    const handled = unitOfWork.answerOnce(once, () => unitOfWork.write(note('a')));
    await expect(handled).rejects.toBeInstanceOf(Refusal);
    expect(await notes()).toEqual([]);
  });

  test('has one unit of work, and what is written apart from it', async () => {
    const twice = unitOfWork.answerOnce(ONCE, async () => {
      await unitOfWork.write(note('a'));
      return unitOfWork.write(note('b'));
    });
    await expect(twice).rejects.toThrow('one unit of work');
    expect(await notes()).toEqual([]);
    const apart = unitOfWork.answerOnce(ONCE, async () => {
      await unitOfWork.writeApart(note('count'));
      throw new Refusal();
    });
    await expect(apart).rejects.toBeInstanceOf(Refusal);
    expect(await notes()).toEqual(['count: slept well']);
  });

  test('does not hold up others for longer than its answer takes', async () => {
    const slow = unitOfWork.answerOnce(ONCE, async () => {
      const id = await unitOfWork.write(note('a'));
      await Promise.resolve();
      return id;
    });
    const others = Array.from({ length: 20 }, (_, index) => unitOfWork.write(note(`other ${index}`)));
    await Promise.all([slow, ...others]);
    expect(await notes()).toHaveLength(23);
  });
});
