import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { HomeZone, type LocalDate } from '#platform/time';
import { ActivityRepository } from '../data/activity.repository.js';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import { clashWindow, findClashes, windowAround, type Clash } from '../domain/clash.js';
import { coveredSessions, covers, type Coverage } from '../domain/enrolment.js';
import { daysAround, sessionAt, sessions, type Session } from '../domain/session.js';

/** Where what a resident wants to join meets what they have joined, or wait for. */
@Injectable()
export class FindClashes {
  constructor(
    private readonly activities: ActivityRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly zone: HomeZone,
  ) {}

  async of(
    reader: Reader,
    residentId: string,
    activity: Activity,
    coverage: Coverage,
    today: LocalDate,
  ): Promise<readonly Clash[]> {
    const enrolments = await this.enrolments.ofResident(reader, residentId, today);
    const others = enrolments.filter(({ activityId }) => activityId !== activity.id);
    if (others.length === 0) return [];
    const wanted = await this.wanted(reader, activity, coverage, today);
    const window = windowAround(wanted);
    if (window === undefined) return [];
    const ids = [...new Set(others.map(({ activityId }) => activityId))];
    const activities = (await this.activities.byIds(reader, ids)).filter(({ active }) => active);
    const overrides = await this.overrides.during(reader, daysAround(window, this.zone.id), ids);
    const held = sessions(activities, overrides, this.zone.id, window).filter((session) =>
      others.some((other) => other.activityId === session.activityId && covers(other, session.originalStartsAt)),
    );
    return findClashes(wanted, held);
  }

  private async wanted(
    reader: Reader,
    activity: Activity,
    coverage: Coverage,
    today: LocalDate,
  ): Promise<readonly Session[]> {
    if (coverage.session !== null) {
      const override = await this.overrides.find(reader, activity.id, coverage.session);
      const session = sessionAt(activity, override, this.zone.id, coverage.session);
      return session === undefined ? [] : [session];
    }
    const window = clashWindow(coverage, today, this.zone.id);
    if (window === undefined) return [];
    const overrides = await this.overrides.during(reader, daysAround(window, this.zone.id), [activity.id]);
    return coveredSessions(coverage, sessions([activity], overrides, this.zone.id, window));
  }
}
