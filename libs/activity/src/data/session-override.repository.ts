import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '#platform/database';
import { insertRows, select, updateRow } from '#platform/database/sql';
import type { Instant, LocalDateTime } from '#platform/time';
import type { SessionChange, SessionOverride } from '../domain/session-override.js';
import { SessionOverrideEntity } from './activity.entity.js';

/** The changes of single sessions, as they are stored. */
@Injectable()
export class SessionOverrideRepository {
  async find(
    reader: Reader,
    activityId: string,
    originalStartsAt: LocalDateTime,
  ): Promise<SessionOverride | undefined> {
    const row = await select(reader, SessionOverrideEntity, 'override')
      .where('override.activityId = :activityId AND override.originalStartsAt = :originalStartsAt', {
        activityId,
        originalStartsAt,
      })
      .getOne();
    return row ?? undefined;
  }

  /** Of sessions that the series puts, or that were moved, into a stretch of the wall clock. */
  during(
    reader: Reader,
    stretch: { readonly from: LocalDateTime; readonly to: LocalDateTime },
    activityIds?: readonly string[],
  ): Promise<readonly SessionOverride[]> {
    const query = select(reader, SessionOverrideEntity, 'override').where(
      `((override.originalStartsAt >= :from AND override.originalStartsAt < :to)
        OR (override.startsAt >= :from AND override.startsAt < :to))`,
      stretch,
    );
    if (activityIds !== undefined) query.andWhere('override.activityId IN (:...activityIds)', { activityIds });
    return query.getMany();
  }

  /** Those from a moment of the wall clock on that say how many places a session has. */
  async withCapacity(
    reader: Reader,
    activityIds: readonly string[],
    from: LocalDateTime,
  ): Promise<readonly SessionOverride[]> {
    if (activityIds.length === 0) return [];
    return select(reader, SessionOverrideEntity, 'override')
      .where('override.activityId IN (:...activityIds) AND override.capacity IS NOT NULL', { activityIds })
      .andWhere('override.originalStartsAt >= :from', { from })
      .getMany();
  }

  /** Those of the sessions that a series puts from a moment of the wall clock on. */
  startingFrom(reader: Reader, activityId: string, from: LocalDateTime): Promise<readonly SessionOverride[]> {
    return select(reader, SessionOverrideEntity, 'override')
      .where('override.activityId = :activityId AND override.originalStartsAt >= :from', { activityId, from })
      .getMany();
  }

  async add(tx: Tx, override: SessionOverride): Promise<void> {
    await insertRows(tx, SessionOverrideEntity, [override]);
  }

  /** @throws VersionConflictError */
  async change(tx: Tx, override: SessionOverride, change: SessionChange, at: Instant): Promise<SessionOverride> {
    const row = { id: override.id, version: override.version, at };
    const version = await updateRow(tx, SessionOverrideEntity, row, change);
    return { ...override, ...change, version, updatedAt: at };
  }

  /** The change is of another session from now on. @throws VersionConflictError */
  async rename(tx: Tx, override: SessionOverride, originalStartsAt: LocalDateTime, at: Instant): Promise<void> {
    const row = { id: override.id, version: override.version, at };
    await updateRow(tx, SessionOverrideEntity, row, { originalStartsAt });
  }
}
