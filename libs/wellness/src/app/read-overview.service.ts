import { Injectable } from '@nestjs/common';
import { isPermitted, type Caller } from '#platform/access';
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
import { KeepAlerts, type DescribedAlert } from './keep-alerts.service.js';
import { KnowResidents } from './know-residents.service.js';

const TYPES = OBSERVATION_TYPES.map(({ code }) => code);
const CODES = INSTRUMENTS.map(({ code }) => code);
const WEIGHT = 'body-weight';

/** There is one for each cause, and far fewer causes. */
const MOST_ALERTS = 200;

/** An overview with what somebody ought to know of the resident. */
export interface OverviewWithAlerts extends Overview {
  /** Those that aren't resolved, the newest first; null: the reader may not read alerts. */
  readonly openAlerts: readonly DescribedAlert[] | null;
}

/** How a resident is, at one look. */
@Injectable()
export class ReadOverview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: KnowResidents,
    private readonly observations: ObservationRepository,
    private readonly assessments: AssessmentRepository,
    private readonly alerts: KeepAlerts,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** In a fixed number of statements, whatever the history. @throws NotFoundError */
  async read(residentId: string, caller: Caller): Promise<OverviewWithAlerts> {
    const { reader } = this.unitOfWork;
    await this.residents.expect(reader, residentId);
    const latest = await this.observations.latest(reader, residentId, TYPES);
    const earlier = await this.observations.newestOf(reader, residentId, earlierReadings(latest), BASELINE_READINGS);
    const weight = latest.find(({ type }) => type === WEIGHT);
    const weights = weight === undefined ? [] : await this.weightsBefore(reader, weight);
    const assessments = await this.assessments.latestOf(reader, residentId, CODES);
    const overview = overviewOf(residentId, { latest, earlier, weights, assessments }, this.clock.now(), this.zone.id);
    return { ...overview, openAlerts: await this.openAlerts(residentId, caller) };
  }

  private weightsBefore(reader: Reader, { residentId, takenAt }: Observation): Promise<readonly Observation[]> {
    return this.observations.nearestTo(reader, residentId, WEIGHT, referenceDays(takenAt), takenAt);
  }

  private async openAlerts(residentId: string, { roles }: Caller): Promise<readonly DescribedAlert[] | null> {
    if (!isPermitted(roles, 'alerts:read')) return null;
    return (await this.alerts.list({ status: 'unresolved', residentId }, { limit: MOST_ALERTS })).items;
  }
}
