import { StoredEntity, TextColumn } from '#platform/database/sql';
import type { Fact } from '../domain/fact.js';

/** The columns of every fact about a resident's wellness. An entity extends it. */
export abstract class FactEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @TextColumn()
  recordedBy!: string;

  @TextColumn()
  status!: Fact['status'];

  @TextColumn({ nullable: true })
  statusReason!: string | null;

  @TextColumn({ nullable: true })
  markedBy!: string | null;

  @TextColumn({ nullable: true })
  correctedBy!: string | null;
}
