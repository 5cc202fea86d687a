import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Facts } from '#platform/events';
import { Clock, HomeZone, localDateOf } from '#platform/time';
import { residentDeparted, type ResidentDeparted } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { AssignPlaces } from './assign-places.service.js';

/** Who leaves for good leaves their places, and their waits, to others. */
@Injectable()
export class OnResidentDeparted implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly activities: ActivityRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly places: AssignPlaces,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(residentDeparted, (tx, fact) => this.endEnrolments(tx, fact));
  }

  /** The resident is locked by who states the fact, so nothing new comes; what is there is read again under the locks. */
  private async endEnrolments(tx: Tx, { residentId, movementId, at: departedAt }: ResidentDeparted): Promise<void> {
    const day = localDateOf(departedAt, this.zone.id);
    const seen = await this.enrolments.ofResident(tx, residentId, day);
    if (seen.length === 0) return;
    const activities = await this.activities.lockAll(tx, [...new Set(seen.map(({ activityId }) => activityId))]);
    const at = this.clock.now();
    const enrolments = await this.enrolments.ofResident(tx, residentId, day);
    await this.places.giveUp(tx, enrolments, { from: departedAt, endedBy: movementId }, at);
    await this.places.promote(tx, activities, at);
  }
}
