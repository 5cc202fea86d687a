import { test } from '@jest/globals';
import { readFileSync } from 'node:fs';

/** Where a home is running that the stories are told to; undefined: each story starts one of its own. */
export const RUNNING_HOME = process.env['RESIDENCIA_URL'];

/** Who lets people into it. */
export const runningAdministrator =
  RUNNING_HOME === undefined
    ? undefined
    : { username: process.env['ADMIN_USERNAME'] ?? 'admin', password: administratorsPassword() };

/**
 * As `test`, of what only a home of the story's own shows, with its own clock or settings or with nothing else in it. Left
 * out, and told as skipped, where the stories are told to a home that is running.
 */
export const testAlone = RUNNING_HOME === undefined ? test : test.skip;

/** What `count` of a builder starts from: two files, or two runs, must not make things of one name in a running home. */
export function firstNumber(): number {
  return RUNNING_HOME === undefined ? 0 : Math.floor(Math.random() * 1e9);
}

function administratorsPassword(): string {
  const { ADMIN_PASSWORD, ADMIN_PASSWORD_FILE } = process.env;
  if (ADMIN_PASSWORD !== undefined && ADMIN_PASSWORD !== '') return ADMIN_PASSWORD;
  if (ADMIN_PASSWORD_FILE === undefined) throw new Error('set ADMIN_PASSWORD_FILE or ADMIN_PASSWORD');
  return readFileSync(ADMIN_PASSWORD_FILE, 'utf8').trim();
}
