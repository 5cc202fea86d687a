import { Module, type DynamicModule } from '@nestjs/common';
import type { StreamConfig } from '#platform/config';
import { Streams } from './streams.service.js';

/** Offers streams to every module. */
@Module({})
export class StreamsModule {
  static forRoot(config: StreamConfig): DynamicModule {
    return {
      module: StreamsModule,
      global: true,
      providers: [{ provide: Streams, useFactory: () => new Streams(config) }],
      exports: [Streams],
    };
  }
}
