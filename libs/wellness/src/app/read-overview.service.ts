import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Reader } from '#platform/database';
import { Clock, HomeZone } from '#platform/time';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { ObservationRepository } from '../data/observation.repository.js';
import { INSTRUMENTS } from '../domain/instruments/instruments.js';
import type { Observation } from '../domain/observation.js';
import { OBSERVATION_TYPES } from '../domain/observation-types.js';
import { BASELINE_READINGS } from '../domain/overview/baseline.js';
import { earlierReadings, overviewOf, type Overview } from '../domain/overview/overview.js';
import { referenceDays } from '../domain/weight-change.js';
import { KnowResidents } from './know-residents.service.js';

const TYPES = OBSERVATION_TYPES.map(({ code }) => code);
const CODES = INSTRUMENTS.map(({ code }) => code);
const WEIGHT = 'body-weight';

/** How a resident is, at one look. */
@Injectable()
export class ReadOverview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly observations: ObservationRepository,
    private readonly assessments: AssessmentRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** In a fixed number of statements, whatever the history. @throws NotFoundError */
  async read(residentId: string): Promise<Overview> {
    const { reader } = this.unitOfWork;
    await this.residents.expect(reader, residentId);
    const latest = await this.observations.latest(reader, residentId, TYPES);
    const earlier = await this.observations.newestOf(reader, residentId, earlierReadings(latest), BASELINE_READINGS);
    const weight = latest.find(({ type }) => type === WEIGHT);
    const weights = weight === undefined ? [] : await this.weightsBefore(reader, weight);
    const assessments = await this.assessments.latestOf(reader, residentId, CODES);
    return overviewOf(residentId, { latest, earlier, weights, assessments }, this.clock.now(), this.zone.id);
  }

  private weightsBefore(reader: Reader, { residentId, takenAt }: Observation): Promise<readonly Observation[]> {
    return this.observations.nearestTo(reader, residentId, WEIGHT, referenceDays(takenAt), takenAt);
  }
}
