import { Injectable } from '@nestjs/common';
import { expectVersion, InvalidFieldsError, NotFoundError, type AsRead } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { UnitOfWork, type Reader, type Tx } from '#platform/database';
import { Clock, HomeZone, type LocalDateTime } from '#platform/time';
import { ResidentDirectory } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import { sheetVersion, type AttendanceSheet, type SessionAttendance } from '../domain/attendance-sheet.js';
import { recordAttendance, type AttendanceDraft, type AttendanceEntry } from '../domain/attendance.js';
import type { SessionOverride } from '../domain/session-override.js';
import { sessionAt, type Session } from '../domain/session.js';
import { AttendanceSheets } from './attendance-sheets.service.js';

/** Who took part in a session, recorded for the whole of it at once. */
@Injectable()
export class RecordAttendance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly attendances: AttendanceRepository,
    private readonly sheets: AttendanceSheets,
    private readonly residents: ResidentDirectory,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError when there is no such session. */
  async get(activityId: string, originalStartsAt: LocalDateTime): Promise<AsRead<SessionAttendance>> {
    const { reader } = this.unitOfWork;
    const activity = await this.activities.load(reader, activityId);
    const { session, sheet, override } = await this.find(reader, activity, originalStartsAt);
    const record = await this.sheets.read(reader, session, sheet);
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
      expectVersion({ version: sheetVersion(sheet) }, version);
      const entries = recordAttendance(session, drafts);
      await this.checkResidents(tx, entries);
      return this.sheets.put(tx, session, sheet, entries, { by: caller.userId, at: this.clock.now() });
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
}
