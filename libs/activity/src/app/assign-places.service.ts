import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#platform/database';
import {
  datePart,
  HomeZone,
  localDateOf,
  localDateTime,
  localDateTimeOf,
  nextMinute,
  parseLocalTime,
  type Instant,
} from '#platform/time';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import { capacityFor, promoted, stillToCome, takenUpAgain, type Enrolment } from '../domain/enrolment.js';

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
    const next = nextMinute(at, this.zone.id);
    for (const activity of activities) {
      const mine = <T extends { readonly activityId: string }>(all: readonly T[]) =>
        all.filter(({ activityId }) => activityId === activity.id);
      for (const enrolment of promoted(mine(enrolments), capacityFor(activity, mine(overrides), next))) {
        const coverage = stillToCome(enrolment, today);
        await this.enrolments.change(tx, enrolment, { ...coverage, status: 'enrolled' }, at);
      }
    }
  }

  /**
   * Ends enrolments; who had a place is known to have had it until `from`.
   * @param endedBy the movement by which the resident left; null: they didn't.
   */
  async giveUp(
    tx: Tx,
    enrolments: readonly Enrolment[],
    { from, endedBy }: { readonly from: Instant; readonly endedBy: string | null },
    at: Instant,
  ): Promise<void> {
    for (const enrolment of enrolments) {
      const heldUntil = enrolment.status === 'enrolled' ? from : null;
      await this.enrolments.change(tx, enrolment, { status: 'cancelled', heldUntil, endedBy }, at);
    }
  }

  /**
   * Has those wait again whose enrolment was ended by an error, where they stood in order of asking: whoever comes next
   * by that has the next place that is free. What is over doesn't come back.
   */
  async takeUpAgain(tx: Tx, ended: readonly Enrolment[], at: Instant): Promise<void> {
    const now = localDateTimeOf(at, this.zone.id);
    const ids = [...new Set(ended.map(({ activityId }) => activityId))];
    const current = await this.enrolments.current(tx, ids, datePart(now));
    for (const enrolment of ended) {
      const { activityId, session } = enrolment;
      const others = current.filter((one) => one.activityId === activityId);
      const moved = session === null ? undefined : await this.overrides.find(tx, activityId, session);
      const coverage = takenUpAgain(enrolment, others, now, moved?.startsAt ?? null);
      if (coverage === undefined) continue;
      // The ended one stays: it tells of the place that was had before.
      const again = { ...coverage, status: 'waiting', heldUntil: null, endedBy: null } as const;
      await this.enrolments.add(tx, { ...enrolment, ...again, id: newId(at), version: 1, updatedAt: at });
    }
  }
}
