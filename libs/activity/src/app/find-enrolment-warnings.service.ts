import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import type { Reader } from '#platform/database';
import { HomeZone, localDateOf, type Instant } from '#platform/time';
import type { Activity } from '../domain/activity.js';
import { isAwayAt } from '../domain/away.js';
import type { AwayThen, EnrolmentWarnings } from '../domain/enrolment-warnings.js';
import type { Coverage } from '../domain/enrolment.js';
import type { SessionOverride } from '../domain/session-override.js';
import { timesOf } from '../domain/session.js';
import { FindAbsences } from './find-absences.service.js';
import { FindClashes } from './find-clashes.service.js';
import { FindContraindications } from './find-contraindications.service.js';

/** An enrolment that is wanted. */
export interface Wanted {
  readonly activity: Activity;
  readonly residentId: string;
  readonly coverage: Coverage;
  /** The change of the one session that is wanted, where there is one. */
  readonly override: SessionOverride | undefined;
}

/** All that somebody who enrols a resident has to know. */
@Injectable()
export class FindEnrolmentWarnings {
  constructor(
    private readonly clashes: FindClashes,
    private readonly against: FindContraindications,
    private readonly absences: FindAbsences,
    private readonly zone: HomeZone,
  ) {}

  async of(reader: Reader, wanted: Wanted, now: Instant, asking: Pick<Caller, 'roles'>): Promise<EnrolmentWarnings> {
    const { activity, residentId, coverage } = wanted;
    const today = localDateOf(now, this.zone.id);
    const against = await this.against.of(reader, activity, [residentId], asking);
    return {
      clashes: await this.clashes.of(reader, residentId, activity, coverage, today),
      contraindications: against.get(residentId) ?? [],
      away: await this.away(reader, wanted, now),
    };
  }

  /** Of one session only: a series outlasts an absence. */
  private async away(
    reader: Reader,
    { activity, residentId, coverage: { session }, override }: Wanted,
    now: Instant,
  ): Promise<AwayThen | null> {
    if (session === null) return null;
    const { startsAt } = timesOf(activity, override, this.zone.id, session);
    const absences = (await this.absences.of(reader, [residentId])).get(residentId) ?? [];
    if (!isAwayAt(absences, startsAt, now, this.zone.id)) return null;
    const expectedReturnOn = absences.find(({ to }) => to === undefined)?.expectedReturnOn ?? null;
    return { startsAt, expectedReturnOn };
  }
}
