import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { insertRows, keysetPage, select, updateRow } from '#platform/database/sql';
import type { Instant, LocalDate, LocalDateTime } from '#platform/time';
import type { Coverage, Enrolment, EnrolmentStatus } from '../domain/enrolment.js';
import type { Place } from '../domain/session-overview.js';
import { EnrolmentEntity } from './enrolment.entity.js';

const NEWEST_FIRST = { name: 'created', direction: 'DESC', keys: ['createdAt', 'id'] } as const;

/** Covers a day or something after it. */
const NOT_OVER =
  "(enrolment.session >= :day OR (enrolment.session IS NULL AND COALESCE(enrolment.until, '9999-12-31') >= :day))";

/** The same, and every single session: it may have been moved. */
const ALSO_MOVED = "(enrolment.session IS NOT NULL OR COALESCE(enrolment.until, '9999-12-31') >= :day)";

/** What a list of enrolments may be narrowed by. */
export interface EnrolmentFilter {
  readonly residentId?: string | undefined;
  readonly status?: Exclude<EnrolmentStatus, 'cancelled'> | undefined;
}

/** Places and waits for places, as they are stored. A cancelled one is only history. */
@Injectable()
export class EnrolmentRepository {
  list(reader: Reader, activityId: string, filter: EnrolmentFilter, page: PageRequest): Promise<Page<Enrolment>> {
    const { residentId, status } = filter;
    const query = select(reader, EnrolmentEntity, 'enrolment')
      .where('enrolment.activityId = :activityId', { activityId })
      .andWhere("enrolment.status <> 'cancelled'");
    if (residentId !== undefined) query.andWhere('enrolment.residentId = :residentId', { residentId });
    if (status !== undefined) query.andWhere('enrolment.status = :status', { status });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** @throws NotFoundError */
  async load(reader: Reader, activityId: string, id: string): Promise<Enrolment> {
    const row = await select(reader, EnrolmentEntity, 'enrolment')
      .where('enrolment.id = :id AND enrolment.activityId = :activityId', { id, activityId })
      .andWhere("enrolment.status <> 'cancelled'")
      .getOne();
    if (row === null) throw new NotFoundError('enrolment');
    return row;
  }

  /** Those of some activities that have a place or wait for one, and aren't over before a day. */
  async current(reader: Reader, activityIds: readonly string[], day: LocalDate): Promise<readonly Enrolment[]> {
    if (activityIds.length === 0) return [];
    return select(reader, EnrolmentEntity, 'enrolment')
      .where('enrolment.activityId IN (:...activityIds)', { activityIds })
      .andWhere("enrolment.status <> 'cancelled'")
      .andWhere(NOT_OVER, { day })
      .getMany();
  }

  /** Places, and waits for places, in one session that the series puts from a moment of the wall clock on. */
  inSingleSessions(reader: Reader, activityId: string, from: LocalDateTime): Promise<readonly Enrolment[]> {
    return select(reader, EnrolmentEntity, 'enrolment')
      .where("enrolment.activityId = :activityId AND enrolment.status <> 'cancelled'", { activityId })
      .andWhere('enrolment.session >= :from', { from })
      .getMany();
  }

  waiting(reader: Reader, activityId: string): Promise<readonly Enrolment[]> {
    return select(reader, EnrolmentEntity, 'enrolment')
      .where("enrolment.activityId = :activityId AND enrolment.status = 'waiting'", { activityId })
      .getMany();
  }

  /** What a resident has a place in, or waits for, and isn't over before a day. */
  ofResident(reader: Reader, residentId: string, day: LocalDate): Promise<readonly Enrolment[]> {
    return select(reader, EnrolmentEntity, 'enrolment')
      .where('enrolment.residentId = :residentId', { residentId })
      .andWhere("enrolment.status <> 'cancelled'")
      .andWhere(NOT_OVER, { day })
      .orderBy('enrolment.id')
      .getMany();
  }

  /** What the resident's departure ended; what is one session may be over. */
  endedBy(reader: Reader, residentId: string, movementId: string, day: LocalDate): Promise<readonly Enrolment[]> {
    return select(reader, EnrolmentEntity, 'enrolment')
      .where('enrolment.residentId = :residentId AND enrolment.endedBy = :movementId', { residentId, movementId })
      .andWhere(ALSO_MOVED, { day })
      .orderBy('enrolment.id')
      .getMany();
  }

  /** Who has or had a place between two days, both included. */
  async places(
    reader: Reader,
    days: { readonly first: LocalDate; readonly last: LocalDate },
    of: { readonly activityIds: readonly string[] } | { readonly residentId: string },
  ): Promise<readonly Place[]> {
    if ('activityIds' in of && of.activityIds.length === 0) return [];
    const whose =
      'activityIds' in of ? 'enrolment.activityId IN (:...activityIds)' : 'enrolment.residentId = :residentId';
    return select(reader, EnrolmentEntity, 'enrolment')
      .where(whose, of)
      .andWhere("(enrolment.status = 'enrolled' OR enrolment.heldUntil IS NOT NULL)")
      .andWhere(NOT_OVER, { day: days.first })
      .andWhere("(COALESCE(enrolment.session, enrolment.from, '0000') <= :end)", { end: `${days.last}T23:59` })
      .getMany();
  }

  async add(tx: Tx, enrolment: Enrolment): Promise<void> {
    await insertRows(tx, EnrolmentEntity, [enrolment]);
  }

  /** @throws VersionConflictError */
  async change(
    tx: Tx,
    enrolment: Enrolment,
    changes: Partial<Coverage & Pick<Enrolment, 'status' | 'heldUntil' | 'endedBy'>>,
    at: Instant,
  ): Promise<Enrolment> {
    const row = { id: enrolment.id, version: enrolment.version, at };
    const version = await updateRow(tx, EnrolmentEntity, row, changes);
    return { ...enrolment, ...changes, version, updatedAt: at };
  }
}
