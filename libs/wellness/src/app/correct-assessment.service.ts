import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork } from '#platform/database';
import { expectVersion } from '#platform/kernel';
import { Clock } from '#platform/time';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { correctAssessment, type AssessmentChanges } from '../domain/correct-assessment.js';
import { enterInError } from '../domain/fact.js';
import type { Assessment } from '../domain/assessment.js';
import { KnowResidents } from './know-residents.service.js';
import { WatchFacts } from './watch-facts.service.js';

export interface AssessmentCorrection extends AssessmentChanges {
  /** Why the record is wrong. */
  readonly reason: string;
}

/** Puts a right assessment in the place of a wrong one, which stays readable. */
@Injectable()
export class CorrectAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly assessments: AssessmentRepository,
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
    { reason, ...changes }: AssessmentCorrection,
    version: number | undefined,
    caller: Caller,
  ): Promise<Assessment> {
    const diedAt = await this.residents.diedAt(this.unitOfWork.reader, residentId);
    return this.unitOfWork.write(async (tx) => {
      const now = this.clock.now();
      const wrong = await this.assessments.load(tx, residentId, id);
      expectVersion(wrong, version);
      const righting = { id: newId(now), diedAt, recordedBy: caller.userId };
      const marking = enterInError('assessment', wrong, reason, caller.userId, righting.id);
      const right = correctAssessment(wrong, changes, righting, now);
      await this.assessments.add(tx, right);
      const marked = await this.assessments.mark(tx, wrong, marking, now);
      await this.watch.withdrawn(tx, id);
      await this.watch.assessed(tx, right, caller.userId);
      return marked;
    });
  }
}
