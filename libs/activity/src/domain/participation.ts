import {
  addDays,
  addMilliseconds,
  contains,
  earlier,
  localDateOf,
  minutesBetween,
  mondayOf,
  weekOf,
  type Instant,
  type IsoWeek,
  type LocalDate,
  type Range,
  type Window,
  type Zone,
} from '#platform/time';
import { ACTIVITY_CATEGORIES, type ActivityCategory } from './activity.js';
import { countsAsAttended, type AttendanceEntry } from './attendance.js';
import type { Session } from './session.js';

/** What is on record of a resident and a session. */
export type ParticipationEntry = Pick<AttendanceEntry, 'attendance' | 'engagement'>;

/** A session that was offered to a resident. */
export interface OfferedSession extends Pick<Session, 'startsAt' | 'endsAt'> {
  readonly category: ActivityCategory;
  /** Undefined: nothing is on record. */
  readonly entry: ParticipationEntry | undefined;
}

/** What became of the sessions that were offered; those that are in none of the others aren't on record. */
export interface ParticipationCounts {
  readonly offered: number;
  /** Wholly or partly. */
  readonly attended: number;
  readonly declined: number;
  readonly absent: number;
  /** Elapsed, of the sessions attended; one attended partly counts whole, since for how long isn't known. */
  readonly minutes: number;
  /** Of those where it is stated, 1 to 5 with one decimal; null: it is nowhere. */
  readonly meanEngagement: number | null;
}

export interface CategoryParticipation extends ParticipationCounts {
  readonly category: ActivityCategory;
}

/** A week of the home's calendar, as far as it lies in the window. */
export interface WeekParticipation extends ParticipationCounts {
  readonly week: IsoWeek;
  /** Its Monday. */
  readonly from: LocalDate;
  /** In the order of the contract; only those of which something was offered. */
  readonly byCategory: readonly CategoryParticipation[];
}

export interface Participation extends ParticipationCounts {
  readonly byCategory: readonly CategoryParticipation[];
  /** Every week of the window in order that has begun, also those in which nothing was offered. */
  readonly byWeek: readonly WeekParticipation[];
}

/**
 * Whether a session was offered to a resident: they had a place in it or are on record with it, it was held, and they
 * were in the home when it began. Who took part did so, whatever was planned and wherever they are said to have been.
 * @param presence when they were in the home.
 */
export function isOffered(
  { status, startsAt }: Pick<Session, 'status' | 'startsAt'>,
  entry: ParticipationEntry | undefined,
  hasPlace: boolean,
  presence: readonly Range[],
): boolean {
  if (entry !== undefined && countsAsAttended(entry.attendance)) return true;
  if (status === 'cancelled' || (entry === undefined && !hasPlace)) return false;
  return presence.some((stretch) => contains(stretch, startsAt));
}

/** Counts one resident's sessions one by one, by category and by week. */
export class ParticipationTally {
  private readonly total = new CategoryTally();
  private readonly weeks = new Map<IsoWeek, CategoryTally>();

  private readonly window: Window;

  /** @param window begins before now; what begins outside of it, or is still to come, isn't counted. */
  constructor(
    { from, to }: Window,
    now: Instant,
    private readonly zone: Zone,
  ) {
    this.window = { from, to: earlier(to, now) };
    const last = mondayOf(weekOf(localDateOf(addMilliseconds(this.window.to, -1), zone)));
    for (let day = mondayOf(weekOf(localDateOf(from, zone))); day <= last; day = addDays(day, 7)) {
      this.weeks.set(weekOf(day), new CategoryTally());
    }
  }

  add(session: OfferedSession): void {
    if (!contains(this.window, session.startsAt)) return;
    this.total.add(session);
    this.weeks.get(weekOf(localDateOf(session.startsAt, this.zone)))?.add(session);
  }

  counts(): Participation {
    const byWeek = [...this.weeks].map(([week, tally]) => ({ week, from: mondayOf(week), ...tally.counts() }));
    return { ...this.total.counts(), byWeek };
  }
}

class CategoryTally {
  private readonly total = new Tally();
  private readonly categories = new Map<ActivityCategory, Tally>();

  add(session: OfferedSession): void {
    const own = this.categories.get(session.category) ?? new Tally();
    this.categories.set(session.category, own);
    for (const tally of [this.total, own]) tally.add(session);
  }

  counts(): ParticipationCounts & Pick<Participation, 'byCategory'> {
    const byCategory = ACTIVITY_CATEGORIES.flatMap((category) => {
      const tally = this.categories.get(category);
      return tally === undefined ? [] : [{ category, ...tally.counts() }];
    });
    return { ...this.total.counts(), byCategory };
  }
}

class Tally {
  private readonly sums = { offered: 0, attended: 0, declined: 0, absent: 0, minutes: 0 };
  private readonly engagement = { sum: 0, stated: 0 };

  add({ startsAt, endsAt, entry }: OfferedSession): void {
    this.sums.offered += 1;
    if (entry === undefined) return;
    const { attendance, engagement } = entry;
    this.sums[attendance === 'partly' ? 'attended' : attendance] += 1;
    if (countsAsAttended(attendance)) this.sums.minutes += minutesBetween(startsAt, endsAt);
    if (engagement === null) return;
    this.engagement.sum += engagement;
    this.engagement.stated += 1;
  }

  counts(): ParticipationCounts {
    const { sum, stated } = this.engagement;
    return { ...this.sums, meanEngagement: stated === 0 ? null : Math.round((10 * sum) / stated) / 10 };
  }
}

/** When a resident was in the home: neither before they came, nor away, nor gone. */
export function presenceOf(
  periods: readonly { readonly from: Instant; readonly to: Instant | null; readonly status: string }[],
): readonly Range[] {
  return periods.flatMap(({ from, to, status }) => (status === 'admitted' ? [{ from, to: to ?? undefined }] : []));
}
