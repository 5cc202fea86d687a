import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { Clock, isYetToCome, type Instant } from '#platform/time';
import { StayRepository } from '../data/stay.repository.js';
import { occupancyAt, type Occupancy } from '../domain/occupancy.js';
import { NotYetError } from '../domain/resident.errors.js';

/** Who has which bed, now or at any instant of the past. */
@Injectable()
export class ReadOccupancy {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stays: StayRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotYetError */
  async at(asked: Instant | undefined): Promise<Occupancy> {
    const now = this.clock.now();
    if (asked !== undefined && isYetToCome(asked, now)) throw new NotYetError();
    const at = asked ?? now;
    return occupancyAt(at, await this.stays.occupancyAt(this.unitOfWork.reader, at));
  }
}
