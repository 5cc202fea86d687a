import { ApiSchema } from '#platform/dto';
import {
  BooleanField,
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  TextField,
} from '#platform/http';
import { toDecimal } from '#platform/kernel';
import { TRENDS, type Baseline, type Trend } from '../domain/overview/baseline.js';
import { INTERPRETATIONS, type Interpretation, type Measure } from '../domain/overview/measures.js';
import type { LatestAssessment, LatestObservation } from '../domain/overview/overview.js';
import { BASELINE_READINGS, LEAST_READINGS } from '../domain/overview/baseline.js';
import { CHANGE_DAYS } from '../domain/weight-change.js';
import type { OverviewWithAlerts } from '../app/read-overview.service.js';
import { AlertDto } from './alert.dto.js';
import { AssessmentDto } from './assessment.dto.js';
import { ObservationDto } from './observation.dto.js';
import { WeightChangeDto } from './trend.dto.js';

const OLDEST_MINUTES = 2_000_000_000;

@ApiSchema({ name: 'ReferenceRange', description: 'both ends belong to it' })
class ReferenceRangeDto {
  @DecimalField({ example: 51 })
  low!: number;

  @DecimalField({ example: 90 })
  high!: number;

  @TextField({ max: 500, example: 'the band that scores 0 in NEWS2, Royal College of Physicians 2017' })
  source!: string;
}

@ApiSchema({ name: 'Baseline', description: 'what is usual for the person' })
class BaselineDto {
  @DecimalField({ example: 74 })
  median!: number;

  @DecimalField({ example: 68, description: 'of the readings that it is made of' })
  low!: number;

  @DecimalField({ example: 82 })
  high!: number;

  @IntegerField({ min: LEAST_READINGS, max: BASELINE_READINGS, example: 10, description: 'how many they are' })
  readings!: number;

  static from({ median, low, high, readings }: Baseline): BaselineDto {
    return { median: toDecimal(median), low: toDecimal(low), high: toDecimal(high), readings };
  }
}

@ApiSchema({ name: 'Measure', description: 'one number of an observation' })
class MeasureDto {
  @TextField({ max: 50, optional: true, example: null, description: 'of a blood pressure: which part' })
  component!: string | null;

  @DecimalField({ example: 95 })
  value!: number;

  @ObjectField(() => ReferenceRangeDto, { optional: true, description: 'null: normal is what the person has' })
  referenceRange!: ReferenceRangeDto | null;

  @EnumField(INTERPRETATIONS, { optional: true, example: 'high' })
  interpretation!: Interpretation | null;

  @ObjectField(() => BaselineDto, { optional: true, description: `null: fewer than ${LEAST_READINGS} calm readings` })
  baseline!: BaselineDto | null;

  @EnumField(TRENDS, { optional: true, example: 'up', description: 'null: there is no baseline' })
  trend!: Trend | null;

  static from({ value, baseline, referenceRange, ...measure }: Measure): MeasureDto {
    return {
      ...measure,
      value: toDecimal(value),
      referenceRange: referenceRange === null ? null : { ...referenceRange },
      baseline: baseline === null ? null : BaselineDto.from(baseline),
    };
  }
}

@ApiSchema({ name: 'LatestObservation' })
class LatestObservationDto {
  @ObjectField(() => ObservationDto)
  observation!: ObservationDto;

  @IntegerField({ min: 0, max: OLDEST_MINUTES, example: 35, description: 'since it was taken' })
  ageMinutes!: number;

  @ObjectArrayField(() => MeasureDto, { max: 10, description: 'its numbers; none of a coded type' })
  measures!: MeasureDto[];

  static from({ observation, ageMinutes, measures }: LatestObservation): LatestObservationDto {
    return { observation: ObservationDto.from(observation), ageMinutes, measures: measures.map(MeasureDto.from) };
  }
}

@ApiSchema({ name: 'LatestAssessment' })
class LatestAssessmentDto {
  @ObjectField(() => AssessmentDto)
  assessment!: AssessmentDto;

  @IntegerField({ min: 0, max: OLDEST_MINUTES, example: 35, description: 'since it was made' })
  ageMinutes!: number;

  @InstantField({
    optional: true,
    example: '2026-11-24T13:30:00.000Z',
    description: 'until when the instrument asks to be used again; null: it says nothing, or this is no total',
  })
  dueAt!: string | null;

  @BooleanField({ example: false })
  overdue!: boolean;

  static from({ assessment, ...latest }: LatestAssessment): LatestAssessmentDto {
    return { ...latest, assessment: AssessmentDto.from(assessment) };
  }
}

@ApiSchema({ name: 'WellnessOverview' })
export class OverviewDto {
  @IdField()
  residentId!: string;

  @InstantField()
  asOf!: string;

  @ObjectArrayField(() => LatestObservationDto, {
    max: 50,
    description: 'the last of each type that was ever recorded',
  })
  observations!: LatestObservationDto[];

  @ObjectArrayField(() => LatestAssessmentDto, { max: 50, description: 'the last with each instrument' })
  assessments!: LatestAssessmentDto[];

  @ObjectArrayField(() => WeightChangeDto, {
    max: CHANGE_DAYS.length,
    description: 'of the last weight, as `trends` tells it',
  })
  weightChanges!: WeightChangeDto[];

  @ObjectArrayField(() => AlertDto, {
    max: 200,
    optional: true,
    description: 'those that are not resolved, newest first; null: the reader may not read alerts',
  })
  openAlerts!: AlertDto[] | null;

  static from(overview: OverviewWithAlerts): OverviewDto {
    const { residentId, asOf, observations, assessments, weightChanges, openAlerts } = overview;
    return {
      residentId,
      asOf,
      observations: observations.map(LatestObservationDto.from),
      assessments: assessments.map(LatestAssessmentDto.from),
      weightChanges: weightChanges.map(WeightChangeDto.from),
      openAlerts: openAlerts?.map(AlertDto.from) ?? null,
    };
  }
}
