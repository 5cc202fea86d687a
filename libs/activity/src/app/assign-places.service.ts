import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { HomeZone, localDateOf, localDateTime, parseLocalTime, type Instant } from '#platform/time';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import { capacityFor, stillToCome, promoted, type Enrolment } from '../domain/enrolment.js';

const MIDNIGHT = parseLocalTime('00:00');

/** Who has a place, inside the unit of work that frees some; the activities are locked by the caller. */
@Injectable()
export class AssignPlaces {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly zone: HomeZone,
  ) {}

  /** Gives the places that are free to those who wait, first come, first up. */
  async promote(tx: Tx, activities: readonly Activity[], at: Instant): Promise<void> {
    const today = localDateOf(at, this.zone.id);
    const ids = activities.map(({ id }) => id);
    const enrolments = await this.enrolments.current(tx, ids, today);
    if (!enrolments.some(({ status }) => status === 'waiting')) return;
    const overrides = await this.overrides.withCapacity(tx, ids, localDateTime(today, MIDNIGHT));
    for (const activity of activities) {
      const mine = <T extends { readonly activityId: string }>(all: readonly T[]) =>
        all.filter(({ activityId }) => activityId === activity.id);
      for (const enrolment of promoted(mine(enrolments), capacityFor(activity, mine(overrides)))) {
        const coverage = stillToCome(enrolment, today);
        await this.enrolments.change(tx, enrolment, { ...coverage, status: 'enrolled' }, at);
      }
    }
  }

  /** Ends enrolments; who had a place is known to have had it until `from`. */
  async giveUp(tx: Tx, enrolments: readonly Enrolment[], from: Instant, at: Instant): Promise<void> {
    for (const enrolment of enrolments) {
      const heldUntil = enrolment.status === 'enrolled' ? from : null;
      await this.enrolments.change(tx, enrolment, { status: 'cancelled', heldUntil }, at);
    }
  }
}
