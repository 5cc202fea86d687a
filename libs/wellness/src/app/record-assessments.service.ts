import { Injectable } from '@nestjs/common';
import { expectVersion } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, type Instant } from '#platform/time';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { recordAssessment, type Assessment } from '../domain/assessment.js';
import { enterInError } from '../domain/fact.js';
import { KnowResidents } from './know-residents.service.js';

/** What a client says of one assessment: answers, never a score. */
export interface NewAssessment {
  readonly instrument: string;
  readonly answers: Assessment['answers'];
  readonly assessedAt?: Instant | null | undefined;
}

/** Instruments filled in for residents. */
@Injectable()
export class RecordAssessments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly assessments: AssessmentRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async list(residentId: string, instrument: string | undefined, page: PageRequest): Promise<Page<Assessment>> {
    const { reader } = this.unitOfWork;
    await this.residents.expect(reader, residentId);
    return this.assessments.list(reader, residentId, instrument, page);
  }

  /** @throws NotFoundError */
  get(residentId: string, id: string): Promise<Assessment> {
    return this.assessments.load(this.unitOfWork.reader, residentId, id);
  }

  /** @throws NotFoundError, InvalidFieldsError */
  async record(residentId: string, details: NewAssessment, caller: Caller): Promise<Assessment> {
    const diedAt = await this.residents.diedAt(this.unitOfWork.reader, residentId);
    const now = this.clock.now();
    const { instrument, answers, assessedAt } = details;
    const recordedBy = caller.userId;
    const command = { id: newId(now), residentId, diedAt, instrument, answers, assessedAt, recordedBy };
    const assessment = recordAssessment(command, now);
    await this.unitOfWork.write((tx) => this.assessments.add(tx, assessment));
    return assessment;
  }

  /** @throws NotFoundError, IllegalTransitionError, VersionConflictError */
  enterInError(
    residentId: string,
    id: string,
    reason: string,
    version: number | undefined,
    caller: Caller,
  ): Promise<Assessment> {
    return this.unitOfWork.write(async (tx) => {
      const assessment = await this.assessments.load(tx, residentId, id);
      expectVersion(assessment, version);
      const marking = enterInError('assessment', assessment, reason, caller.userId);
      return this.assessments.mark(tx, assessment, marking, this.clock.now());
    });
  }
}
