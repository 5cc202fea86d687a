import { Entity } from 'typeorm';
import { JsonColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Role } from '../permissions.js';

/** When a key was last used is no deed of anyone: it and the version that goes with it are not told. */
@Tracked({
  resource: 'api-key',
  readableWith: 'users:read',
  secret: ['keyHash'],
  derived: ['lastUsedAt', 'version'],
})
@Entity('api_keys')
export class ApiKeyEntity extends StoredEntity {
  @TextColumn()
  name!: string;

  @TextColumn()
  prefix!: string;

  @TextColumn()
  keyHash!: string;

  @JsonColumn()
  roles!: readonly Role[];

  @TextColumn()
  expiresAt!: Instant;

  @TextColumn({ nullable: true })
  lastUsedAt!: Instant | null;

  @TextColumn()
  createdBy!: string;

  @TextColumn({ nullable: true })
  revokedAt!: Instant | null;
}
