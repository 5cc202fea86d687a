import { Injectable } from '@nestjs/common';
import {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  UnitOfWork,
  type Page,
  type PageRequest,
} from '#platform/database';
import { fold } from '#platform/kernel';
import { Clock, HomeZone, isInstant, type Instant } from '#platform/time';
import { displayName, ResidentDirectory, type Bed, type ResidentStatus } from '#resident';
import { ParticipationRepository } from '../data/participation.repository.js';
import { presenceOf } from '../domain/participation.js';
import {
  byTimeWithout,
  IDLE_DAYS,
  idleWindow,
  isWithoutParticipation,
  type ResidentDays,
} from '../domain/without-participation.js';

export { IDLE_DAYS } from '../domain/without-participation.js';

export interface IdleQuery {
  readonly days?: number | undefined;
  readonly unit?: string | undefined;
}

/** Someone who took part in nothing for some days. */
export interface WithoutParticipation {
  readonly residentId: string;
  /** Family name first. */
  readonly name: string;
  readonly bed: Bed | null;
  /** When the last session began that they took part in; null: there was none. */
  readonly lastAttendedAt: Instant | null;
}

/** The same with what was said to what was offered. */
export interface DescribedIdle extends WithoutParticipation {
  /** How often they have declined since then. */
  readonly declinedSince: number;
}

type Idle = WithoutParticipation & ResidentDays;

/** They live here, also while away. */
const OF_THE_HOME: readonly ResidentStatus[] = ['admitted', 'on-leave', 'in-hospital'];
const ORDER = 'time-without';

/** Who of the home takes part in nothing, in a fixed number of statements. */
@Injectable()
export class FindWithoutParticipation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentDirectory,
    private readonly participation: ParticipationRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** Who never took part first, then who has not for the longest, then by name. @throws BadCursorError */
  async list(query: IdleQuery, { limit, cursor }: PageRequest): Promise<Page<DescribedIdle>> {
    const after = cursor === undefined ? undefined : readKey(cursor);
    const all = await this.idle(query);
    const rest = after === undefined ? all : all.filter((one) => byTimeWithout(one, after) > 0);
    const shown = rest.slice(0, limit);
    const ids = shown.map(({ residentId }) => residentId);
    const declined = await this.participation.declinedSince(this.unitOfWork.reader, ids);
    const last = shown.at(-1);
    return {
      items: shown.map(({ residentId, name, bed, lastAttendedAt }) => ({
        ...{ residentId, name, bed, lastAttendedAt },
        declinedSince: declined.get(residentId) ?? 0,
      })),
      nextCursor: rest.length > limit && last !== undefined ? cursorAfter(last) : null,
    };
  }

  /** All of them in that order, for who watches over the home. */
  all(query: IdleQuery): Promise<readonly WithoutParticipation[]> {
    return this.idle(query);
  }

  private async idle({ days = IDLE_DAYS.usual, unit }: IdleQuery): Promise<readonly Idle[]> {
    const { reader } = this.unitOfWork;
    const window = idleWindow(days, this.clock.now(), this.zone.id);
    const residents = await this.residents.find(reader, { statuses: OF_THE_HOME, unit });
    const active = await this.participation.tookPartSince(
      reader,
      residents.map(({ id }) => id),
      window.from,
    );
    const others = residents.filter(({ id }) => !active.has(id));
    const ids = others.map(({ id }) => id);
    const periods = await this.residents.statusPeriods(reader, ids);
    const lastAttended = await this.participation.lastAttended(reader, ids);
    return others
      .map((resident) => ({
        residentId: resident.id,
        name: displayName(resident),
        sortName: fold(displayName(resident)),
        bed: resident.bed,
        presence: presenceOf(periods.get(resident.id) ?? []),
        lastAttendedAt: lastAttended.get(resident.id) ?? null,
      }))
      .filter((one) => isWithoutParticipation(one, window))
      .sort(byTimeWithout);
  }
}

function cursorAfter({ lastAttendedAt, sortName, residentId }: ResidentDays): string {
  return encodeCursor(ORDER, [lastAttendedAt ?? '', sortName, residentId]);
}

function readKey(cursor: string): ResidentDays {
  const [lastAttendedAt, sortName, residentId] = decodeCursor(ORDER, cursor, 3) ?? [];
  if (lastAttendedAt === undefined || sortName === undefined || residentId === undefined) throw new BadCursorError();
  if (lastAttendedAt !== '' && !isInstant(lastAttendedAt)) throw new BadCursorError();
  return { residentId, sortName, presence: [], lastAttendedAt: lastAttendedAt === '' ? null : lastAttendedAt };
}
