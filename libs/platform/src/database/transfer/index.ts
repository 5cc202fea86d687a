import { existsSync } from 'node:fs';
import type { DatabaseConfig } from '#platform/config';
import type { EntityClass } from '../data-sources.js';
import { assertEmptyPostgres, openNewPostgresHome } from './new-postgres-side.js';
import { openNewSqliteHome, takeEmptyFile } from './new-sqlite-side.js';
import { openPostgresHome } from './postgres-side.js';
import type { HomeSide, NewHomeSide } from './side.js';
import { openSqliteHome } from './sqlite-side.js';

/** All rows of a home, read and written in one form whichever database they lie in, to move a home from one to another. */
export type { HomeSide, NewHomeSide } from './side.js';
export { differenceOf, keyInWords, type Row, type Table } from './table.js';
export { assertHoldable, lineOf, Summing, type Sum } from './values.js';

/** Opens a home that is stopped, to read all of it. @throws Error with one line. */
export function openHome(config: DatabaseConfig, entities: readonly EntityClass[]): Promise<HomeSide> {
  const { url } = config;
  return url.kind === 'sqlite'
    ? openSqliteHome(config, url.path, entities)
    : openPostgresHome(config, url.url, entities);
}

/** Begins a home where there is none. @throws Error with one line when there is one. */
export function openNewHome(config: DatabaseConfig, entities: readonly EntityClass[]): Promise<NewHomeSide> {
  const { url } = config;
  return url.kind === 'sqlite'
    ? openNewSqliteHome(config, url.path, entities)
    : openNewPostgresHome(config, url.url, entities);
}

/** Looks whether a home can be begun there. @throws Error with one line. */
export async function assertNoHome(config: DatabaseConfig): Promise<void> {
  const { url } = config;
  if (url.kind === 'postgres') await assertEmptyPostgres(config, url.url);
  else if (existsSync(url.path)) (await takeEmptyFile(url.path)).release();
}
