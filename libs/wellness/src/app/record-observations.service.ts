import { Injectable } from '@nestjs/common';
import { DomainError, expectVersion, InvalidFieldsError } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, HomeZone, parseRange, type Instant } from '#platform/time';
import { ObservationRepository } from '../data/observation.repository.js';
import { enterInError } from '../domain/fact.js';
import type { MeasureInput } from '../domain/measure.js';
import { recordObservation, type Observation } from '../domain/observation.js';
import { KnowResidents } from './know-residents.service.js';
import { WatchFacts } from './watch-facts.service.js';

/** What a client says of one observation. */
export interface NewObservation extends MeasureInput {
  readonly type: string;
  readonly takenAt?: Instant | null | undefined;
  readonly method?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** The same, and of whom. */
export interface ObservationOf extends NewObservation {
  readonly residentId: string;
}

/** `from` and `to` as {@link parseRange} reads them. */
export interface ObservationQuery {
  readonly type?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What is measured and seen of residents. */
@Injectable()
export class RecordObservations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly observations: ObservationRepository,
    private readonly watch: WatchFacts,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** @throws NotFoundError */
  async list(residentId: string, { type, from, to }: ObservationQuery, page: PageRequest): Promise<Page<Observation>> {
    const { reader } = this.unitOfWork;
    await this.residents.expect(reader, residentId);
    const taken = parseRange({ from, to }, this.zone.id);
    return this.observations.list(reader, residentId, { type, taken }, page);
  }

  /** @throws NotFoundError */
  get(residentId: string, id: string): Promise<Observation> {
    return this.observations.load(this.unitOfWork.reader, residentId, id);
  }

  /** @throws NotFoundError, InvalidFieldsError */
  async record(residentId: string, details: NewObservation, caller: Caller): Promise<Observation> {
    const diedAt = await this.residents.diedAt(this.unitOfWork.reader, residentId);
    const observation = this.observe(residentId, diedAt, details, caller);
    await this.store([observation], caller);
    return observation;
  }

  /**
   * Many at once, each judged by itself: the good ones are stored together, in one unit of work.
   * @param details a row that couldn't even be read comes as its error, and goes back in its place.
   * @returns for each, in order, what was stored or why it was refused.
   */
  async recordMany(
    details: readonly (ObservationOf | DomainError)[],
    caller: Caller,
  ): Promise<readonly (Observation | DomainError)[]> {
    const ids = details.flatMap((each) => (each instanceof DomainError ? [] : [each.residentId]));
    const diedAt = await this.residents.diedAtOf(this.unitOfWork.reader, ids);
    const outcomes = details.map((each) =>
      each instanceof DomainError ? each : this.tryToObserve(each, diedAt.get(each.residentId), caller),
    );
    const observations = outcomes.flatMap((outcome) => (outcome instanceof DomainError ? [] : [outcome]));
    if (observations.length > 0) await this.store(observations, caller);
    return outcomes;
  }

  /** @throws NotFoundError, IllegalTransitionError, VersionConflictError */
  enterInError(
    residentId: string,
    id: string,
    reason: string,
    version: number | undefined,
    caller: Caller,
  ): Promise<Observation> {
    return this.unitOfWork.write(async (tx) => {
      const observation = await this.observations.load(tx, residentId, id);
      expectVersion(observation, version);
      const marking = enterInError('observation', observation, reason, caller.userId);
      const marked = await this.observations.mark(tx, observation, marking, this.clock.now());
      await this.watch.withdrawn(tx, id);
      return marked;
    });
  }

  /** With the alerts that they raise: both, or neither. */
  private async store(observations: readonly Observation[], caller: Caller): Promise<void> {
    await this.unitOfWork.write(async (tx) => {
      await this.observations.add(tx, observations);
      await this.watch.observed(tx, observations, caller.userId);
    });
  }

  private observe(residentId: string, diedAt: Instant | null, details: NewObservation, caller: Caller): Observation {
    const now = this.clock.now();
    const { type, takenAt, method, note } = details;
    const recordedBy = caller.userId;
    const command = { id: newId(now), residentId, diedAt, type, input: details, takenAt, method, note, recordedBy };
    return recordObservation(command, now);
  }

  /** @param diedAt undefined: nobody knows the resident. */
  private tryToObserve(
    details: ObservationOf,
    diedAt: Instant | null | undefined,
    caller: Caller,
  ): Observation | DomainError {
    if (diedAt === undefined) {
      const error = { pointer: '/residentId', code: 'unknown-reference', message: 'is no resident of the home' };
      return new InvalidFieldsError([error]);
    }
    try {
      return this.observe(details.residentId, diedAt, details, caller);
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }
}
