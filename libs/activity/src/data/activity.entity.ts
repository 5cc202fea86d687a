import { Entity } from 'typeorm';
import { BooleanColumn, IntegerColumn, JsonColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant, LocalDate, LocalDateTime, RecurrenceRule } from '#platform/time';
import type { ActivityCategory, EarlierForm } from '../domain/activity.js';

@Tracked({ resource: 'activity', readableWith: 'activities:read' })
@Entity('activities')
export class ActivityEntity extends StoredEntity {
  @TextColumn()
  title!: string;

  @TextColumn()
  category!: ActivityCategory;

  @TextColumn({ nullable: true })
  location!: string | null;

  @TextColumn({ nullable: true })
  leader!: string | null;

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
