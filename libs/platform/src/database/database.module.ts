import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { DatabaseConfig } from '#platform/config';
import { Announcements } from './announcements.js';
import { closeDataSources, openDataSources, type DataSources, type EntityClass } from './data-sources.js';
import { LeaseEntity } from './lease.entity.js';
import { Leases } from './leases.js';
import type { Seal } from './transaction.js';
import { UnitOfWork } from './unit-of-work.js';

const DATA_SOURCES = Symbol('data sources');

/** Opens one home's database and offers its {@link UnitOfWork} to every module. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  static readonly entities = [LeaseEntity];

  constructor(
    @Inject(DATA_SOURCES) private readonly sources: DataSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly announcements: Announcements,
  ) {}

  /**
   * @param entities every entity class of every domain, by name.
   * @param seal writes the audit trail, inside each unit of work.
   */
  static forRoot(config: DatabaseConfig, entities: readonly EntityClass[], seal: Seal): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Announcements, useValue: new Announcements(config.url) },
        { provide: DATA_SOURCES, useFactory: () => openDataSources(config, entities) },
        {
          provide: UnitOfWork,
          useFactory: (sources: DataSources) => new UnitOfWork(sources, config, seal),
          inject: [DATA_SOURCES],
        },
        { provide: Leases, useFactory: (sources: DataSources) => new Leases(sources), inject: [DATA_SOURCES] },
      ],
      exports: [Announcements, Leases, UnitOfWork],
    };
  }

  /** The last thing to stop: what was begun is written, then the file or the pool is closed. */
  async onApplicationShutdown(): Promise<void> {
    this.announcements.close();
    await this.unitOfWork.finish();
    await closeDataSources(this.sources);
  }
}
