import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { signCheckpoint } from '#platform/audit/trail';
import { ConfigurationError, HOW_TO_MAKE_A_KEY, readAuditConfig, type Environment } from '#platform/config';
import { SystemClock } from '#platform/time';
import { verifyWithBar, withTrail } from './open-trail.js';

interface Options {
  readonly database?: string;
  readonly output?: string;
}

/** `audit-checkpoint`: signs where the audit trail stands, to be kept elsewhere. A broken trail is never signed. */
export function auditCheckpoint(environment: Environment): Command {
  return new Command('audit-checkpoint')
    .description('checks the audit trail and signs where it stands, to be kept elsewhere; the database is only read')
    .option('--database <url>', 'sqlite:FILE or postgres://...; by default DATABASE_URL')
    .option('--output <file>', 'by default it is printed')
    .action(async ({ database, output }: Options) => {
      const { signingKey } = readAuditConfig(environment);
      if (signingKey === undefined) {
        throw new ConfigurationError('AUDIT_SIGNING_KEY', `is needed to sign; ${HOW_TO_MAKE_A_KEY}`);
      }
      const { head, broken } = await withTrail(environment, database, (trail) => verifyWithBar(trail));
      if (broken !== undefined) {
        throw new Error(
          `nothing is signed: the trail is broken at entry ${broken.seq} (${broken.reason}): ${broken.detail}`,
        );
      }
      if (head.seq === 0) throw new Error('nothing is signed: the trail has no entry yet');
      const checkpoint = await signCheckpoint({ ...head, at: new SystemClock().now() }, signingKey);
      if (output === undefined) process.stdout.write(`${checkpoint}\n`);
      else await writeFile(output, `${checkpoint}\n`);
    });
}
