import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork } from '#platform/database';
import { expectVersion } from '#platform/kernel';
import { Clock } from '#platform/time';
import { ObservationRepository } from '../data/observation.repository.js';
import { correctObservation, type ObservationChanges } from '../domain/correct-observation.js';
import { enterInError } from '../domain/fact.js';
import type { Observation } from '../domain/observation.js';
import { KnowResidents } from './know-residents.service.js';
import { WatchFacts } from './watch-facts.service.js';

export interface ObservationCorrection extends ObservationChanges {
  /** Why the record is wrong. */
  readonly reason: string;
}

/** Puts a right observation in the place of a wrong one, which stays readable. */
@Injectable()
export class CorrectObservation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly observations: ObservationRepository,
    private readonly watch: WatchFacts,
    private readonly clock: Clock,
  ) {}

  /**
   * The wrong one, which now points to the right one.
   * @throws NotFoundError, VersionConflictError, IllegalTransitionError when it is marked already, InvalidFieldsError
   */
  async correct(
    residentId: string,
    id: string,
    { reason, ...changes }: ObservationCorrection,
    version: number | undefined,
    caller: Caller,
  ): Promise<Observation> {
    const diedAt = await this.residents.diedAt(this.unitOfWork.reader, residentId);
    return this.unitOfWork.write(async (tx) => {
      const now = this.clock.now();
      const wrong = await this.observations.load(tx, residentId, id);
      expectVersion(wrong, version);
      const righting = { id: newId(now), diedAt, recordedBy: caller.userId };
      const marking = enterInError('observation', wrong, reason, caller.userId, righting.id);
      const right = correctObservation(wrong, changes, righting, now);
      await this.observations.add(tx, [right]);
      const marked = await this.observations.mark(tx, wrong, marking, now);
      await this.watch.withdrawn(tx, id);
      await this.watch.observed(tx, [right], caller.userId);
      return marked;
    });
  }
}
