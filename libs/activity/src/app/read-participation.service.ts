import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Reader } from '#platform/database';
import {
  Clock,
  datePart,
  HomeZone,
  type Instant,
  type LocalDate,
  type LocalDateTime,
  type Window,
  type Zone,
} from '#platform/time';
import { inTurns } from '#platform/turns';
import { displayName, ResidentDirectory } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { ParticipationRepository } from '../data/participation.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import { hasPlaceIn } from '../domain/enrolment.js';
import { participationWindow } from '../domain/participation-window.js';
import { isOffered, ParticipationTally, presenceOf, type Participation } from '../domain/participation.js';
import { sessionsInOrder } from '../domain/session-page.js';
import { byActivity, daysAround, nameOf, type Session } from '../domain/session.js';

/** How a resident took part in what was offered to them. */
export interface ResidentParticipation extends Participation {
  readonly residentId: string;
  /** Family name first. */
  readonly name: string;
  readonly window: Window;
  readonly timeZone: Zone;
  /** What begins later isn't counted. */
  readonly asOf: Instant;
}

export interface ParticipationQuery {
  /** Instants, or local dates that mean their whole day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Counts what a resident was offered and took part in, in a fixed number of statements. */
@Injectable()
export class ReadParticipation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentDirectory,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly attendances: AttendanceRepository,
    private readonly participation: ParticipationRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** In turns. @throws NotFoundError, InvalidFieldsError */
  read(residentId: string, query: ParticipationQuery): Promise<ResidentParticipation> {
    return this.unitOfWork.report((reader) => this.make(reader, residentId, query));
  }

  private async make(reader: Reader, residentId: string, query: ParticipationQuery): Promise<ResidentParticipation> {
    const zone = this.zone.id;
    const now = this.clock.now();
    const window = participationWindow(query, now, zone);
    const resident = await this.residents.get(reader, residentId);
    const periods = await this.residents.statusPeriods(reader, [residentId]);
    const presence = presenceOf(periods.get(residentId) ?? []);

    const stretch = daysAround(window, zone);
    const changed = await this.overrides.during(reader, stretch);
    // A session that was moved into the window may be one of other days.
    const days = daysOf([stretch.from, stretch.to, ...changed.map(({ originalStartsAt }) => originalStartsAt)]);
    const places = byActivity(await this.enrolments.places(reader, days, { residentId }));
    const recorded = await this.participation.recorded(reader, residentId, window);
    const entries = new Map(recorded.map((entry) => [nameOf(entry), entry]));
    const ids = [...new Set([...places.keys(), ...recorded.map(({ activityId }) => activityId)])];
    const activities = await this.activities.byIds(reader, ids);
    const held = await this.attendances.heldDuring(reader, window, ids);

    const isWanted = (session: Session): boolean => {
      const hasPlace = (places.get(session.activityId) ?? []).some((place) => hasPlaceIn(place, session));
      return isOffered(session, entries.get(nameOf(session)), hasPlace, presence);
    };
    const categories = new Map(activities.map(({ id, category }) => [id, category]));
    const programme = { activities, overrides: changed, held };
    const tally = new ParticipationTally(window, now, zone);
    for await (const some of inTurns(sessionsInOrder(programme, zone, window, undefined, isWanted))) {
      for (const session of some) {
        const category = categories.get(session.activityId);
        if (category !== undefined) tally.add({ ...session, category, entry: entries.get(nameOf(session)) });
      }
    }
    const name = displayName(resident);
    return { residentId, name, window, timeZone: zone, asOf: now, ...tally.counts() };
  }
}

function daysOf(times: readonly LocalDateTime[]): { readonly first: LocalDate; readonly last: LocalDate } {
  const dates = times.map(datePart).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('there is no day');
  return { first, last };
}
