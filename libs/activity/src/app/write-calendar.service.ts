import { Injectable } from '@nestjs/common';
import { writeCalendar, type CalendarEntry, type CalendarHead } from '#platform/calendar';
import { UnitOfWork } from '#platform/database';
import { grouped } from '#platform/kernel';
import {
  addDays,
  addMinutes,
  Clock,
  clockChanges,
  HomeZone,
  localDateOf,
  parseLocalDateTime,
  slotInstant,
  startOfDay,
  type Instant,
  type Window,
} from '#platform/time';
import { inTurns, Lane } from '#platform/turns';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import { activityEvents } from '../domain/calendar/activity-events.js';
import { sessionEvent, uidOf, type CalendarEvent } from '../domain/calendar/calendar-event.js';
import { homeClock, type HomeClock } from '../domain/calendar/home-clock.js';
import { homeSpan, type Span } from '../domain/calendar/span.js';
import { MAX_WINDOW_DAYS, nameOf } from '../domain/session.js';
import { ListSessions } from './list-sessions.service.js';

/** How many activities are read at a time. */
const TOGETHER = 50;

/** How far back a resident's calendar goes, in days. */
const DAYS_BACK = 31;

/** For how many years each setting of the clocks is told, from the first of what the calendar is about. */
const YEARS_OF_CLOCKS = 12;
const YEAR_MINUTES = 366 * 24 * 60;

/** After every session. */
const FOREVER = parseLocalDateTime('2999-12-31T23:59');

/** Calendars that are written at once, each of which may hold years of sessions, and that may wait. */
const AT_ONCE = 2;
const WAITING = 50;

/** Sessions as calendar programs read them (RFC 5545). */
@Injectable()
export class WriteCalendar {
  private readonly lane = new Lane(AT_ONCE, WAITING);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly attendances: AttendanceRepository,
    private readonly sessions: ListSessions,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * @param residentId whose: what they have or had a place in, or are on record with, from 31 days ago to 366 days ahead.
   * Undefined: everything that the home offers, by rule, from the first of January of last year on.
   * @throws OverloadedError when too many calendars are being written.
   */
  write(residentId?: string): Promise<string> {
    return this.lane.run(0, () => (residentId === undefined ? this.ofHome() : this.ofResident(residentId)));
  }

  private ofHome(): Promise<string> {
    const span = homeSpan(this.clock.now(), this.zone.id);
    const head = this.headOf(slotInstant(span.from, this.zone.id));
    return writeCalendar(head, this.homeEntries(homeClock(head.zone, head.changes), span));
  }

  private async *homeEntries(clock: HomeClock, span: Span): AsyncGenerator<readonly CalendarEntry[]> {
    const { reader } = this.unitOfWork;
    const window = { from: slotInstant(span.from, clock.zone), to: slotInstant(span.to, clock.zone) };
    for (let after: string | undefined; ;) {
      const activities = await this.activities.next(reader, after, TOGETHER);
      after = activities.at(-1)?.id;
      if (after === undefined) return;
      const ids = activities.map(({ id }) => id);
      const overrides = await this.overrides.during(reader, { from: span.from, to: FOREVER }, ids);
      const sheets = await this.attendances.heldDuring(reader, window, ids);
      const [overridesOf, sheetsOf] = [grouped(overrides, activityOf), grouped(sheets, activityOf)];
      for (const activity of activities) {
        const { id } = activity;
        const told = { activity, overrides: overridesOf.get(id) ?? [], sheets: sheetsOf.get(id) ?? [] };
        yield* activityEvents(told, clock, span);
      }
    }
  }

  private ofResident(residentId: string): Promise<string> {
    const today = localDateOf(this.clock.now(), this.zone.id);
    const [from, now, to] = [-DAYS_BACK, 0, MAX_WINDOW_DAYS].map((days) =>
      startOfDay(addDays(today, days), this.zone.id),
    );
    if (from === undefined || now === undefined || to === undefined) throw new Error('a day is missing');
    const head = this.headOf(from);
    const windows = [
      { from, to: now },
      { from: now, to },
    ];
    return writeCalendar(head, this.residentEntries(residentId, windows, homeClock(head.zone, head.changes)));
  }

  private async *residentEntries(
    residentId: string,
    windows: readonly Window[],
    clock: HomeClock,
  ): AsyncGenerator<readonly CalendarEntry[]> {
    for (const window of windows) {
      const { activities, overrides, held, inOrder } = await this.sessions.within(window, { residentId });
      const activityOfId = new Map(activities.map((activity) => [activity.id, activity]));
      const overrideOf = new Map(overrides.map((override) => [nameOf(override), override]));
      const sheetOf = new Map(held.map((sheet) => [nameOf(sheet), sheet]));
      for await (const some of inTurns(inOrder)) {
        yield some.flatMap((session): CalendarEvent[] => {
          const activity = activityOfId.get(session.activityId);
          if (activity === undefined) return [];
          const which = { uid: uidOf(activity, session.originalStartsAt), recurrenceId: null };
          const name = nameOf(session);
          const versions = { activity, override: overrideOf.get(name), sheet: sheetOf.get(name) };
          return [sessionEvent(session, which, versions, clock)];
        });
      }
    }
  }

  private headOf(since: Instant): CalendarHead {
    const zone = this.zone.id;
    const changes = clockChanges({ from: since, to: addMinutes(since, YEARS_OF_CLOCKS * YEAR_MINUTES) }, zone);
    return { name: 'Activities', zone, since, changes };
  }
}

function activityOf({ activityId }: { readonly activityId: string }): string {
  return activityId;
}
