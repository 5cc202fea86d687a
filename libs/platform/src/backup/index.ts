/** Copies of a home's database that are whole and checked, and making one of them the home again. */
export { BackupModule } from './backup.module.js';
export { checkBackup } from './check-backup.js';
export type { OnProgress } from './progress.js';
export { pruneBackups } from './prune-backups.js';
export { restoreBackup, type RestoredHome, type RestoreOptions } from './restore-backup.js';
export { ScheduledBackups } from './scheduled-backups.js';
export { takeBackup, type TakenBackup } from './take-backup.js';
