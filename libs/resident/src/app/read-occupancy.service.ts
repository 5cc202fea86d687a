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

  /** That of the past may come from a replica. @throws NotYetError */
  async at(asked: Instant | undefined): Promise<Occupancy> {
    const now = this.clock.now();
    if (asked !== undefined && isYetToCome(asked, now)) throw new NotYetError();
    if (asked === undefined) return occupancyAt(now, await this.stays.occupancyAt(this.unitOfWork.reader, now));
    return occupancyAt(asked, await this.unitOfWork.report((reader) => this.stays.occupancyAt(reader, asked)));
  }
}
