import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock } from '#platform/time';
import { ActivityRepository, type ActivityFilter } from '../data/activity.repository.js';
import { changeActivity, inactiveSince, newActivity, type Activity, type ActivityDraft } from '../domain/activity.js';
import { AssignPlaces } from './assign-places.service.js';

/** What the home offers, once or as a series. */
@Injectable()
export class KeepActivities {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly places: AssignPlaces,
    private readonly clock: Clock,
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
      await this.places.promote(tx, [changed], at);
      return changed;
    });
  }
}
