import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { schemaOf } from './schema.js';

let database: OpenDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await openDatabase([]);
  source = database.sources.writer;
});
afterAll(() => database.remove());

async function down(): Promise<void> {
  await source.undoLastMigration({ transaction: 'all' });
}

test('up, down to nothing and up again, step by step, leave the same schema', async () => {
  const steps = source.migrations.length;
  expect(steps).toBeGreaterThan(1);
  const onTheWayDown = [await schemaOf(source)];
  for (let step = 0; step < steps; step += 1) {
    await down();
    onTheWayDown.push(await schemaOf(source));
  }
  expect(onTheWayDown.at(-1)).toEqual({});
  expect(Object.keys(onTheWayDown[0] ?? {}).length).toBeGreaterThan(20);
  const applied = await source.runMigrations({ transaction: 'all' });
  expect(applied).toHaveLength(steps);
  expect(await schemaOf(source)).toEqual(onTheWayDown[0]);
});

test('each migration, undone alone and applied again, leaves the same schema', async () => {
  const steps = source.migrations.toReversed();
  for (const step of steps) {
    const before = await schemaOf(source);
    await source.transaction(async ({ queryRunner }) => {
      if (queryRunner === undefined) throw new Error('a transaction has a runner');
      await step.down(queryRunner);
      await step.up(queryRunner);
    });
    expect(await schemaOf(source)).toEqual(before);
    await down();
  }
  expect(await schemaOf(source)).toEqual({});
  expect(await source.runMigrations({ transaction: 'all' })).toHaveLength(steps.length);
});

test('migrations are named in the order in which they are applied', () => {
  const names = source.migrations.map(({ name }) => name ?? '');
  const numbers = names.map((name) => Number(/(\d{13})$/.exec(name)?.[1]));
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(new Set(numbers).size).toBe(names.length);
});

test('applied ones are not applied again', async () => {
  expect(await source.runMigrations({ transaction: 'all' })).toEqual([]);
});
