import { Entity } from 'typeorm';
import { IdColumn, TextColumn, Tracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';

/** Whom an issuer of single sign-on knows as which user. */
@Tracked({
  resource: 'user',
  readableWith: 'users:read',
  partOf: { id: 'userId', as: 'identity' },
})
@Entity('identities')
export class IdentityEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  userId!: string;

  @TextColumn()
  issuer!: string;

  @TextColumn()
  subject!: string;

  /** When the token was issued by which the user's name and roles were last changed. */
  @TextColumn()
  toldAt!: Instant;
}
