import { Module, type DynamicModule } from '@nestjs/common';
import type { BackupConfig, DatabaseConfig } from '#platform/config';
import { Sweeps } from '#platform/sweeps';
import { Clock, HomeZone } from '#platform/time';
import { ScheduledBackups } from './scheduled-backups.js';

/** Backups that are taken by themselves. */
@Module({})
export class BackupModule {
  static forRoot(config: BackupConfig, database: DatabaseConfig): DynamicModule {
    return {
      module: BackupModule,
      global: true,
      providers: [
        {
          provide: ScheduledBackups,
          useFactory: (clock: Clock, zone: HomeZone, sweeps: Sweeps) => {
            const backups = new ScheduledBackups(config, database, clock, zone);
            // A process that has no folder must not be the one whose turn it is.
            if (config.folder !== undefined) sweeps.register('backups', () => backups.beginWhenDue());
            return backups;
          },
          inject: [Clock, HomeZone, Sweeps],
        },
      ],
      exports: [ScheduledBackups],
    };
  }
}
