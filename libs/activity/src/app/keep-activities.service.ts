import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest, type Tx } from '#platform/database';
import {
  Clock,
  HomeZone,
  localDateOf,
  localDateTime,
  parseLocalTime,
  type Instant,
  type LocalDate,
} from '#platform/time';
import { ActivityRepository, type ActivityFilter } from '../data/activity.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import { changeActivity, inactiveSince, newActivity, type Activity, type ActivityDraft } from '../domain/activity.js';
import type { LostSession } from '../domain/carry.js';
import { cutFrom, revise, statedFields } from '../domain/revision.js';
import { isHeldOnce } from '../domain/series.js';
import { isAnyBroughtForward } from '../domain/session.js';
import { AssignPlaces } from './assign-places.service.js';
import { CarryOver } from './carry-over.service.js';

/** An activity after a change, with what names sessions that it has no more. */
export interface ChangedActivity {
  readonly activity: Activity;
  /** In order of time. */
  readonly lost: readonly LostSession[];
}

const MIDNIGHT = parseLocalTime('00:00');

/** What the home offers, once or as a series. */
@Injectable()
export class KeepActivities {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly places: AssignPlaces,
    private readonly carryOver: CarryOver,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  list(filter: ActivityFilter, page: PageRequest): Promise<Page<Activity>> {
    return this.activities.list(this.unitOfWork.reader, filter, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Activity> {
    return this.activities.load(this.unitOfWork.reader, id);
  }

  /** @throws InvalidFieldsError */
  async create(draft: ActivityDraft): Promise<Activity> {
    const at = this.clock.now();
    const fields = newActivity(draft);
    const activity: Activity = {
      id: newId(at),
      version: 1,
      createdAt: at,
      updatedAt: at,
      ...fields,
      earlier: [],
      inactiveSince: inactiveSince(fields, null, at),
    };
    await this.unitOfWork.write((tx) => this.activities.add(tx, activity));
    return activity;
  }

  /**
   * Changes an activity; what a series was before stays as it was (docs/decisions/0017).
   * @param from the day from which how it is planned changes; undefined: from now on.
   * @throws NotFoundError, InvalidFieldsError, VersionConflictError, TooManyChangesError
   */
  change(
    id: string,
    patch: Partial<ActivityDraft>,
    from: LocalDate | undefined,
    version: number | undefined,
  ): Promise<ChangedActivity> {
    return this.unitOfWork.write(async (tx) => {
      const activity = await this.activities.lock(tx, id);
      expectVersion(activity, version);
      const at = this.clock.now();
      const stated = given(patch);
      const fields = changeActivity(activity, stated);
      const cut = cutFrom(from, at, this.zone.id);
      const isFromADay = from !== undefined;
      const revision = { cut, isFromADay, fields: statedFields(activity, fields, stated, isFromADay) };
      const changes = await this.overrides.startingFrom(tx, id, cut);
      const series = revise(activity, fields, revision, isAnyBroughtForward(activity, changes, cut));
      const changed = await this.activities.change(
        tx,
        activity,
        { ...fields, ...series, inactiveSince: inactiveSince(fields, activity.inactiveSince, at) },
        at,
      );
      // A wrong day of what is held once may be put right when it is over.
      const since = isHeldOnce(activity) && activity.startsAt < cut ? activity.startsAt : cut;
      const lost =
        revision.fields.length === 0 ? [] : await this.carryOver.carry(tx, activity, changed, { from: since, at });
      if (changed.format === 'one-to-one' && activity.format !== 'one-to-one') await this.leaveOnePlace(tx, id, at);
      await this.places.promote(tx, [changed], at);
      return { activity: changed, lost };
    });
  }

  /** In sessions from today on that had more places of their own. */
  private async leaveOnePlace(tx: Tx, id: string, at: Instant): Promise<void> {
    const today = localDateTime(localDateOf(at, this.zone.id), MIDNIGHT);
    for (const override of await this.overrides.withCapacity(tx, [id], today)) {
      await this.overrides.change(tx, override, { ...override, capacity: null }, at);
    }
  }
}
