import { Entity } from 'typeorm';
import { StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';

@Tracked({
  resource: 'calendar-link',
  resident: 'residentId',
  readableWith: 'activities:read',
  secret: ['secretHash'],
})
@Entity('calendar_links')
export class CalendarLinkEntity extends StoredEntity {
  @TextColumn()
  userId!: string;

  @TextColumn({ nullable: true })
  residentId!: string | null;

  @TextColumn({ nullable: true })
  name!: string | null;

  @TextColumn()
  secretHash!: string;

  @TextColumn({ nullable: true })
  revokedAt!: Instant | null;
}
