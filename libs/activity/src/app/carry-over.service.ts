import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import type { Instant, LocalDateTime } from '#platform/time';
import { AttendanceRepository } from '../data/attendance.repository.js';
import { EnrolmentRepository } from '../data/enrolment.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import type { Activity } from '../domain/activity.js';
import { carry, type LostSession } from '../domain/carry.js';

/** What names single sessions of a series when that is changed, inside its unit of work. */
@Injectable()
export class CarryOver {
  constructor(
    private readonly overrides: SessionOverrideRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly attendances: AttendanceRepository,
  ) {}

  /** Carries changes, places and waits to the sessions that took the place of theirs; tells what has none. */
  async carry(
    tx: Tx,
    before: Activity,
    after: Activity,
    { from, at }: { readonly from: LocalDateTime; readonly at: Instant },
  ): Promise<readonly LostSession[]> {
    const overrides = await this.overrides.startingFrom(tx, before.id, from);
    const enrolments = await this.enrolments.inSingleSessions(tx, before.id, from);
    if (overrides.length + enrolments.length === 0) return [];
    const sheets = await this.attendances.heldFrom(tx, before.id, from);
    const held = sheets.map(({ originalStartsAt }) => originalStartsAt);
    const { to, lost } = carry(before, after, { overrides, enrolments, held });
    for (const override of overrides) {
      const next = to.get(override.originalStartsAt);
      if (next !== undefined) await this.overrides.rename(tx, override, next, at);
    }
    for (const enrolment of enrolments) {
      const session = enrolment.session === null ? undefined : to.get(enrolment.session);
      if (session !== undefined) await this.enrolments.change(tx, enrolment, { session }, at);
    }
    return lost;
  }
}
