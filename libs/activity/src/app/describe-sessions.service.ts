import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { Clock, datePart, HomeZone } from '#platform/time';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import type { Activity } from '../domain/activity.js';
import { isAwayAt } from '../domain/away.js';
import type { SessionOverride } from '../domain/session-override.js';
import { residentsIn, type SessionOverview } from '../domain/session-overview.js';
import { byActivity, nameOf, type Session } from '../domain/session.js';
import { FindAbsences } from './find-absences.service.js';

/** Adds to sessions what lists show of them: whose they are, who has a place, who of them is away, who took part. Three statements. */
@Injectable()
export class DescribeSessions {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly attendances: AttendanceRepository,
    private readonly absences: FindAbsences,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  async describe(
    reader: Reader,
    activities: readonly Activity[],
    overrides: readonly SessionOverride[],
    sessions: readonly Session[],
  ): Promise<readonly SessionOverview[]> {
    const originals = sessions.map(({ originalStartsAt }) => originalStartsAt).sort();
    const [first, last] = [originals[0], originals.at(-1)];
    if (first === undefined || last === undefined) return [];
    const activityIds = [...new Set(sessions.map(({ activityId }) => activityId))];
    const days = { first: datePart(first), last: datePart(last) };
    const all = await this.enrolments.places(reader, days, { activityIds });
    const places = byActivity(all);
    const absences = await this.absences.of(reader, [...new Set(all.map(({ residentId }) => residentId))]);
    const now = this.clock.now();
    const counts = await this.attendances.attended(reader, activityIds, first, last);
    const attended = new Map(counts.map((count) => [nameOf(count), count.attended]));
    const versions = new Map(overrides.map((override) => [nameOf(override), override.version]));
    const known = new Map(activities.map((activity) => [activity.id, activity]));
    return sessions.flatMap((session) => {
      const activity = known.get(session.activityId);
      if (activity === undefined) return [];
      const residents = residentsIn(session, places.get(activity.id) ?? []);
      const isAway = (id: string): boolean => isAwayAt(absences.get(id) ?? [], session.startsAt, now, this.zone.id);
      return {
        ...session,
        title: activity.title,
        category: activity.category,
        format: activity.format,
        enrolled: residents.size,
        away: [...residents].filter(isAway).length,
        attended: attended.get(nameOf(session)) ?? 0,
        version: 1 + (versions.get(nameOf(session)) ?? 0),
      };
    });
  }
}
