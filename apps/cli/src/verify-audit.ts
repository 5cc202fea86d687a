import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readCheckpoint, readPublicKey, type Checkpoint, type Verdict } from '#platform/audit/trail';
import type { Environment } from '#platform/config';
import { verifyWithBar, withTrail } from './open-trail.js';

interface Options {
  readonly database?: string;
  readonly checkpoint?: string;
  readonly publicKey?: string;
  readonly json?: true;
}

/** `verify-audit`: checks the audit trail of a database, or of a backup of it, that is only read. */
export function verifyAudit(environment: Environment): Command {
  return new Command('verify-audit')
    .description('checks that the audit trail is what was written; the database is only read')
    .option('--database <url>', 'sqlite:FILE or postgres://...; by default DATABASE_URL')
    .option('--checkpoint <file>', 'which the trail must contain; with --public-key')
    .option('--public-key <file>', 'of the key that signed the checkpoint, in PEM')
    .option('--json', 'prints {valid, checked, brokenAt, reason, detail}')
    .action(async (options: Options) => {
      const checkpoint = await checkpointOf(options);
      const verdict = await withTrail(environment, options.database, (trail) =>
        verifyWithBar(trail, checkpoint === undefined ? {} : { checkpoint }),
      );
      const line = options.json === true ? JSON.stringify(asJson(verdict)) : inWords(verdict, checkpoint);
      process.stdout.write(`${line}\n`);
      if (verdict.broken !== undefined) process.exitCode = 1;
    });
}

async function checkpointOf({ checkpoint, publicKey }: Options): Promise<Checkpoint | undefined> {
  if (checkpoint === undefined && publicKey === undefined) return undefined;
  if (checkpoint === undefined || publicKey === undefined) {
    throw new Error('--checkpoint and --public-key belong together');
  }
  const key = readPublicKey(await readFile(publicKey, 'utf8'));
  return readCheckpoint(await readFile(checkpoint, 'utf8'), key);
}

function asJson({ checked, broken }: Verdict): object {
  const { seq = null, reason = null, detail = null } = broken ?? {};
  return { valid: broken === undefined, checked, brokenAt: seq, reason, detail };
}

function inWords({ checked, broken }: Verdict, checkpoint: Checkpoint | undefined): string {
  if (broken !== undefined) return `The trail is broken at entry ${broken.seq} (${broken.reason}): ${broken.detail}`;
  if (checkpoint !== undefined) {
    return `The trail is whole, from entry 1 to ${checked}, and has entry ${checkpoint.seq} as the checkpoint of ${checkpoint.at} says.`;
  }
  const whole = checked === 0 ? 'The trail has no entry.' : `The trail is whole, from entry 1 to ${checked}.`;
  return `${whole} Only a checkpoint can tell whether its end was cut off, or all of it rewritten.`;
}
