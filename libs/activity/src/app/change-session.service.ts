import { Injectable } from '@nestjs/common';
import { expectVersion, NotFoundError } from '#platform/kernel';
import { newId, UnitOfWork, type Tx } from '#platform/database';
import { Clock, HomeZone, type Instant, type LocalDateTime } from '#platform/time';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import {
  changeSession,
  type SessionChange,
  type SessionOverride,
  type SessionPatch,
} from '../domain/session-override.js';
import type { SessionOverview } from '../domain/session-overview.js';
import { sessionAt, timesOf } from '../domain/session.js';
import { AssignPlaces } from './assign-places.service.js';
import { DescribeSessions } from './describe-sessions.service.js';

/** Cancels, moves or changes one session without touching its series. */
@Injectable()
export class ChangeSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly attendances: AttendanceRepository,
    private readonly places: AssignPlaces,
    private readonly sessions: DescribeSessions,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * @param originalStartsAt which session: where the series puts it, moved or not.
   * @throws NotFoundError, InvalidFieldsError, VersionConflictError
   */
  change(
    activityId: string,
    originalStartsAt: LocalDateTime,
    patch: SessionPatch,
    version: number | undefined,
  ): Promise<SessionOverview> {
    return this.unitOfWork.write(async (tx) => {
      const activity = await this.activities.lock(tx, activityId);
      const before = await this.overrides.find(tx, activityId, originalStartsAt);
      const sheet = await this.attendances.findSheet(tx, activityId, originalStartsAt);
      if (sessionAt(activity, before, this.zone.id, originalStartsAt, sheet) === undefined) {
        throw new NotFoundError('session');
      }
      expectVersion({ version: 1 + (before?.version ?? 0) }, version);
      const at = this.clock.now();
      const change = changeSession(before, patch, activity.format);
      const override = await this.store(tx, before, { activityId, originalStartsAt }, change, at);
      const isMoved = patch.startsAt !== undefined || patch.durationMinutes !== undefined;
      const times = timesOf(activity, override, this.zone.id, originalStartsAt);
      const held = sheet !== undefined && isMoved ? await this.attendances.changeSheet(tx, sheet, times, at) : sheet;
      await this.places.promote(tx, [activity], at);
      const session = sessionAt(activity, override, this.zone.id, originalStartsAt, held);
      const [overview] =
        session === undefined ? [] : await this.sessions.describe(tx, [activity], [override], [session]);
      if (overview === undefined) throw new NotFoundError('session');
      return overview;
    });
  }

  private async store(
    tx: Tx,
    before: SessionOverride | undefined,
    which: Pick<SessionOverride, 'activityId' | 'originalStartsAt'>,
    change: SessionChange,
    at: Instant,
  ): Promise<SessionOverride> {
    if (before !== undefined) return this.overrides.change(tx, before, change, at);
    const override = { id: newId(at), version: 1, createdAt: at, updatedAt: at, ...which, ...change };
    await this.overrides.add(tx, override);
    return override;
  }
}
