import { Injectable } from '@nestjs/common';
import { hashToken, isPermitted, newToken, Users, type Caller } from '#platform/access';
import { readsRecordOf } from '#platform/audit';
import { newId, UnitOfWork, type Page, type PageRequest, type Tx } from '#platform/database';
import { InvalidFieldsError, NotFoundError } from '#platform/kernel';
import { Clock } from '#platform/time';
import { ResidentDirectory } from '#resident';
import { CalendarLinkRepository } from '../data/calendar-link.repository.js';
import type { CalendarLink } from '../domain/calendar/calendar-link.js';
import { WriteCalendar } from './write-calendar.service.js';

/** What a link is to be for; absent or null: the home's calendar, and no name. */
export interface NewCalendarLink {
  readonly residentId?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** A link as it is given out, once. */
export interface IssuedCalendarLink {
  readonly link: CalendarLink;
  /** 43 characters, 256 random bits. */
  readonly secret: string;
}

/** Secret addresses for calendar programs, which can't sign in. */
@Injectable()
export class KeepCalendarLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: CalendarLinkRepository,
    private readonly residents: ResidentDirectory,
    private readonly users: Users,
    private readonly calendar: WriteCalendar,
    private readonly clock: Clock,
  ) {}

  /** The caller's own, newest first. */
  list({ userId }: Caller, page: PageRequest): Promise<Page<CalendarLink>> {
    return this.links.list(this.unitOfWork.reader, userId, page);
  }

  /** @throws InvalidFieldsError when there is no such resident. */
  async create({ residentId = null, name = null }: NewCalendarLink, { userId }: Caller): Promise<IssuedCalendarLink> {
    const at = this.clock.now();
    const { token: secret, tokenHash: secretHash } = newToken();
    const stored = { id: newId(at), version: 1, createdAt: at, updatedAt: at, revokedAt: null };
    const link: CalendarLink = { ...stored, userId, residentId, name, secretHash };
    await this.unitOfWork.write(async (tx) => {
      if (residentId !== null) await this.checkResident(tx, residentId);
      await this.links.add(tx, link);
    });
    return { link, secret };
  }

  /**
   * From the next request on it leads nowhere. One's own; whoever may change users revokes any.
   * @throws NotFoundError
   */
  async revoke(id: string, { userId, roles }: Caller): Promise<void> {
    await this.unitOfWork.write(async (tx) => {
      const link = await this.links.load(tx, id);
      if (link.userId !== userId && !isPermitted(roles, 'users:write')) throw new NotFoundError('calendar link');
      await this.links.revoke(tx, link, this.clock.now());
    });
  }

  /**
   * The calendar that a secret leads to, read as its user.
   * @throws NotFoundError the same when there is no such link, it is revoked, or its user may not read activities any more.
   */
  async read(secret: string): Promise<string> {
    const link = await this.links.findByHash(this.unitOfWork.reader, hashToken(secret));
    const user = link === undefined ? undefined : await this.users.answering(link.userId, 'activities:read');
    if (link === undefined || user === undefined) throw new NotFoundError('calendar');
    readsRecordOf(link.residentId);
    return this.calendar.write(link.residentId ?? undefined);
  }

  private async checkResident(tx: Tx, id: string): Promise<void> {
    try {
      await this.residents.get(tx, id);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const message = 'is no resident of the home';
      throw new InvalidFieldsError([{ pointer: '/residentId', code: 'unknown-reference', message }]);
    }
  }
}
