import { isInstant, type Instant } from '#platform/time';

/** What a backup is a copy of: a SQLite file as it is, or what `pg_dump` makes of a PostgreSQL database. */
export type BackupKind = 'sqlite' | 'postgres';

const EXTENSIONS = { sqlite: 'db', postgres: 'dump' } as const;
const NAME = /^residencia-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3}Z)\.(db|dump)$/;

/** The file name of a backup, in the order of time, and one that every file system takes. */
export function backupName(takenAt: Instant, kind: BackupKind): string {
  return `residencia-${takenAt.replaceAll(/[-:]/g, '')}.${EXTENSIONS[kind]}`;
}

/** When the backup with that file name was taken; undefined: it is the name of something else. */
export function takenAtOf(name: string): Instant | undefined {
  const [, year, month, day, hour, minute, rest] = NAME.exec(name) ?? [];
  const instant = `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(rest)}`;
  return isInstant(instant) ? instant : undefined;
}
