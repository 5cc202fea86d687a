import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest, type Tx } from '#platform/database';
import { Clock, HomeZone, localDateOf, localDateTime, parseLocalTime, type Instant } from '#platform/time';
import { ActivityRepository, type ActivityFilter } from '../data/activity.repository.js';
import { SessionOverrideRepository } from '../data/session-override.repository.js';
import { changeActivity, inactiveSince, newActivity, type Activity, type ActivityDraft } from '../domain/activity.js';
import { AssignPlaces } from './assign-places.service.js';

const MIDNIGHT = parseLocalTime('00:00');

/** What the home offers, once or as a series. */
@Injectable()
export class KeepActivities {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly overrides: SessionOverrideRepository,
    private readonly places: AssignPlaces,
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

  /** Changes the series; sessions on record stay as they were. @throws NotFoundError, InvalidFieldsError, VersionConflictError */
  change(id: string, patch: Partial<ActivityDraft>, version: number | undefined): Promise<Activity> {
    return this.unitOfWork.write(async (tx) => {
      const activity = await this.activities.lock(tx, id);
      expectVersion(activity, version);
      const at = this.clock.now();
      const fields = changeActivity(activity, given(patch));
      const since = inactiveSince(fields, activity.inactiveSince, at);
      const changed = await this.activities.change(tx, activity, { ...fields, inactiveSince: since }, at);
      if (changed.format === 'one-to-one' && activity.format !== 'one-to-one') await this.leaveOnePlace(tx, id, at);
      await this.places.promote(tx, [changed], at);
      return changed;
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
