import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock, HomeZone, localDateOf } from '#platform/time';
import { departureRevoked, type DepartureRevoked } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { AssignPlaces } from './assign-places.service.js';

/** Who never left has their places again where they are free, and waits in their old order where they are not. */
@Injectable()
export class OnDepartureRevoked implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly activities: ActivityRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly places: AssignPlaces,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(departureRevoked, (tx, fact) => this.takeUpAgain(tx, fact));
  }

  /** The resident is locked by who states the fact, so that nobody enrols them meanwhile. */
  private async takeUpAgain(tx: Tx, { residentId, movementId }: DepartureRevoked): Promise<void> {
    const at = this.clock.now();
    const ended = await this.enrolments.endedBy(tx, residentId, movementId, localDateOf(at, this.zone.id));
    if (ended.length === 0) return;
    const activities = await this.activities.lockAll(tx, [...new Set(ended.map(({ activityId }) => activityId))]);
    await this.places.takeUpAgain(tx, ended, at);
    await this.places.promote(tx, activities, at);
  }
}
