import type { Retention } from '#platform/config';
import type { Zone } from '#platform/time';
import { BackupFolder, backupsIn, type Backup } from './backup-folder.js';
import { kept } from './retention.js';

/** Removes the backups in a folder that the rule does not keep. @returns those. @throws UnusableFileError */
export async function pruneBackups(folder: string, rule: Retention, zone: Zone): Promise<readonly Backup[]> {
  const place = await BackupFolder.open(folder);
  try {
    const backups = await backupsIn(folder);
    const keep = kept(
      backups.map(({ takenAt }) => takenAt),
      rule,
      zone,
    );
    const old = backups.filter(({ takenAt }) => !keep.has(takenAt));
    await place.remove(old);
    return old;
  } finally {
    await place.close();
  }
}
