import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { grouped } from '#platform/kernel';
import { addDays, Clock, HomeZone, localDateOf, startOfDay, type Instant } from '#platform/time';
import { AlertThresholdsRepository } from '../data/alert-thresholds.repository.js';
import { AlertRepository } from '../data/alert.repository.js';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { ObservationRepository } from '../data/observation.repository.js';
import { SYSTEM } from '../domain/alerts/alert.js';
import { assessmentCauses, needsTheOneBefore } from '../domain/alerts/assessment-causes.js';
import { isRecent, type Cause, type Finding } from '../domain/alerts/cause.js';
import { observationCauses } from '../domain/alerts/observation-causes.js';
import { scopeOf, thresholdsOf } from '../domain/alerts/threshold-set.js';
import { THRESHOLD_TYPES, type Threshold } from '../domain/alerts/threshold.js';
import { WEIGHT_DAYS, weightLossCause } from '../domain/alerts/weight-loss.js';
import type { Assessment } from '../domain/assessment.js';
import type { Observation } from '../domain/observation.js';
import { RaiseAlerts } from './raise-alerts.service.js';

/** Types that have thresholds, and those of which each reading is news by itself. */
const WITH_THRESHOLDS: ReadonlySet<string> = new Set(THRESHOLD_TYPES);
const EACH_IS_NEWS: ReadonlySet<string> = new Set(['fall']);

/** Looks at every fact as it is stored, in the same unit of work. */
@Injectable()
export class WatchFacts {
  constructor(
    private readonly raising: RaiseAlerts,
    private readonly alerts: AlertRepository,
    private readonly thresholds: AlertThresholdsRepository,
    private readonly observations: ObservationRepository,
    private readonly assessments: AssessmentRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * Readings that were just stored. One older than the newest of its type on record raises nothing, nor does one that
   * was taken long ago. A fixed number of statements however many there are, one where all is well.
   */
  async observed(tx: Tx, observations: readonly Observation[], by: string): Promise<void> {
    const at = this.clock.now();
    const found = [...(await this.byThemselves(tx, observations, at)), ...(await this.weights(tx, observations, at))];
    const doubtful = found.flatMap(({ sourceId, type }) => (EACH_IS_NEWS.has(type) ? [] : (sourceId ?? [])));
    const news = await this.observations.news(
      tx,
      [...new Set(doubtful)],
      observations.map(({ id }) => id),
    );
    const findings = found.filter(({ type, sourceId }) => EACH_IS_NEWS.has(type) || news.has(sourceId ?? ''));
    await this.raising.raise(tx, findings, { by, at });
  }

  /** An assessment that was just stored; one that isn't the newest of its instrument raises nothing. */
  async assessed(tx: Tx, assessment: Assessment, by: string): Promise<void> {
    const at = this.clock.now();
    const before = needsTheOneBefore(assessment) ? await this.assessments.before(tx, assessment) : undefined;
    const causes = assessmentCauses(assessment, before).filter((cause) => isRecent(cause.rule, cause.at, at));
    if (causes.length === 0) return;
    const { residentId, instrument } = assessment;
    const newest = await this.assessments.latest(tx, residentId, instrument);
    if (newest?.id !== assessment.id) return;
    await this.raising.raise(
      tx,
      causes.map((cause) => ({ ...cause, residentId })),
      { by, at },
    );
  }

  /** A fact was marked as an error: what rests on nothing else is over. */
  async withdrawn(tx: Tx, factId: string): Promise<void> {
    await this.alerts.lock(tx);
    const resting = await this.alerts.restingOn(tx, factId);
    const reason = 'what raised it was entered in error';
    await this.raising.settle(tx, resting, reason, { by: SYSTEM, at: this.clock.now() });
  }

  private async byThemselves(
    tx: Tx,
    observations: readonly Observation[],
    now: Instant,
  ): Promise<readonly FoundInReading[]> {
    const ids = observations.filter(({ type }) => WITH_THRESHOLDS.has(type)).map(({ residentId }) => residentId);
    const stored = ids.length === 0 ? new Map() : await this.thresholds.of(tx, ids);
    const byType = (id: string | null): ReadonlyMap<string, readonly Threshold[]> =>
      grouped<Threshold, string>(thresholdsOf(id, stored), ({ type }) => type);
    const home = byType(null);
    const own = new Map([...new Set(ids)].filter((id) => stored.has(scopeOf(id))).map((id) => [id, byType(id)]));
    return observations.flatMap((observation) => {
      const { residentId, type } = observation;
      const thresholds = (own.get(residentId) ?? home).get(type) ?? [];
      return found(observation, observationCauses(observation, thresholds), now);
    });
  }

  /** The newest weight of each resident among these, against those before it. */
  private async weights(
    tx: Tx,
    observations: readonly Observation[],
    now: Instant,
  ): Promise<readonly FoundInReading[]> {
    const weights = observations.filter(
      ({ type, takenAt }) => type === 'body-weight' && isRecent('weight-loss', takenAt, now),
    );
    if (weights.length === 0) return [];
    const byResident = grouped(weights, ({ residentId }) => residentId);
    const zone = this.zone.id;
    const from = startOfDay(addDays(localDateOf(earliest(weights), zone), -WEIGHT_DAYS), zone);
    const all = await this.observations.since(tx, 'body-weight', [...byResident.keys()], from);
    const earlier = grouped(all, ({ residentId }) => residentId);
    return [...byResident].flatMap(([residentId, own]) => {
      const newest = own.reduce((a, b) => (b.takenAt >= a.takenAt ? b : a));
      const cause = weightLossCause(newest, earlier.get(residentId) ?? [], zone);
      return cause === undefined ? [] : found(newest, [cause], now);
    });
  }
}

/** What was found in a reading, and of which type that is. */
interface FoundInReading extends Finding {
  readonly type: string;
}

function found({ residentId, type }: Observation, causes: readonly Cause[], now: Instant): readonly FoundInReading[] {
  return causes.filter((cause) => isRecent(cause.rule, cause.at, now)).map((cause) => ({ ...cause, residentId, type }));
}

function earliest(observations: readonly Observation[]): Instant {
  return observations.map(({ takenAt }) => takenAt).reduce((a, b) => (a < b ? a : b));
}
