import { minutesBetween, type Instant, type Zone } from '#platform/time';
import type { Assessment } from '../assessment.js';
import { INSTRUMENTS } from '../instruments/instruments.js';
import type { Observation } from '../observation.js';
import { OBSERVATION_TYPES } from '../observation-types.js';
import { weightChanges, type WeightChange, type Weighing } from '../weight-change.js';
import { baselineStretch } from './baseline.js';
import { hasBaseline, measuresOf, type Measure } from './measures.js';
import { reassessmentDue } from './reassessment.js';

/** The last observation of a type, and how it lies. */
export interface LatestObservation {
  readonly observation: Observation;
  /** Whole minutes since it was taken; 0 also where a fast clock has put it ahead. */
  readonly ageMinutes: number;
  readonly measures: readonly Measure[];
}

/** The last assessment with an instrument. */
export interface LatestAssessment {
  readonly assessment: Assessment;
  readonly ageMinutes: number;
  /** Until when it is to be made again; null: nothing says so. */
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
}

/** How a resident is, out of what was last measured, seen and assessed. */
export interface Overview {
  readonly residentId: string;
  readonly asOf: Instant;
  /** In the contract's order of types. */
  readonly observations: readonly LatestObservation[];
  /** In the contract's order of instruments. */
  readonly assessments: readonly LatestAssessment[];
  /** Of the last weight. */
  readonly weightChanges: readonly WeightChange[];
}

/** What an overview is made of; none of it an error. */
export interface Known {
  /** The newest of each type, in any order. */
  readonly latest: readonly Observation[];
  /** Readings of {@link earlierReadings}, in any order. */
  readonly earlier: readonly Observation[];
  /** The newest of each instrument, in any order. */
  readonly assessments: readonly Assessment[];
  /** Weights among which those are that the last is compared with, in any order. */
  readonly weights: readonly Observation[];
}

/** Of which type, taken when, earlier readings make the baseline of the newest. */
export interface EarlierReadings {
  readonly type: string;
  readonly from: Instant;
  readonly until: Instant;
}

export function earlierReadings(latest: readonly Observation[]): readonly EarlierReadings[] {
  const compared = new Set(OBSERVATION_TYPES.filter(hasBaseline).map(({ code }) => code));
  return latest
    .filter(({ type }) => compared.has(type))
    .map(({ type, takenAt }) => ({ type, ...baselineStretch(takenAt) }));
}

export function overviewOf(residentId: string, known: Known, asOf: Instant, zone: Zone): Overview {
  const age = (at: Instant): number => Math.max(0, Math.floor(minutesBetween(at, asOf)));
  const weight = known.latest.find(({ type }) => type === 'body-weight');
  return {
    residentId,
    asOf,
    observations: OBSERVATION_TYPES.flatMap((type) => {
      const observation = known.latest.find((each) => each.type === type.code);
      if (observation === undefined) return [];
      const earlier = known.earlier.filter((each) => each.type === type.code);
      const measures = measuresOf(type, observation, earlier);
      return [{ observation, ageMinutes: age(observation.takenAt), measures }];
    }),
    assessments: INSTRUMENTS.flatMap(({ code }) => {
      const assessment = known.assessments.find(({ instrument }) => instrument === code);
      if (assessment === undefined) return [];
      const dueAt = reassessmentDue(assessment, zone);
      const overdue = dueAt !== null && dueAt <= asOf;
      return [{ assessment, ageMinutes: age(assessment.assessedAt), dueAt, overdue }];
    }),
    weightChanges: isWeighing(weight) ? weightChanges(weight, inOrder(known.weights)) : [],
  };
}

function isWeighing(weight: Observation | undefined): weight is Observation & Weighing {
  return weight !== undefined && weight.value !== null;
}

function inOrder(observations: readonly Observation[]): readonly Observation[] {
  return [...observations].sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
}
