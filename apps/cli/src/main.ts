import { Command } from 'commander';
import { ConfigurationError, type Environment } from '#platform/config';

/** Each command is loaded only when it is asked for: what one needs, another needn't wait for. */
const COMMANDS: Readonly<Record<string, () => Promise<(environment: Environment) => Command>>> = {
  migrate: async () => (await import('./migrate.js')).migrate,
  'create-user': async () => (await import('./create-user.js')).createUser,
  demo: async () => (await import('./demo.js')).demo,
  import: async () => (await import('./import.js')).importCatalogue,
  backup: async () => (await import('./backup.js')).backup,
  restore: async () => (await import('./restore.js')).restore,
  transfer: async () => (await import('./transfer.js')).transfer,
  'verify-audit': async () => (await import('./verify-audit.js')).verifyAudit,
  'audit-checkpoint': async () => (await import('./audit-checkpoint.js')).auditCheckpoint,
};

async function run(asked: string | undefined): Promise<void> {
  const program = new Command('residencia').description('Looks after a home’s record from the command line.');
  const known = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  // Without one that is known, all are shown.
  const loaders = known === undefined ? Object.values(COMMANDS) : [known];
  for (const load of loaders) program.addCommand((await load())(process.env));
  await program.parseAsync();
}

run(process.argv[2]).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`residencia: ${error instanceof ConfigurationError ? message : `failed: ${message}`}\n`);
  process.exitCode = 1;
});
