import { ApiSchema } from '#platform/dto';
import {
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  StoredDto,
  TextField,
} from '#platform/http';
import type { Instant } from '#platform/time';
import type { DescribedAlert } from '../app/keep-alerts.service.js';
import { ALERT_EVENTS, ALERT_STATUSES, type AlertEvent } from '../domain/alerts/alert.js';
import type { AlertInput } from '../domain/alerts/cause.js';
import { RULE_IDS } from '../domain/alerts/rules.js';
import { SEVERITIES, type Severity } from '../domain/alerts/severity.js';
import { LabelDto } from './label.dto.js';
import { ValueField } from './measured.dto.js';

const MOST_INPUTS = 1000;
const BY = { max: 36, example: '0199b1d0-7c00-7000-8000-000000000009' } as const;

@ApiSchema({ name: 'AlertInput' })
export class AlertInputDto {
  @TextField({
    max: 100,
    example: 'heart-rate',
    description: 'code of an observation type or instrument, an item of one, or a word of the rule',
  })
  name!: string;

  @ValueField({ optional: true, example: 141, description: 'a number, or a word' })
  value!: number | string | null;

  @TextField({ max: 20, optional: true, example: '/min', description: 'UCUM' })
  unit!: string | null;

  @InstantField({ optional: true, example: '2026-11-24T07:30:00.000Z' })
  at!: Instant | null;

  @IdField({ optional: true, description: 'of the fact; null: it is a limit of the rule' })
  id!: string | null;
}

@ApiSchema({ name: 'Alert' })
export class AlertDto extends StoredDto {
  @IdField({ optional: true, description: 'null: it is about the home' })
  residentId!: string | null;

  @TextField({ max: 400, optional: true, example: 'Ortega Núñez, Carmen' })
  residentName!: string | null;

  @EnumField(RULE_IDS, { example: 'threshold', enumName: 'AlertRuleId' })
  rule!: DescribedAlert['rule'];

  @TextField({ max: 20, example: '1', description: 'of the rule, as it was then' })
  ruleVersion!: string;

  @TextField({
    max: 200,
    example: 'heart-rate:high',
    description: 'one alert that is not resolved for each resident and cause',
  })
  cause!: string;

  @EnumField(SEVERITIES, { example: 'urgent', enumName: 'AlertSeverity' })
  severity!: Severity;

  @InstantField({ optional: true, example: null, description: 'when it became worse; null: it is as at first' })
  severityRaisedAt!: Instant | null;

  @EnumField(ALERT_STATUSES, { example: 'open', enumName: 'AlertStatus' })
  status!: DescribedAlert['status'];

  @ObjectField(() => LabelDto, {
    example: { en: 'Heart rate 141 /min: above 130', es: 'Frecuencia cardiaca 141 /min: por encima de 130' },
  })
  message!: LabelDto;

  @ObjectArrayField(() => AlertInputDto, {
    max: MOST_INPUTS,
    description: 'what gave the alert its severity; those of each occurrence are in its events',
  })
  inputs!: readonly AlertInputDto[];

  @IntegerField({ min: 1, max: 2_147_483_647, example: 3, description: 'how often the cause was found' })
  occurrences!: number;

  @InstantField({ example: '2026-11-24T09:30:00.000Z', description: 'when the last of them was true' })
  lastOccurrenceAt!: Instant;

  @InstantField({ example: '2026-11-24T07:31:00.000Z' })
  raisedAt!: Instant;

  @TextField({ ...BY, description: 'the user who wrote down what raised it, or `system`' })
  raisedBy!: string;

  @InstantField({ optional: true, example: null })
  acknowledgedAt!: Instant | null;

  @TextField({ ...BY, optional: true, example: null })
  acknowledgedBy!: string | null;

  @TextField({ max: 1000, optional: true, example: null })
  acknowledgedReason!: string | null;

  @InstantField({ optional: true, example: null })
  resolvedAt!: Instant | null;

  @TextField({ ...BY, optional: true, example: null, description: 'a user, or `system`' })
  resolvedBy!: string | null;

  @TextField({ max: 1000, optional: true, example: null })
  resolvedReason!: string | null;

  @IntegerField({ min: 0, max: 100, example: 0, description: 'how often it was made known further up' })
  escalationLevel!: number;

  @InstantField({ optional: true, example: null })
  escalatedAt!: Instant | null;

  static from(alert: DescribedAlert): AlertDto {
    return { ...alert, message: { ...alert.message }, inputs: alert.inputs.map(inputOf) };
  }
}

@ApiSchema({ name: 'AlertEvent' })
export class AlertEventDto {
  @IdField()
  id!: string;

  @IntegerField({ min: 1, max: 2_147_483_647, example: 17, description: 'rises over the alerts of the whole home' })
  seq!: number;

  @EnumField(ALERT_EVENTS, { example: 'repeated' })
  kind!: AlertEvent['kind'];

  @InstantField({ example: '2026-11-24T09:31:00.000Z' })
  at!: Instant;

  @TextField({ ...BY, description: 'a user, or `system`' })
  by!: string;

  @EnumField(SEVERITIES, { example: 'urgent', enumName: 'AlertSeverity' })
  severity!: Severity;

  @TextField({ max: 1000, optional: true, example: null })
  reason!: string | null;

  @ObjectArrayField(() => AlertInputDto, { max: MOST_INPUTS, optional: true, description: 'of an occurrence' })
  inputs!: readonly AlertInputDto[] | null;

  static from({ id, seq, kind, at, by, severity, reason, inputs }: AlertEvent): AlertEventDto {
    return { id, seq, kind, at, by, severity, reason, inputs: inputs?.map(inputOf) ?? null };
  }
}

function inputOf({ name, value, unit, at, id }: AlertInput): AlertInputDto {
  return { name, value, unit, at, id };
}

const ASKED_STATUSES = [...ALERT_STATUSES, 'unresolved'] as const;

export class AlertQueryDto extends PageQueryDto {
  @EnumField(ASKED_STATUSES, { optional: true, description: '`unresolved`: open or acknowledged' })
  status?: (typeof ASKED_STATUSES)[number];

  @EnumField(SEVERITIES, { optional: true, enumName: 'AlertSeverity' })
  severity?: Severity;

  @TextField({ max: 100, optional: true, description: 'of who has a bed there now' })
  unit?: string;

  @IdField({ optional: true })
  residentId?: string;
}

@ApiSchema({ name: 'AcknowledgeAlert' })
export class AcknowledgeDto {
  @TextField({ max: 1000, optional: true, example: 'on my way' })
  reason?: string | null;
}

@ApiSchema({ name: 'ResolveAlert' })
export class ResolveDto {
  @TextField({ max: 1000, example: 'seen by the doctor, oxygen given, measured again' })
  reason!: string;
}
