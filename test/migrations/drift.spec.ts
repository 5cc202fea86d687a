import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Entity } from 'typeorm';
import { createDataSources } from '#platform/database';
import { readDatabaseConfig } from '#platform/config';
import { BooleanColumn, IdColumn, IntegerColumn, QuantityColumn, TextColumn } from '#platform/database/sql';
import { ENTITIES } from '../../apps/api/src/app.module.js';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { onPostgres } from '../support/fresh-database.js';
import { driftBetween, tablesOfEntities } from './drift.js';
import { tablesOf, type TableShapes } from './schema.js';

let database: OpenDatabase;

beforeAll(async () => {
  database = await openDatabase(ENTITIES);
});
afterAll(() => database.remove());

test('every entity is the table that the migrations make, and every table has its entity', async () => {
  const { writer } = database.sources;
  const entities = tablesOfEntities(writer);
  expect(driftBetween(entities, await tablesOf(writer))).toEqual([]);
  expect(Object.keys(entities).length).toBeGreaterThan(8);
});

describe('the comparison notices', () => {
  @Entity('canaries')
  class Canary {
    @IdColumn()
    id!: string;

    @TextColumn({ nullable: true })
    song!: string | null;

    @QuantityColumn()
    weight!: number;

    @IntegerColumn()
    age!: number;

    @BooleanColumn()
    alive!: boolean;
  }

  const [big, yes] = onPostgres() ? ['bigint', 'boolean'] : ['integer', 'integer'];
  const columns: Readonly<Record<string, string>> = {
    id: 'text PRIMARY KEY NOT NULL',
    song: 'text',
    weight: `${big} NOT NULL`,
    age: 'integer NOT NULL',
    alive: `${yes} NOT NULL`,
  };

  async function driftWith(changes: Readonly<Record<string, string | undefined>>): Promise<string[]> {
    const { writer } = database.sources;
    const all = Object.entries({ ...columns, ...changes }).filter(([, type]) => type !== undefined);
    await writer.query(`CREATE TABLE "canaries" (${all.map(([name, type]) => `"${name}" ${type ?? ''}`).join(', ')})`);
    const { canaries } = await tablesOf(writer);
    await writer.query('DROP TABLE "canaries"');
    return driftBetween(await declared(), canaries === undefined ? {} : { canaries });
  }

  async function declared(): Promise<TableShapes> {
    const { writer } = createDataSources(readDatabaseConfig({ DATABASE_URL: database.url }), [Canary]);
    await writer.initialize();
    const tables = tablesOfEntities(writer);
    await writer.destroy();
    return tables;
  }

  test.each([
    ['nothing where there is nothing', {}, []],
    ['a missing column', { song: undefined }, ['canaries.song: not in the table']],
    ['a column too many', { colour: 'text' }, ['canaries.colour: not in the entity']],
    ['a column that may be empty', { age: 'integer' }, ['canaries.age: integer not null, in the table integer']],
    ['a column that may not', { song: 'text NOT NULL' }, ['canaries.song: text, in the table text not null']],
    [
      'a column of another type',
      { age: 'text NOT NULL' },
      ['canaries.age: integer not null, in the table text not null'],
    ],
    ['a key that is none', { id: 'text NOT NULL' }, ['canaries.id: text not null primary, in the table text not null']],
  ])('%s', async (_, changes, drift) => {
    expect(await driftWith(changes)).toEqual(drift);
  });

  test('a missing table, and one without an entity', async () => {
    const entities = await declared();
    expect(driftBetween(entities, {})).toEqual(['canaries: no table']);
    expect(driftBetween({}, entities)).toEqual(['canaries: no entity']);
  });
});
