import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, HomeZone } from '../index.js';

/** Offers the home's {@link Clock} and {@link HomeZone} to every module. */
@Module({})
export class TimeModule {
  static forRoot(clock: Clock, zone: HomeZone): DynamicModule {
    return {
      module: TimeModule,
      global: true,
      providers: [
        { provide: Clock, useValue: clock },
        { provide: HomeZone, useValue: zone },
      ],
      exports: [Clock, HomeZone],
    };
  }
}
