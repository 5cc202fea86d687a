import { Command } from 'commander';
import { checkBackup, restoreBackup, type RestoredHome } from '#platform/backup';
import { readDatabaseConfig, type Environment } from '#platform/config';
import { SystemClock } from '#platform/time';
import { stagesOn } from './progress.js';

interface Options {
  readonly database?: string;
  readonly replace?: true;
  readonly acceptBrokenTrail?: true;
  readonly dryRun?: true;
}

/** `restore`: makes a backup the home's database. */
export function restore(environment: Environment): Command {
  return new Command('restore')
    .description("checks a backup and makes it the home's database; the home must not be running")
    .argument('<backup>', 'a file that backup made')
    .option('--database <url>', 'sqlite:FILE, or postgres://... of an empty database; by default DATABASE_URL')
    .option('--replace', 'in the place of a SQLite database, which is kept beside it')
    .option('--accept-broken-trail', 'even when its audit trail is broken')
    .option('--dry-run', 'only checks it')
    .action(async (file: string, { database, replace, acceptBrokenTrail, dryRun }: Options) => {
      const config = readDatabaseConfig(
        database === undefined ? environment : { ...environment, DATABASE_URL: database },
      );
      const stages = stagesOn(process.stderr);
      const stop = (): void => {
        stages.stop();
      };
      if (dryRun === true) {
        const trail = await checkBackup(config, file, stages.tell).finally(stop);
        if (trail?.broken !== undefined) {
          throw new Error(`the trail of ${file} is broken at entry ${trail.broken.seq} (${trail.broken.reason})`);
        }
        process.stdout.write(
          `${file} is whole${trail === undefined ? '' : `, to entry ${trail.checked} of its audit trail`}.\n`,
        );
        return;
      }
      const restored = await restoreBackup(config, file, {
        replace: replace === true,
        acceptBrokenTrail: acceptBrokenTrail === true,
        now: new SystemClock().now(),
        onProgress: stages.tell,
      }).finally(stop);
      process.stdout.write(inWords(file, restored));
    });
}

function inWords(file: string, { aside, trail }: RestoredHome): string {
  const kept = aside === undefined ? '' : ` What was there is kept as ${aside}.`;
  const broken = trail.broken === undefined ? '' : ` Its audit trail is broken at entry ${trail.broken.seq}.`;
  return (
    `${file} is restored, to entry ${trail.checked} of its audit trail.${broken}${kept}\n` +
    'Who was signed in at that time is signed in again, and whoever was dismissed since may sign in: see to the users.\n'
  );
}
