import { Entity, PrimaryColumn } from 'typeorm';
import { TextColumn, Untracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Action } from './audit-entry.js';

/** The trail as it is stored. `before` and `after` are canonical JSON, so that every byte of a row counts. */
@Untracked('It is the trail.')
@Entity('audit_entries')
export class AuditEntryEntity {
  @PrimaryColumn({ type: 'integer' })
  seq!: number;

  @TextColumn()
  at!: Instant;

  @TextColumn()
  actor!: string;

  @TextColumn()
  action!: Action;

  @TextColumn()
  resource!: string;

  @TextColumn()
  resourceId!: string;

  @TextColumn({ nullable: true })
  residentId!: string | null;

  @TextColumn({ nullable: true })
  before!: string | null;

  @TextColumn({ nullable: true })
  after!: string | null;

  @TextColumn()
  requestId!: string;

  @TextColumn()
  hash!: string;

  @TextColumn()
  previousHash!: string;
}
