import { Entity } from 'typeorm';
import type { Instant } from '#platform/time';
import { IdColumn, TextColumn } from './columns.js';
import { Untracked } from './tracking.js';

/** Which process does a piece of periodic work, and until when nobody else does; the id names the work. */
@Untracked('It says which process works, nothing of the home.')
@Entity('leases')
export class LeaseEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  holder!: string;

  @TextColumn()
  until!: Instant;
}
