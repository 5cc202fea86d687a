import { Entity } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  IntegerColumn,
  JsonColumn,
  StoredEntity,
  TextColumn,
  Tracked,
} from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Role } from './permissions.js';

@Tracked({
  resource: 'user',
  readableWith: 'users:read',
  secret: ['passwordHash', 'pinHash'],
})
@Entity('users')
export class UserEntity extends StoredEntity {
  @TextColumn()
  username!: string;

  @TextColumn()
  displayName!: string;

  @JsonColumn()
  roles!: readonly Role[];

  @BooleanColumn()
  active!: boolean;

  @TextColumn()
  passwordHash!: string;

  @TextColumn({ nullable: true })
  pinHash!: string | null;

  @IntegerColumn()
  pinFailures!: number;

  @TextColumn({ nullable: true })
  pinLockedUntil!: Instant | null;
}

@Tracked({ resource: 'access-token', readableWith: 'users:read', secret: ['tokenHash'] })
@Entity('access_tokens')
export class AccessTokenEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  userId!: string;

  /** SHA-256 of the token, in base64url: the token itself is never stored. */
  @TextColumn()
  tokenHash!: string;

  @TextColumn()
  createdAt!: Instant;

  @TextColumn()
  expiresAt!: Instant;
}
