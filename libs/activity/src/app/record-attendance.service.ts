import { Injectable } from '@nestjs/common';
import { expectVersion, InvalidFieldsError, NotFoundError, type AsRead } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Reader, type Tx } from '#platform/database';
import { Clock, HomeZone, type Instant, type LocalDateTime } from '#platform/time';
import { ResidentDirectory } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import {
  compareAttendance,
  type AttendanceChanges,
  type AttendanceSheet,
  type SessionAttendance,
} from '../domain/attendance-sheet.js';
import { recordAttendance, type AttendanceDraft, type AttendanceEntry } from '../domain/attendance.js';
import type { SessionOverride } from '../domain/session-override.js';
import { sessionAt, type Session } from '../domain/session.js';

/** Who took part in a session, recorded for the whole of it at once. */
@Injectable()
export class RecordAttendance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly attendances: AttendanceRepository,
    private readonly residents: ResidentDirectory,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError when there is no such session. */
  async get(activityId: string, originalStartsAt: LocalDateTime): Promise<AsRead<SessionAttendance>> {
    const { reader } = this.unitOfWork;
    const activity = await this.activities.load(reader, activityId);
    const { session, sheet, override } = await this.find(reader, activity, originalStartsAt);
    const record = await this.read(reader, session, sheet);
    // Until something is recorded, the series and the change of its session say when it is held.
    return { record, mayHaveChanged: sheet === undefined && (override !== undefined || activity.version > 1) };
  }

  /**
   * All or nothing; the same again changes nothing. The list is the whole record: whom it leaves out isn't recorded.
   * @param originalStartsAt which session: where the series puts it, moved or not.
   * @throws NotFoundError, SessionCancelledError, InvalidFieldsError, VersionConflictError
   */
  record(
    activityId: string,
    originalStartsAt: LocalDateTime,
    drafts: readonly AttendanceDraft[],
    version: number | undefined,
    caller: Pick<Caller, 'userId'>,
  ): Promise<SessionAttendance> {
    return this.unitOfWork.write(async (tx) => {
      const activity = await this.activities.lock(tx, activityId);
      const { session, sheet } = await this.find(tx, activity, originalStartsAt);
      expectVersion({ version: versionOf(sheet) }, version);
      const entries = recordAttendance(session, drafts);
      await this.checkResidents(tx, entries);
      const before = await this.attendances.entries(tx, activityId, originalStartsAt);
      const at = this.clock.now();
      const changes = compareAttendance(before, entries);
      await this.store(tx, session, changes, caller.userId, at);
      return this.read(tx, session, await this.keepSheet(tx, session, sheet, changes, at));
    });
  }

  private async find(
    reader: Reader,
    activity: Activity,
    originalStartsAt: LocalDateTime,
  ): Promise<{
    readonly session: Session;
    readonly sheet: AttendanceSheet | undefined;
    readonly override: SessionOverride | undefined;
  }> {
    const override = await this.overrides.find(reader, activity.id, originalStartsAt);
    const sheet = await this.attendances.findSheet(reader, activity.id, originalStartsAt);
    const session = sessionAt(activity, override, this.zone.id, originalStartsAt, sheet);
    if (session === undefined) throw new NotFoundError('session');
    return { session, sheet, override };
  }

  private async read(
    reader: Reader,
    { activityId, originalStartsAt, startsAt, endsAt }: Session,
    sheet: AttendanceSheet | undefined,
  ): Promise<SessionAttendance> {
    const items = await this.attendances.entries(reader, activityId, originalStartsAt);
    return { activityId, originalStartsAt, startsAt, endsAt, version: versionOf(sheet), items };
  }

  private async checkResidents(tx: Tx, entries: readonly AttendanceEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const ids = entries.map(({ residentId }) => residentId);
    const known = new Set((await this.residents.find(tx, { ids })).map(({ id }) => id));
    const errors = ids.flatMap((id, index) =>
      known.has(id)
        ? []
        : [{ pointer: `/${index}/residentId`, code: 'unknown-reference', message: 'is no resident of the home' }],
    );
    if (errors.length > 0) throw new InvalidFieldsError(errors);
  }

  private async store(
    tx: Tx,
    { activityId, originalStartsAt, startsAt }: Session,
    { added, changed, removed }: AttendanceChanges,
    recordedBy: string,
    at: Instant,
  ): Promise<void> {
    const stored = { version: 1, createdAt: at, updatedAt: at, activityId, originalStartsAt, startsAt, recordedBy };
    await this.attendances.add(
      tx,
      added.map((entry) => ({ id: newId(at), ...stored, ...entry })),
    );
    for (const { before, after } of changed) await this.attendances.change(tx, before, after, recordedBy, at);
    await this.attendances.remove(tx, removed);
  }

  /** The sheet keeps when the session was held, and one version for the whole of its record. */
  private async keepSheet(
    tx: Tx,
    { activityId, originalStartsAt, startsAt, endsAt }: Session,
    sheet: AttendanceSheet | undefined,
    { added, changed, removed }: AttendanceChanges,
    at: Instant,
  ): Promise<AttendanceSheet> {
    if (sheet === undefined) {
      const stored = { id: newId(at), version: 1, createdAt: at, updatedAt: at };
      const first = { ...stored, activityId, originalStartsAt, startsAt, endsAt };
      await this.attendances.addSheet(tx, first);
      return first;
    }
    const isSame = added.length + changed.length + removed.length === 0;
    return isSame ? sheet : this.attendances.changeSheet(tx, sheet, {}, at);
  }
}

function versionOf(sheet: AttendanceSheet | undefined): number {
  return 1 + (sheet?.version ?? 0);
}
