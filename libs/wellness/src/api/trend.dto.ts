import { ApiSchema, IntersectionType } from '#platform/dto';
import { toDecimal } from '#platform/kernel';
import {
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  ObjectArrayField,
  RangeEndQuery,
  TextField,
} from '#platform/http';
import type { LocalDate } from '#platform/time';
import type { ResidentTrend } from '../app/read-trends.service.js';
import { BUCKETS, WINDOW_DAYS, type BucketSize } from '../domain/buckets.js';
import { OBSERVATION_TYPES } from '../domain/observation-types.js';
import type { Figures, TrendFigures } from '../domain/trend.js';
import { CHANGE_DAYS, type WeightChange } from '../domain/weight-change.js';
import { ValueField } from './measured.dto.js';

const TYPES = OBSERVATION_TYPES.map(({ code }) => code);
const MOST = 100_000_000;

@ApiSchema({ name: 'ComponentTrend' })
class ComponentTrendDto {
  @TextField({ max: 50, example: 'systolic' })
  code!: string;

  @DecimalField({ example: 112 })
  min!: number;

  @DecimalField({ example: 128.333333 })
  mean!: number;

  @DecimalField({ example: 141 })
  max!: number;

  @DecimalField({ example: 126 })
  last!: number;
}

@ApiSchema({ name: 'CodeCount' })
class CodeCountDto {
  @TextField({ max: 50, example: 'alert' })
  code!: string;

  @IntegerField({ min: 1, max: MOST, example: 3 })
  count!: number;
}

class TrendFiguresDto {
  @IntegerField({ min: 0, max: MOST, example: 3, description: 'readings; those entered in error are none' })
  count!: number;

  @DecimalField({ optional: true, example: 64, description: 'null without readings, of words and of several numbers' })
  min!: number | null;

  @DecimalField({
    optional: true,
    example: 71.333333,
    description: 'of exact sums, rounded once at the sixth decimal place',
  })
  mean!: number | null;

  @DecimalField({ optional: true, example: 80 })
  max!: number | null;

  @ValueField({
    optional: true,
    example: 70,
    description: 'the latest by `takenAt`: a number, or the word of a coded type; null for blood pressure',
  })
  last!: number | string | null;

  @InstantField({ optional: true, example: '2026-11-24T07:30:00.000Z' })
  lastTakenAt!: string | null;

  @ObjectArrayField(() => ComponentTrendDto, { max: 10, description: 'of blood pressure: the same of each part' })
  components!: ComponentTrendDto[];

  @ObjectArrayField(() => CodeCountDto, {
    max: 50,
    description: 'of coded types: how often each word was said; of inspired oxygen how often it was `air`',
  })
  codes!: readonly CodeCountDto[];
}

class BucketHeadDto {
  @LocalDateField({
    example: '2026-11-23',
    description: "its first day in the home's zone; of a week its Monday. Only what lies in the window is counted",
  })
  from!: LocalDate;

  @DecimalField({
    optional: true,
    example: -1.6,
    description:
      'of body weight: percent from the last value of the bucket before that has one to the last of this one',
  })
  changePercent!: number | null;
}

@ApiSchema({ name: 'TrendBucket' })
class TrendBucketDto extends IntersectionType(BucketHeadDto, TrendFiguresDto) {}

@ApiSchema({ name: 'WeightChange' })
export class WeightChangeDto {
  @IntegerField({ min: 1, max: 366, example: 30 })
  days!: number;

  @InstantField({ description: 'when was weighed what the last weight is compared with' })
  referenceTakenAt!: string;

  @DecimalField({ example: 61.5 })
  reference!: number;

  @DecimalField({ example: -5.2, description: 'negative for a loss' })
  percent!: number;

  static from({ days, reference, percent }: WeightChange): WeightChangeDto {
    return { days, percent, referenceTakenAt: reference.takenAt, reference: toDecimal(reference.value) };
  }
}

class TrendHeadDto {
  @IdField()
  residentId!: string;

  @EnumField(TYPES, { example: 'heart-rate', enumName: 'ObservationTypeCode' })
  type!: string;

  @EnumField(BUCKETS, { example: 'day', enumName: 'TrendBucketSize' })
  bucket!: BucketSize;

  @InstantField()
  from!: string;

  @InstantField({ description: 'the end, which is not part of it' })
  to!: string;

  @TextField({ max: 20, optional: true, example: '/min', description: "UCUM, the type's own; null for a coded type" })
  unit!: string | null;
}

@ApiSchema({ name: 'Trend' })
export class TrendDto extends IntersectionType(TrendHeadDto, TrendFiguresDto) {
  @ObjectArrayField(() => TrendBucketDto, {
    max: WINDOW_DAYS.day.most + 1,
    description: 'every day, week or month of the window that has begun, also those without readings',
  })
  buckets!: TrendBucketDto[];

  @ObjectArrayField(() => WeightChangeDto, {
    max: CHANGE_DAYS.length,
    description:
      'of body weight: from the weighing nearest to so many days before the last one of the window, at most a third of ' +
      'the days away from that, to the last one',
  })
  changes!: WeightChangeDto[];

  static from({ residentId, type, bucket, window, buckets, changes, ...total }: ResidentTrend): TrendDto {
    const head = {
      residentId,
      type: type.code,
      bucket,
      ...window,
      unit: type.kind === 'coded' ? null : type.scale.unit,
    };
    const isWeight = type.code === 'body-weight';
    return {
      ...head,
      ...figuresOf(total),
      buckets: buckets.map(({ from, changePercent, ...figures }) => ({
        from,
        changePercent: isWeight ? changePercent : null,
        ...figuresOf(figures),
      })),
      changes: changes.map(WeightChangeDto.from),
    };
  }
}

export class TrendQueryDto {
  @EnumField(TYPES, { enumName: 'ObservationTypeCode' })
  type!: string;

  @RangeEndQuery({ description: `an instant or a local date; default ${daysOf('usual')} before the end` })
  from?: string;

  @RangeEndQuery({
    description: `an instant, or a local date with its whole day; default the end of today. At most ${daysOf('most')}`,
  })
  to?: string;

  @EnumField(BUCKETS, { defaulted: true, enumName: 'TrendBucketSize', description: 'default `day`' })
  bucket?: BucketSize;
}

function daysOf(which: 'usual' | 'most'): string {
  return BUCKETS.map((size) => `${WINDOW_DAYS[size][which]} days by ${size}`).join(', ');
}

function figuresOf({
  count,
  figures,
  components,
  codes,
  last,
}: TrendFigures): Pick<TrendFiguresDto, keyof TrendFiguresDto> {
  return {
    count,
    ...(figures === null ? { min: null, mean: null, max: null } : decimals(figures)),
    last: figures === null ? (last?.code ?? null) : toDecimal(figures.last),
    lastTakenAt: last?.takenAt ?? null,
    components: components.map(({ code, ...part }) => ({ code, ...decimals(part) })),
    codes,
  };
}

function decimals({ min, mean, max, last }: Figures): Record<keyof Figures, number> {
  return { min: toDecimal(min), mean: toDecimal(mean), max: toDecimal(max), last: toDecimal(last) };
}
