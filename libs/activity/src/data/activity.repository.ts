import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, select, updateRow } from '#platform/database/sql';
import type { Instant, LocalDateTime } from '#platform/time';
import type { Activity, ActivityCategory, ActivityFields, ActivityFormat } from '../domain/activity.js';
import { ActivityEntity } from './activity.entity.js';

const NEWEST_FIRST = { name: 'id', direction: 'DESC', keys: ['id'] } as const;

/** What a list of activities may be narrowed by. */
export interface ActivityFilter {
  readonly category?: ActivityCategory | undefined;
  readonly active?: boolean | undefined;
  readonly format?: ActivityFormat | undefined;
}

/** Activities, as they are stored. */
@Injectable()
export class ActivityRepository {
  list(reader: Reader, { category, active, format }: ActivityFilter, page: PageRequest): Promise<Page<Activity>> {
    const query = select(reader, ActivityEntity, 'activity');
    if (category !== undefined) query.andWhere('activity.category = :category', { category });
    if (active !== undefined) query.andWhere('activity.active = :active', { active });
    if (format !== undefined) query.andWhere('activity.format = :format', { format });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Without a lock. @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<Activity> {
    const row = await select(reader, ActivityEntity, 'activity').where('activity.id = :id', { id }).getOne();
    if (row === null) throw new NotFoundError('activity');
    return row;
  }

  /**
   * Locks the activity until the unit of work ends: whoever decides on its places or sessions does so one after the
   * other. @throws NotFoundError
   */
  async lock(tx: Tx, id: string): Promise<Activity> {
    const [activity] = await this.lockAll(tx, [id]);
    if (activity === undefined) throw new NotFoundError('activity');
    return activity;
  }

  /** Locks several, always in the same order. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<readonly Activity[]> {
    if (ids.length === 0) return [];
    const query = select(tx, ActivityEntity, 'activity').where('activity.id IN (:...ids)', { ids });
    return forUpdate(tx, query.orderBy('activity.id')).getMany();
  }

  /** Some at a time, in the order of their ids. @param after the id of the last one before them; undefined: from the first. */
  next(reader: Reader, after: string | undefined, most: number): Promise<readonly Activity[]> {
    const query = select(reader, ActivityEntity, 'activity').orderBy('activity.id').limit(most);
    if (after !== undefined) query.where('activity.id > :after', { after });
    return query.getMany();
  }

  async byIds(reader: Reader, ids: readonly string[]): Promise<readonly Activity[]> {
    if (ids.length === 0) return [];
    return select(reader, ActivityEntity, 'activity').where('activity.id IN (:...ids)', { ids }).getMany();
  }

  /**
   * Those that may have sessions in a stretch of the wall clock: a series that has begun or was planned otherwise
   * before, one that is held once in it, and those named.
   */
  programme(
    reader: Reader,
    stretch: { readonly from: LocalDateTime; readonly to: LocalDateTime },
    also: readonly string[],
    category: ActivityCategory | undefined,
  ): Promise<readonly Activity[]> {
    const named = also.length === 0 ? '' : ' OR activity.id IN (:...also)';
    const query = select(reader, ActivityEntity, 'activity').where(
      `((activity.startsAt < :to AND (activity.recurrence IS NOT NULL OR activity.startsAt >= :from))
        OR activity.earlier <> '[]'${named})`,
      { ...stretch, ...(also.length === 0 ? {} : { also }) },
    );
    if (category !== undefined) query.andWhere('activity.category = :category', { category });
    return query.getMany();
  }

  async add(tx: Tx, activity: Activity): Promise<void> {
    await insertRows(tx, ActivityEntity, [activity]);
  }

  /** @throws VersionConflictError */
  async change(
    tx: Tx,
    activity: Activity,
    changes: ActivityFields & Pick<Activity, 'inactiveSince' | 'earlier'>,
    at: Instant,
  ): Promise<Activity> {
    const row = { id: activity.id, version: activity.version, at };
    const version = await updateRow(tx, ActivityEntity, row, changes);
    return { ...activity, ...changes, version, updatedAt: at };
  }
}
