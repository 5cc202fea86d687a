import { Module, type DynamicModule } from '@nestjs/common';
import { Leases } from '#platform/database';
import { Sweeps } from './sweeps.js';

/** Offers {@link Sweeps} to every module; the application starts them. */
@Module({})
export class SweepsModule {
  /** @param seconds from the end of one round of sweeps to the next. */
  static forRoot(seconds: number): DynamicModule {
    return {
      module: SweepsModule,
      global: true,
      providers: [{ provide: Sweeps, useFactory: (leases: Leases) => new Sweeps(seconds, leases), inject: [Leases] }],
      exports: [Sweeps],
    };
  }
}
