import { Inject, Injectable } from '@nestjs/common';
import { expectVersion } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { addMinutes, Clock, CLOCK_SKEW_MINUTES, type Instant } from '#platform/time';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { ObservationRepository } from '../data/observation.repository.js';
import { recordAssessment, type Assessment, type Readings } from '../domain/assessment.js';
import { enterInError } from '../domain/fact.js';
import { observedTypes } from '../domain/instruments/fill-in.js';
import { instrumentByCode } from '../domain/instruments/instruments.js';
import { KnowResidents } from './know-residents.service.js';
import { WatchFacts } from './watch-facts.service.js';

/** Codes of the instruments of which the home has stated that it holds the licence (`INSTRUMENT_LICENCES`). */
export const STATED_LICENCES = Symbol('stated licences');

/** What a client says of one assessment: answers, never a score. */
export interface NewAssessment {
  readonly instrument: string;
  readonly answers: Assessment['answers'];
  /** The latest readings answer what `answers` leaves open, unless they are older than this. */
  readonly fromObservations?: { readonly maxAgeMinutes: number } | null | undefined;
  readonly assessedAt?: Instant | null | undefined;
}

/** Instruments filled in for residents. */
@Injectable()
export class RecordAssessments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly assessments: AssessmentRepository,
    private readonly observations: ObservationRepository,
    private readonly watch: WatchFacts,
    private readonly clock: Clock,
    @Inject(STATED_LICENCES) private readonly licences: readonly string[],
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
    const { licences } = this;
    const command = { id: newId(now), residentId, diedAt, instrument, answers, assessedAt, recordedBy, licences };
    const readings = await this.readings(residentId, details, now);
    const assessment = recordAssessment({ ...command, readings }, now);
    await this.unitOfWork.write(async (tx) => {
      await this.assessments.add(tx, assessment);
      await this.watch.assessed(tx, assessment, caller.userId);
    });
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
      const marked = await this.assessments.mark(tx, assessment, marking, this.clock.now());
      await this.watch.withdrawn(tx, id);
      return marked;
    });
  }

  /** Those that may answer; without an instant of the assessment also one that a fast clock has put just ahead. */
  private async readings(
    residentId: string,
    { instrument, fromObservations, assessedAt }: NewAssessment,
    now: Instant,
  ): Promise<Readings | undefined> {
    if (!fromObservations) return undefined;
    const { reader } = this.unitOfWork;
    const known = instrumentByCode(instrument);
    const types = known === undefined ? [] : observedTypes(known);
    const until = assessedAt ?? addMinutes(now, CLOCK_SKEW_MINUTES);
    const latest = types.length === 0 ? [] : await this.observations.latest(reader, residentId, types, until);
    return { latest, maxAgeMinutes: fromObservations.maxAgeMinutes };
  }
}
