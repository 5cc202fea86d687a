import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { Clock, HomeZone, type Instant, type IsoWeek, type Zone } from '#platform/time';
import { inTurns } from '#platform/turns';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import {
  daysOfWeek,
  programmeWeek,
  windowOfWeek,
  type ProgrammeDay,
  type ProgrammeSession,
} from '../domain/programme.js';
import { sessionsInOrder } from '../domain/session-page.js';
import { daysAround } from '../domain/session.js';

/** What the home offers to all in a week. */
export interface WeekProgramme {
  readonly week: IsoWeek;
  readonly days: readonly ProgrammeDay[];
  /** There are more sessions than a poster is made of. */
  readonly hasMore: boolean;
  readonly asOf: Instant;
  readonly timeZone: Zone;
}

/** The most sessions of a poster: ten times a full week. */
export const MOST_SESSIONS = 300;

/** The programme of a week, for the wall; in three statements. */
@Injectable()
export class ReadProgramme {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly attendances: AttendanceRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * What is for one alone isn't on it: that is nobody else's business.
   * @param asked `2026-W48`; by default the week of today.
   * @throws InvalidFieldsError
   */
  async read(asked: string | undefined): Promise<WeekProgramme> {
    const { reader } = this.unitOfWork;
    const zone = this.zone.id;
    const now = this.clock.now();
    const week = programmeWeek(asked, now, zone);
    const window = windowOfWeek(week, zone);
    const stretch = daysAround(window, zone);
    const overrides = await this.overrides.during(reader, stretch);
    const held = await this.attendances.heldDuring(reader, window);
    const named = [...new Set([...overrides, ...held].map(({ activityId }) => activityId))];
    const all = await this.activities.programme(reader, stretch, named, undefined);
    const activities = all.filter(({ format }) => format === 'group');
    const titles = new Map(activities.map(({ id, title }) => [id, title]));
    const sessions: ProgrammeSession[] = [];
    const programme = { activities, overrides, held };
    for await (const some of inTurns(sessionsInOrder(programme, zone, window, undefined, () => true))) {
      sessions.push(...some.map((session) => ({ ...session, title: titles.get(session.activityId) ?? '' })));
      if (sessions.length > MOST_SESSIONS) break;
    }
    const days = daysOfWeek(week, sessions.slice(0, MOST_SESSIONS), zone);
    return { week, days, hasMore: sessions.length > MOST_SESSIONS, asOf: now, timeZone: zone };
  }
}
