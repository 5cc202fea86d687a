import { Global, Module } from '@nestjs/common';
import { Timeline } from './timeline.js';

@Global()
@Module({ providers: [Timeline], exports: [Timeline] })
export class TimelineModule {}
