import { integer, optional, parsed, readSettings, text, type Environment } from './settings.js';

/**
 * How many backups are kept: the newest ones, and the newest one of each of the latest days, ISO weeks and months that
 * have one. The home's zone says where a day ends.
 */
export interface Retention {
  readonly last: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** When backups are taken without being asked for, and how many are kept. */
export interface BackupConfig {
  /** Undefined: none are taken by themselves. */
  readonly folder: string | undefined;
  /** From one to the next, in hours. */
  readonly interval: number;
  readonly keep: Retention;
}

const NONE: Retention = { last: 0, daily: 0, weekly: 0, monthly: 0 };
const MOST_KEPT = 1000;

export const backupSettings = {
  folder: optional(
    text('BACKUP_FOLDER', {
      help: 'folder that backups are taken into by themselves; without it none are',
    }),
  ),
  interval: integer('BACKUP_INTERVAL_HOURS', {
    default: '6',
    min: 1,
    max: 168,
    help: 'hours from one such backup to the next',
  }),
  keep: parsed('BACKUP_KEEP', retention, {
    default: 'last=4,daily=14,weekly=8,monthly=12',
    help: 'how many are kept: the newest ones, and the newest of each day, ISO week and month',
  }),
};

/** @throws ConfigurationError */
export function readBackupConfig(environment: Environment): BackupConfig {
  return readSettings<BackupConfig>(backupSettings, environment);
}

function retention(words: string): Retention {
  const given = words.split(',').map((word) => {
    const [, period, count] = /^\s*(last|daily|weekly|monthly)=(\d+)\s*$/.exec(word) ?? [];
    if (period === undefined || Number(count) > MOST_KEPT) {
      throw new RangeError(`must be like last=4,daily=14,weekly=8,monthly=12, each of at most ${MOST_KEPT}`);
    }
    return [period, Number(count)] as const;
  });
  const rule: Retention = { ...NONE, ...Object.fromEntries(given) };
  if (rule.last < 1) throw new RangeError('must keep at least the newest: last=1');
  return rule;
}
