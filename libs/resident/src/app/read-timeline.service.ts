import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { UnitOfWork, type Page, type PageRequest, type Reader } from '#platform/database';
import { HomeZone, parseRange } from '#platform/time';
import { Timeline, type TimelineEntry, type TimelineKind } from '#platform/timeline';
import { ResidentRepository } from '../data/resident.repository.js';

export { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from '#platform/timeline';

/** `from` and `to`: instants, or local dates that mean their whole day; no kinds: all of them. */
export interface TimelineQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly kinds?: readonly TimelineKind[] | undefined;
}

/** One story of a resident, of what every domain knows. */
@Injectable()
export class ReadTimeline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly timeline: Timeline,
    private readonly zone: HomeZone,
  ) {}

  /**
   * Newest first, of the kinds that the caller may read. The first page knows all; those after it tell of older things,
   * and may come from a replica.
   * @throws NotFoundError, BadCursorError
   */
  async read(
    residentId: string,
    { from, to, kinds }: TimelineQuery,
    page: PageRequest,
    { roles }: Pick<Caller, 'roles'>,
  ): Promise<Page<TimelineEntry>> {
    const range = parseRange({ from, to }, this.zone.id);
    const read = async (reader: Reader): Promise<Page<TimelineEntry>> => {
      await this.residents.load(reader, residentId);
      return this.timeline.read(reader, { residentId, range, kinds, roles }, page);
    };
    return page.cursor === undefined ? read(this.unitOfWork.reader) : this.unitOfWork.report(read);
  }
}
