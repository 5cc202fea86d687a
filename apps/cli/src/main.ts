import { Command } from 'commander';
import { ConfigurationError } from '#platform/config';
import { auditCheckpoint } from './audit-checkpoint.js';
import { createUser } from './create-user.js';
import { demo } from './demo.js';
import { migrate } from './migrate.js';
import { verifyAudit } from './verify-audit.js';

const program = new Command('residencia').description('Looks after a home’s record from the command line.');
for (const command of [migrate, createUser, demo, verifyAudit, auditCheckpoint])
  program.addCommand(command(process.env));

program.parseAsync().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`residencia: ${error instanceof ConfigurationError ? message : `failed: ${message}`}\n`);
  process.exitCode = 1;
});
