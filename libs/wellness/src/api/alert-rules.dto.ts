import { ApiSchema, IntersectionType } from '#platform/dto';
import { toDecimal, type Quantity } from '#platform/kernel';
import {
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  QuantityField,
  TextField,
} from '#platform/http';
import type { Instant } from '#platform/time';
import { SEVERITIES, type Severity } from '../domain/alerts/severity.js';
import type { ThresholdSet } from '../domain/alerts/threshold-set.js';
import {
  MOST_THRESHOLDS,
  ORIGINS,
  PRESSURES,
  THRESHOLD_TYPES,
  type Pressure,
  type Threshold,
  type ThresholdInEffect,
  type ThresholdType,
} from '../domain/alerts/threshold.js';

const LOW = "a value below it raises an alert; in the type's own unit";
const HIGH = "a value above it raises an alert; in the type's own unit";

class AlertRuleBaseDto {
  @EnumField(THRESHOLD_TYPES, { example: 'heart-rate', enumName: 'ThresholdType' })
  type!: ThresholdType;

  @EnumField(PRESSURES, { optional: true, example: null, description: 'of blood pressure; by default systolic' })
  component?: Pressure | null;

  @EnumField(SEVERITIES, { example: 'urgent', enumName: 'AlertSeverity' })
  severity!: Severity;
}

@ApiSchema({ name: 'NewAlertRule' })
export class NewAlertRuleDto extends AlertRuleBaseDto {
  @QuantityField({ optional: true, example: 45, description: LOW })
  low?: Quantity | null;

  @QuantityField({ optional: true, example: 120, description: HIGH })
  high?: Quantity | null;
}

@ApiSchema({ name: 'NewAlertRules' })
export class NewAlertRulesDto {
  @ObjectArrayField(() => NewAlertRuleDto, {
    max: MOST_THRESHOLDS,
    description: 'all of them; a type that none is about goes by what is above: the home, else the program',
  })
  rules!: NewAlertRuleDto[];
}

@ApiSchema({ name: 'AlertRule' })
export class AlertRuleDto extends AlertRuleBaseDto {
  @DecimalField({ optional: true, example: 45, description: LOW })
  low!: number | null;

  @DecimalField({ optional: true, example: 120, description: HIGH })
  high!: number | null;

  static from(rule: Threshold): AlertRuleDto {
    return shown(rule);
  }
}

class OriginDto {
  @EnumField(ORIGINS, { example: 'home', description: '`default`: it comes with the program' })
  origin!: ThresholdInEffect['origin'];
}

@ApiSchema({ name: 'AlertRuleInEffect' })
export class AlertRuleInEffectDto extends IntersectionType(AlertRuleDto, OriginDto) {
  static of({ origin, ...rule }: ThresholdInEffect): AlertRuleInEffectDto {
    return { ...shown(rule), origin };
  }
}

@ApiSchema({ name: 'AlertRules' })
export class AlertRulesDto {
  @IdField({ optional: true, description: "null: they are the home's" })
  residentId!: string | null;

  @IntegerField({
    min: 1,
    max: 2_147_483_647,
    example: 1,
    description: '1 while nothing is set, one more with every change',
  })
  version!: number;

  @ObjectArrayField(() => AlertRuleDto, { max: MOST_THRESHOLDS, description: 'what was set here' })
  rules!: readonly AlertRuleDto[];

  @InstantField({ optional: true, example: '2026-11-24T08:00:00.000Z', description: 'null: nothing ever was' })
  setAt!: Instant | null;

  @TextField({ max: 36, optional: true, example: null, description: 'the user who set them last' })
  setBy!: string | null;

  @ObjectArrayField(() => AlertRuleInEffectDto, { max: 3 * MOST_THRESHOLDS, description: 'what counts, from wherever' })
  inEffect!: readonly AlertRuleInEffectDto[];

  static from({ rules, inEffect, ...set }: ThresholdSet): AlertRulesDto {
    return {
      ...set,
      rules: rules.map(AlertRuleDto.from),
      inEffect: inEffect.map(AlertRuleInEffectDto.of),
    };
  }
}

/** Amounts in answers are decimals. */
function shown({ type, component, low, high, severity }: Threshold): {
  readonly [K in keyof Threshold]: K extends 'low' | 'high' ? number | null : Threshold[K];
} {
  return { type, component, low: decimal(low), high: decimal(high), severity };
}

function decimal(quantity: Quantity | null): number | null {
  return quantity === null ? null : toDecimal(quantity);
}
