import { Injectable } from '@nestjs/common';
import { Clock, HomeZone, type Instant, type IsoWeek, type Zone } from '#platform/time';
import { inTurns } from '#platform/turns';
import {
  daysOfWeek,
  programmeWeek,
  windowOfWeek,
  type ProgrammeDay,
  type ProgrammeSession,
} from '../domain/programme.js';
import { ListSessions } from './list-sessions.service.js';

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

/** The programme of a week, for the wall. */
@Injectable()
export class ReadProgramme {
  constructor(
    private readonly sessions: ListSessions,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * What is for one alone isn't on it: that is nobody else's business.
   * @param asked `2026-W48`; by default the week of today.
   * @throws InvalidFieldsError
   */
  async read(asked: string | undefined): Promise<WeekProgramme> {
    const zone = this.zone.id;
    const now = this.clock.now();
    const week = programmeWeek(asked, now, zone);
    const { activities, inOrder } = await this.sessions.within(windowOfWeek(week, zone));
    const forAll = activities.filter(({ format }) => format === 'group');
    const titles = new Map(forAll.map(({ id, title }) => [id, title]));
    const sessions: ProgrammeSession[] = [];
    for await (const some of inTurns(inOrder)) {
      for (const session of some) {
        const title = titles.get(session.activityId);
        if (title !== undefined) sessions.push({ ...session, title });
      }
      if (sessions.length > MOST_SESSIONS) break;
    }
    const days = daysOfWeek(week, sessions.slice(0, MOST_SESSIONS), zone);
    return { week, days, hasMore: sessions.length > MOST_SESSIONS, asOf: now, timeZone: zone };
  }
}
