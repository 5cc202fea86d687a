import { Entity } from 'typeorm';
import { IdColumn, IntegerColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';

@Tracked({ resource: 'room', readableWith: 'residents:read' })
@Entity('rooms')
export class RoomEntity extends StoredEntity {
  @TextColumn()
  name!: string;

  @TextColumn()
  unit!: string;
}

@Tracked({ resource: 'room', partOf: { id: 'roomId', as: 'beds' } })
@Entity('beds')
export class BedEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  roomId!: string;

  @TextColumn()
  name!: string;

  @IntegerColumn()
  position!: number;

  /** A removed bed stays for the history of who lay in it. */
  @TextColumn({ nullable: true })
  removedAt!: Instant | null;
}
