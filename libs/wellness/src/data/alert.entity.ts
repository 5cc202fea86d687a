import { Entity } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import { toDecimal } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { Alert, AlertEvent } from '../domain/alerts/alert.js';
import type { Threshold } from '../domain/alerts/threshold.js';

@Tracked({ resource: 'alert', resident: 'residentId', readableWith: 'alerts:read' })
@Entity('alerts')
export class AlertEntity extends StoredEntity {
  @TextColumn({ nullable: true })
  residentId!: string | null;

  @TextColumn()
  rule!: Alert['rule'];

  @TextColumn()
  ruleVersion!: string;

  @TextColumn()
  cause!: string;

  @TextColumn()
  severity!: Alert['severity'];

  @TextColumn({ nullable: true })
  severityRaisedAt!: Instant | null;

  @TextColumn()
  status!: Alert['status'];

  @JsonColumn()
  message!: Alert['message'];

  @JsonColumn()
  inputs!: Alert['inputs'];

  @IntegerColumn()
  occurrences!: number;

  @TextColumn()
  lastOccurrenceAt!: Instant;

  @TextColumn()
  raisedAt!: Instant;

  @TextColumn()
  raisedBy!: string;

  @TextColumn({ nullable: true })
  acknowledgedAt!: Instant | null;

  @TextColumn({ nullable: true })
  acknowledgedBy!: string | null;

  @TextColumn({ nullable: true })
  acknowledgedReason!: string | null;

  @TextColumn({ nullable: true })
  resolvedAt!: Instant | null;

  @TextColumn({ nullable: true })
  resolvedBy!: string | null;

  @TextColumn({ nullable: true })
  resolvedReason!: string | null;

  @IntegerColumn()
  escalationLevel!: number;

  @TextColumn({ nullable: true })
  escalatedAt!: Instant | null;
}

@Tracked({ resource: 'alert', partOf: { id: 'alertId', as: 'events' } })
@Entity('alert_events')
export class AlertEventEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  alertId!: string;

  @IntegerColumn()
  seq!: number;

  @TextColumn()
  kind!: AlertEvent['kind'];

  @TextColumn()
  at!: Instant;

  @TextColumn()
  by!: string;

  @TextColumn()
  severity!: AlertEvent['severity'];

  @TextColumn({ nullable: true })
  reason!: string | null;

  @TextColumn({ nullable: true })
  sourceId!: string | null;

  @JsonColumn({ nullable: true })
  inputs!: AlertEvent['inputs'];
}

@Tracked({
  resource: 'alert-rules',
  resident: 'residentId',
  readableWith: 'observations:read',
  show: { rules: (rules) => (rules as readonly Threshold[]).map(shownThreshold) },
})
@Entity('alert_thresholds')
export class AlertThresholdsEntity extends StoredEntity {
  /** The resident's id, or `home`: one row of each. */
  @TextColumn()
  scope!: string;

  @TextColumn({ nullable: true })
  residentId!: string | null;

  @JsonColumn()
  rules!: readonly Threshold[];

  @TextColumn()
  setBy!: string;
}

/** Amounts in the trail are decimals. */
function shownThreshold({ low, high, ...threshold }: Threshold): object {
  return { ...threshold, low: low === null ? null : toDecimal(low), high: high === null ? null : toDecimal(high) };
}
