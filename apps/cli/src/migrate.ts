import { Command } from 'commander';
import type { Environment } from '#platform/config';
import { withHome } from './open-home.js';

/** `migrate`: brings the database's schema up to date, as every start does. */
export function migrate(environment: Environment): Command {
  return new Command('migrate').description("brings the database's schema up to date").action(async () => {
    await withHome(environment, () => Promise.resolve());
    process.stdout.write('The database is up to date.\n');
  });
}
