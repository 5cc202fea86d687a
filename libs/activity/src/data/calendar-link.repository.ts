import { Injectable } from '@nestjs/common';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, select, updateRow } from '#platform/database/sql';
import { NotFoundError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { CalendarLink } from '../domain/calendar/calendar-link.js';
import { CalendarLinkEntity } from './calendar-link.entity.js';

const NEWEST_FIRST = { name: 'created', direction: 'DESC', keys: ['createdAt', 'id'] } as const;

const NOT_REVOKED = 'link.revokedAt IS NULL';

/** Links to calendars, as they are stored. One that is revoked stays there; nothing here gives it back. */
@Injectable()
export class CalendarLinkRepository {
  list(reader: Reader, userId: string, page: PageRequest): Promise<Page<CalendarLink>> {
    const query = select(reader, CalendarLinkEntity, 'link').where(`link.userId = :userId AND ${NOT_REVOKED}`, {
      userId,
    });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /**
   * In a unit of work nobody else changes it until that ends.
   * @throws NotFoundError
   */
  async load(reader: Reader, id: string): Promise<CalendarLink> {
    const query = select(reader, CalendarLinkEntity, 'link').where(`link.id = :id AND ${NOT_REVOKED}`, { id });
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('calendar link');
    return row;
  }

  async findByHash(reader: Reader, secretHash: string): Promise<CalendarLink | undefined> {
    const row = await select(reader, CalendarLinkEntity, 'link')
      .where(`link.secretHash = :secretHash AND ${NOT_REVOKED}`, { secretHash })
      .getOne();
    return row ?? undefined;
  }

  async add(tx: Tx, link: CalendarLink): Promise<void> {
    await insertRows(tx, CalendarLinkEntity, [link]);
  }

  /** @throws VersionConflictError */
  async revoke(tx: Tx, { id, version }: CalendarLink, at: Instant): Promise<void> {
    await updateRow(tx, CalendarLinkEntity, { id, version, at }, { revokedAt: at });
  }
}
