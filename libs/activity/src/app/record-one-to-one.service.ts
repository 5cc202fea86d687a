import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork } from '#platform/database';
import { Clock, HomeZone } from '#platform/time';
import { ResidentDirectory } from '#resident';
import { ActivityRepository } from '../data/activity.repository.js';
import type { Activity } from '../domain/activity.js';
import type { SessionAttendance } from '../domain/attendance-sheet.js';
import { oneToOne, type OneToOneDraft } from '../domain/one-to-one.js';
import { AttendanceSheets } from './attendance-sheets.service.js';

/** Records time that somebody had with one resident, which nobody had planned: the activity and who took part, at once. */
@Injectable()
export class RecordOneToOne {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly sheets: AttendanceSheets,
    private readonly residents: ResidentDirectory,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError when there is no such resident, InvalidFieldsError */
  record(residentId: string, draft: OneToOneDraft, caller: Pick<Caller, 'userId'>): Promise<SessionAttendance> {
    return this.unitOfWork.write(async (tx) => {
      await this.residents.get(tx, residentId);
      const at = this.clock.now();
      const { activity: fields, startsAt, endsAt, entry } = oneToOne(draft, residentId, at, this.zone.id);
      const stored = { id: newId(at), version: 1, createdAt: at, updatedAt: at };
      const activity: Activity = { ...stored, ...fields, earlier: [], inactiveSince: at };
      await this.activities.add(tx, activity);
      const held = { activityId: activity.id, originalStartsAt: activity.startsAt, startsAt, endsAt };
      return this.sheets.put(tx, held, undefined, [entry], { by: caller.userId, at });
    });
  }
}
