import { Worker } from 'node:worker_threads';
import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { BackupConfig, DatabaseConfig } from '#platform/config';
import { addMinutes, type Clock, type HomeZone, type Instant } from '#platform/time';
import type { BackupAnswer, BackupOrder } from './backup.worker.js';
import { backupsIn } from './backup-folder.js';
import { isDue } from './retention.js';

/** After one that failed, the next is tried so many minutes later. */
const RETRY = 10;

/** Takes backups by themselves (`BACKUP_FOLDER`), and removes those that are no longer kept. */
export class ScheduledBackups implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ScheduledBackups.name);
  private worker: Worker | undefined;
  private notBefore: Instant | undefined;
  private failed = 0;

  constructor(
    private readonly config: BackupConfig,
    private readonly database: DatabaseConfig,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** How many came to nothing since the program started. */
  get failures(): number {
    return this.failed;
  }

  /** When the newest one was taken; undefined: there is none, or none are asked for. One from a time to come is none. */
  async newest(): Promise<Instant | undefined> {
    const now = this.clock.now();
    return (await this.taken()).find((at) => at <= now);
  }

  /** Begins one when it is time, and doesn't wait for it. */
  async beginWhenDue(): Promise<void> {
    const { folder, interval, keep } = this.config;
    if (folder === undefined || this.worker !== undefined) return;
    const now = this.clock.now();
    if (this.notBefore !== undefined && now < this.notBefore) return;
    if (!isDue(await this.taken(), now, interval)) return;
    this.begin({ database: this.database, folder, keep, zone: this.zone.id, now });
  }

  /** What is under way is broken off; it left nothing that could be taken for a backup. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  /** When each was taken, the newest first. */
  private async taken(): Promise<readonly Instant[]> {
    const { folder } = this.config;
    return folder === undefined ? [] : (await backupsIn(folder)).map(({ takenAt }) => takenAt);
  }

  private begin(order: BackupOrder): void {
    const worker = new Worker(new URL('./backup.worker.js', import.meta.url), { workerData: order });
    this.worker = worker;
    this.notBefore = addMinutes(order.now, RETRY);
    worker.once('message', ({ bytes, broken, removed }: BackupAnswer) => {
      this.notBefore = undefined;
      this.logger.log(`a backup of ${bytes} bytes was taken, and ${removed} removed`);
      if (broken === undefined) return;
      this.failed += 1;
      this.logger.error(`the audit trail of the backup is broken: ${broken}`);
    });
    worker.once('error', (error) => {
      this.failed += 1;
      this.logger.error(`no backup was taken: ${error instanceof Error ? error.message : String(error)}`);
    });
    worker.once('exit', () => {
      this.worker = undefined;
    });
  }
}
