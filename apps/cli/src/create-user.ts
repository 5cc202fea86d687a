import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Environment } from '#platform/config';
import { ROLES, Users, type Role } from '#platform/access';
import { InvalidFieldsError } from '#platform/kernel';
import { withHome } from './open-home.js';

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
      await withHome(environment, async (home) => {
        const user = { username, displayName: displayName ?? username, roles, password };
        await home.get(Users).create(user).catch(sayWhy);
      });
      process.stdout.write(`${username} may sign in.\n`);
    });
}

/** Of the fields of a user only the password is not held to its rules before. */
function sayWhy(error: unknown): never {
  if (!(error instanceof InvalidFieldsError)) throw error;
  throw new Error(`USER_PASSWORD ${error.errors.map(({ message }) => message).join(', ')}`);
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
