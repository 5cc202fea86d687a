import { Entity } from 'typeorm';
import { BooleanColumn, IntegerColumn, JsonColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant, LocalDate, LocalDateTime, RecurrenceRule } from '#platform/time';
import { toDecimal } from '#platform/kernel';
import type { ActivityCategory, ActivityFormat, EarlierForm } from '../domain/activity.js';
import type { Excludes, Requires } from '../domain/fit.js';
import type { Money } from '../domain/money.js';

@Tracked({
  resource: 'activity',
  readableWith: 'activities:read',
  show: { cost: (cost) => shownCost(cost as Money) },
})
@Entity('activities')
export class ActivityEntity extends StoredEntity {
  @TextColumn()
  title!: string;

  @TextColumn()
  category!: ActivityCategory;

  @TextColumn()
  format!: ActivityFormat;

  @TextColumn({ nullable: true })
  location!: string | null;

  @TextColumn({ nullable: true })
  leader!: string | null;

  @JsonColumn()
  staff!: readonly string[];

  @IntegerColumn({ nullable: true })
  capacity!: number | null;

  @TextColumn()
  startsAt!: LocalDateTime;

  @IntegerColumn()
  durationMinutes!: number;

  @TextColumn({ nullable: true })
  recurrence!: RecurrenceRule | null;

  @JsonColumn()
  exceptionDates!: readonly (LocalDate | LocalDateTime)[];

  @JsonColumn()
  earlier!: readonly EarlierForm[];

  /** The amount in it is in whole millionths, as in every column. */
  @JsonColumn({ nullable: true })
  cost!: Money | null;

  @JsonColumn({ nullable: true })
  requires!: Requires | null;

  @JsonColumn({ nullable: true })
  excludes!: Excludes | null;

  @TextColumn({ nullable: true })
  notes!: string | null;

  @BooleanColumn()
  active!: boolean;

  @TextColumn({ nullable: true })
  inactiveSince!: Instant | null;
}

@Tracked({ resource: 'activity-session', readableWith: 'activities:read' })
@Entity('session_overrides')
export class SessionOverrideEntity extends StoredEntity {
  @TextColumn()
  activityId!: string;

  /** Which session: where the series puts it. One change of it. */
  @TextColumn()
  originalStartsAt!: LocalDateTime;

  @BooleanColumn()
  cancelled!: boolean;

  @TextColumn({ nullable: true })
  startsAt!: LocalDateTime | null;

  @IntegerColumn({ nullable: true })
  durationMinutes!: number | null;

  @TextColumn({ nullable: true })
  location!: string | null;

  @TextColumn({ nullable: true })
  leader!: string | null;

  @IntegerColumn({ nullable: true })
  capacity!: number | null;

  @TextColumn({ nullable: true })
  reason!: string | null;
}

function shownCost({ value, currency }: Money): object {
  return { value: toDecimal(value), currency };
}
