import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Environment } from '#platform/config';
import { ROLES, Users, type Role } from '#platform/access';
import { withHome } from './open-home.js';

const SHORTEST_PASSWORD = 12;

interface Options {
  readonly displayName?: string;
  readonly roles: readonly Role[];
}

/** `create-user`: adds someone who may sign in; the password comes from `USER_PASSWORD`, so that no shell history keeps it. */
export function createUser(environment: Environment): Command {
  return new Command('create-user')
    .description('adds a user; the password is read from USER_PASSWORD')
    .addArgument(new Argument('<username>', 'letters, digits and . _ @ -').argParser(readUsername))
    .addOption(
      new Option('--roles <roles>', `comma-separated, of ${ROLES.join(', ')}`)
        .argParser(readRoles)
        .makeOptionMandatory(),
    )
    .option('--display-name <name>', 'as colleagues know them')
    .action(async (username: string, { displayName, roles }: Options) => {
      const password = environment['USER_PASSWORD'] ?? '';
      if (password.length < SHORTEST_PASSWORD)
        throw new Error(`USER_PASSWORD must have at least ${SHORTEST_PASSWORD} characters`);
      await withHome(environment, async (home) => {
        await home.get(Users).create({ username, displayName: displayName ?? username, roles, password });
      });
      process.stdout.write(`${username} may sign in.\n`);
    });
}

function readUsername(text: string): string {
  if (/^[\w.@-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError('Letters, digits and . _ @ - only.');
}

function readRoles(text: string): Role[] {
  return text.split(',').map((word) => {
    const role = ROLES.find((candidate) => candidate === word.trim());
    if (role === undefined) throw new InvalidArgumentError(`There is no role ${word}.`);
    return role;
  });
}
