import { Command } from 'commander';
import { pruneBackups, takeBackup } from '#platform/backup';
import {
  ConfigurationError,
  readBackupConfig,
  readDatabaseConfig,
  readServerConfig,
  type Environment,
} from '#platform/config';
import { SystemClock } from '#platform/time';
import { stagesOn } from './progress.js';

interface Options {
  readonly database?: string;
  readonly folder?: string;
  readonly prune?: true;
}

/** `backup`: copies the home's database into a folder, checked, while the home goes on working. */
export function backup(environment: Environment): Command {
  return new Command('backup')
    .description('takes a checked backup while the home goes on working; prints where it is')
    .option('--database <url>', 'sqlite:FILE or postgres://...; by default DATABASE_URL')
    .option('--folder <folder>', 'by default BACKUP_FOLDER')
    .option('--prune', 'then removes the backups that BACKUP_KEEP does not keep')
    .action(async ({ database, folder: named, prune }: Options) => {
      const settings = readBackupConfig(environment);
      const folder = named ?? settings.folder;
      if (folder === undefined) throw new ConfigurationError('BACKUP_FOLDER', 'or --folder must say where to');
      const config = readDatabaseConfig(
        database === undefined ? environment : { ...environment, DATABASE_URL: database },
      );
      const now = new SystemClock().now();
      const stages = stagesOn(process.stderr);
      const taken = await takeBackup(config, folder, now, stages.tell).finally(() => {
        stages.stop();
      });
      const { path, bytes, trail } = taken;
      if (trail.broken !== undefined) {
        const { seq, reason } = trail.broken;
        throw new Error(
          `${path} was taken, but its audit trail is broken at entry ${seq} (${reason}); nothing is removed`,
        );
      }
      process.stdout.write(`${path} is whole: ${bytes} bytes, ${trail.checked} entries of the audit trail.\n`);
      if (prune !== true) return;
      const removed = await pruneBackups(folder, settings.keep, readServerConfig(environment).timeZone);
      for (const old of removed) process.stdout.write(`${old.path} is removed.\n`);
    });
}
