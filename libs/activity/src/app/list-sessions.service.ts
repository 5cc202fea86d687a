import { Injectable } from '@nestjs/common';
import {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  UnitOfWork,
  type Page,
  type PageRequest,
  type Reader,
} from '#platform/database';
import {
  addDays,
  Clock,
  datePart,
  HomeZone,
  isInstant,
  localDateOf,
  parseLocalDateTime,
  parseRange,
  startOfDay,
  type LocalDateTime,
  type Window,
} from '#platform/time';
import { inTurns } from '#platform/turns';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity, ActivityCategory } from '../domain/activity.js';
import type { AttendanceSheet } from '../domain/attendance-sheet.js';
import { hasPlaceIn } from '../domain/enrolment.js';
import { partsOf, sessionsInOrder, type Programme, type SessionKey } from '../domain/session-page.js';
import type { SessionOverride } from '../domain/session-override.js';
import type { SessionOverview } from '../domain/session-overview.js';
import { byActivity, checkWindow, daysAround, nameOf, type Session } from '../domain/session.js';
import { DescribeSessions } from './describe-sessions.service.js';

/** Which sessions are wanted; `from` and `to` are instants or local dates. */
export interface SessionQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly residentId?: string | undefined;
  readonly category?: ActivityCategory | undefined;
}

/** What sessions are made from, as it was read. */
interface ReadProgramme extends Programme {
  readonly held: readonly AttendanceSheet[];
}

/** Sessions in order of time, not looked for yet, and what they are made from. */
export interface FoundSessions extends ReadProgramme {
  readonly inOrder: Iterable<readonly Session[]>;
}

const ORDER = 'starts-at';
/** How much is shown from `from` on when the end isn't said. */
const DEFAULT_DAYS = 7;

/** The sessions of a window in the home's zone, with a few statements for each part of it. */
@Injectable()
export class ListSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly attendances: AttendanceRepository,
    private readonly sessions: DescribeSessions,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** By start, then activity. @throws InvalidFieldsError when the window is longer than 366 days, BadCursorError */
  async list(query: SessionQuery, { limit, cursor }: PageRequest): Promise<Page<SessionOverview>> {
    const { reader } = this.unitOfWork;
    const window = this.windowOf(query);
    checkWindow(window, this.zone.id);
    const after = cursor === undefined ? undefined : readKey(cursor);
    const known = await this.programme(reader, window, query);
    const found: Session[] = [];
    const changes: SessionOverride[] = [];
    for (const part of partsOf(window, after)) {
      const { programme, isWanted } = await this.read(reader, known, part, query);
      changes.push(...programme.overrides);
      for await (const some of inTurns(sessionsInOrder(programme, this.zone.id, part, after, isWanted))) {
        found.push(...some);
        if (found.length > limit) break;
      }
      if (found.length > limit) break;
    }
    const items = await this.sessions.describe(reader, [...known.values()], changes, found.slice(0, limit));
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last !== undefined ? cursorAfter(last) : null };
  }

  /**
   * Those of a window in the same order, of the home or of a resident, with what they are made from; to be gone through
   * in turns.
   * @throws InvalidFieldsError when the window is longer than 366 days.
   */
  async within(window: Window, query: Pick<SessionQuery, 'residentId'> = {}): Promise<FoundSessions> {
    const { reader } = this.unitOfWork;
    const known = await this.programme(reader, window, {});
    const { programme, isWanted } = await this.read(reader, known, window, query);
    return { ...programme, inOrder: sessionsInOrder(programme, this.zone.id, window, undefined, isWanted) };
  }

  /** By id what may have sessions in a window by its own plan. */
  private async programme(
    reader: Reader,
    window: Window,
    { category }: Pick<SessionQuery, 'category'>,
  ): Promise<Map<string, Activity>> {
    const stretch = daysAround(window, this.zone.id);
    const activities = await this.activities.programme(reader, stretch, [], category);
    return new Map(activities.map((activity) => [activity.id, activity]));
  }

  /** What the sessions of a part of the window are made from; of a resident's only what may have theirs. */
  private async read(
    reader: Reader,
    known: Map<string, Activity>,
    part: Window,
    { category, residentId }: Pick<SessionQuery, 'category' | 'residentId'>,
  ): Promise<{ readonly programme: ReadProgramme; readonly isWanted: (session: Session) => boolean }> {
    const stretch = daysAround(part, this.zone.id);
    const overrides = await this.overrides.during(reader, stretch);
    const held = await this.attendances.heldDuring(reader, part);
    const named = [...new Set([...overrides, ...held].map(({ activityId }) => activityId))];
    const others = await this.activities.byIds(
      reader,
      named.filter((id) => !known.has(id)),
    );
    for (const one of others) if (category === undefined || one.category === category) known.set(one.id, one);
    const all = { activities: [...known.values()], overrides, held };
    if (residentId === undefined) return { programme: all, isWanted: () => true };
    const names = [...overrides, ...held].map(({ originalStartsAt }) => originalStartsAt);
    const theirs = await this.isOfResident(reader, residentId, [stretch.from, stretch.to, ...names]);
    const activities = all.activities.filter(({ id }) => theirs.activityIds.has(id));
    return { programme: { ...all, activities }, isWanted: theirs.isTheirs };
  }

  private windowOf(query: SessionQuery): Window {
    const range = parseRange(query, this.zone.id);
    const day = localDateOf(range.from ?? this.clock.now(), this.zone.id);
    const from = range.from ?? startOfDay(day, this.zone.id);
    return { from, to: range.to ?? startOfDay(addDays(day, DEFAULT_DAYS), this.zone.id) };
  }

  /** What a resident has or had a place in, and what they are on record with. */
  private async isOfResident(
    reader: Reader,
    residentId: string,
    times: readonly LocalDateTime[],
  ): Promise<{ readonly activityIds: ReadonlySet<string>; readonly isTheirs: (session: Session) => boolean }> {
    const sorted = [...times].sort();
    const [from, to] = [sorted[0], sorted.at(-1)];
    if (from === undefined || to === undefined) return { activityIds: new Set(), isTheirs: () => false };
    const days = { first: datePart(from), last: datePart(to) };
    const places = byActivity(await this.enrolments.places(reader, days, { residentId }));
    const entries = await this.attendances.ofResident(reader, residentId, from, to);
    const recorded = new Set(entries.map(nameOf));
    return {
      activityIds: new Set([...places.keys(), ...entries.map(({ activityId }) => activityId)]),
      isTheirs: (session) =>
        recorded.has(nameOf(session)) ||
        (places.get(session.activityId) ?? []).some((place) => hasPlaceIn(place, session)),
    };
  }
}

function cursorAfter({ startsAt, activityId, originalStartsAt }: SessionKey): string {
  return encodeCursor(ORDER, [startsAt, activityId, originalStartsAt]);
}

function readKey(cursor: string): SessionKey {
  const [startsAt = '', activityId = '', originalStartsAt = ''] = decodeCursor(ORDER, cursor, 3) ?? [];
  if (!isInstant(startsAt)) throw new BadCursorError();
  try {
    return { startsAt, activityId, originalStartsAt: parseLocalDateTime(originalStartsAt) };
  } catch {
    throw new BadCursorError();
  }
}
