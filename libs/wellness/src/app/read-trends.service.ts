import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import { UnitOfWork, type Reader } from '#platform/database';
import { Clock, HomeZone, type Window, type WindowEnds } from '#platform/time';
import { inTurns } from '#platform/turns';
import { ObservationRepository } from '../data/observation.repository.js';
import { bucketsOf, trendWindow, type BucketSize } from '../domain/buckets.js';
import type { ObservationType } from '../domain/observation-type.js';
import { observationType } from '../domain/observation-types.js';
import { countedIn, TrendTally, type Trend } from '../domain/trend.js';
import type { WeightChange } from '../domain/weight-change.js';
import { KnowResidents } from './know-residents.service.js';
import { WeighChange } from './weigh-change.service.js';

export interface TrendQuery extends WindowEnds {
  /** Code of an observation type. */
  readonly type: string;
  /** By default a day. */
  readonly bucket?: BucketSize | undefined;
}

/** How one kind of observations of a resident went. */
export interface ResidentTrend extends Trend {
  readonly residentId: string;
  readonly type: ObservationType;
  readonly bucket: BucketSize;
  readonly window: Window;
  /** Of the last weight of the window; of other types none. */
  readonly changes: readonly WeightChange[];
}

/** Sums up observations by day, week or month of the home's calendar. */
@Injectable()
export class ReadTrends {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly observations: ObservationRepository,
    private readonly weighing: WeighChange,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** In turns. @throws NotFoundError, InvalidFieldsError */
  read(residentId: string, query: TrendQuery): Promise<ResidentTrend> {
    return this.unitOfWork.report((reader) => this.make(reader, residentId, query));
  }

  private async make(reader: Reader, residentId: string, query: TrendQuery): Promise<ResidentTrend> {
    const { type: code, bucket = 'day', ...ends } = query;
    const [zone, now] = [this.zone.id, this.clock.now()];
    const type = observationType(code);
    if (type === undefined) throw new NotFoundError('observation type');
    const window = trendWindow(ends, bucket, now, zone);
    await this.residents.expect(reader, residentId);
    const tally = new TrendTally(bucketsOf(window, bucket, now, zone), countedIn(type));
    for await (const some of inTurns(this.observations.readings(reader, residentId, code, window))) {
      for (const reading of some) tally.add(reading);
    }
    const trend = tally.trend();
    const changes = await this.weighing.changes(reader, residentId, code, trend.last);
    return { residentId, type, bucket, window, ...trend, changes };
  }
}
