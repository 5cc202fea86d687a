import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reader, Stretch } from '#platform/database';
import { Timeline, type TimelineEntry } from '#platform/timeline';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { describeAttendance } from '../domain/attendance.js';

/** What residents' timelines tell of the sessions that they took part in or not. */
@Injectable()
export class ActivityTimeline implements OnModuleInit {
  constructor(
    private readonly timeline: Timeline,
    private readonly attendances: AttendanceRepository,
    private readonly activities: ActivityRepository,
  ) {}

  onModuleInit(): void {
    this.timeline.register({
      kind: 'attendance',
      permission: 'activities:read',
      read: (reader, residentId, stretch) => this.read(reader, residentId, stretch),
    });
  }

  private async read(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]> {
    const entries = await this.attendances.during(reader, residentId, stretch);
    const ids = [...new Set(entries.map(({ activityId }) => activityId))];
    const titles = new Map((await this.activities.byIds(reader, ids)).map(({ id, title }) => [id, title]));
    return entries.map(({ id, activityId, originalStartsAt, startsAt, recordedBy, ...entry }) => ({
      id,
      kind: 'attendance',
      at: startsAt,
      event: entry.attendance,
      text: describeAttendance(entry, titles.get(activityId) ?? 'an activity'),
      path: `/activities/${activityId}/sessions/${originalStartsAt}/attendance`,
      recordedBy,
      // A wrong entry is replaced with the record of its session; the audit trail keeps it.
      enteredInError: false,
    }));
  }
}
