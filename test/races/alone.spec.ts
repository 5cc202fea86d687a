import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UnitOfWork, Wait } from '#platform/database';
import { advisoryLock } from '#platform/database/sql';
import { openDatabase, type OpenDatabase } from '../support/database.js';

const LOCK = 1;

class TooLong extends Error {}

let database: OpenDatabase;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  // The fewest connections that a home may have: work that holds one may not keep itself from another.
  database = await openDatabase([], { DATABASE_POOL_SIZE: '2' });
  ({ unitOfWork } = database);
});
afterAll(() => database.remove());

function within(limit: number): Wait {
  return { limit, tooLong: () => new TooLong() };
}

/** Long work that writes, and goes on until it is ended. */
function begin(lock = LOCK, limit = 10_000): { readonly done: Promise<void>; end(): void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const done = unitOfWork.alone(lock, within(limit), async () => {
    await unitOfWork.write(() => Promise.resolve());
    await ended;
    await unitOfWork.write(() => Promise.resolve());
  });
  return { done, end };
}

test('long work of one kind goes on one at a time, in order of arrival', async () => {
  const seen: string[] = [];
  const works = Array.from({ length: 5 }, (_, index) =>
    unitOfWork.alone(LOCK, within(10_000), async () => {
      seen.push(`${index} begins`);
      await unitOfWork.write(() => Promise.resolve());
      seen.push(`${index} ends`);
    }),
  );
  await Promise.all(works);
  expect(seen).toEqual(works.flatMap((_, index) => [`${index} begins`, `${index} ends`]));
});

test('whoever would wait too long is told, and keeps nobody behind from the next turn', async () => {
  const long = begin();
  await expect(unitOfWork.alone(LOCK, within(20), () => Promise.resolve())).rejects.toThrow(TooLong);
  const next = begin();
  long.end();
  next.end();
  await Promise.all([long.done, next.done]);
});

test('work that fails gives its turn to the next', async () => {
  const failing = unitOfWork.alone(LOCK, within(1_000), () => Promise.reject(new RangeError('no')));
  await expect(failing).rejects.toThrow(RangeError);
  await expect(unitOfWork.alone(LOCK, within(1_000), () => Promise.resolve('yes'))).resolves.toBe('yes');
});

test('a unit of work may not wait for long work', async () => {
  const nested = unitOfWork.write(() => unitOfWork.alone(LOCK, within(1_000), () => Promise.resolve()));
  await expect(nested).rejects.toThrow('may not wait');
});

test('long work is not kept from its own writes by a lock that they take, whatever its number', async () => {
  const work = (): Promise<void> => unitOfWork.write((tx) => advisoryLock(tx, LOCK));
  await expect(unitOfWork.alone(LOCK, within(1_000), work)).resolves.toBeUndefined();
});
