import { Entity } from 'typeorm';
import { BooleanColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';

@Tracked({ resource: 'contact', resident: 'residentId', readableWith: 'residents:read' })
@Entity('contacts')
export class ContactEntity extends StoredEntity {
  @TextColumn()
  residentId!: string;

  @TextColumn()
  name!: string;

  @TextColumn()
  relationship!: string;

  @TextColumn({ nullable: true })
  phone!: string | null;

  @TextColumn({ nullable: true })
  email!: string | null;

  /** Of those without a reason for being one of several, a resident has one at most. */
  @BooleanColumn()
  isLegalRepresentative!: boolean;

  @BooleanColumn()
  isEmergencyContact!: boolean;

  @TextColumn({ nullable: true })
  acknowledgeReason!: string | null;

  @TextColumn()
  recordedBy!: string;
}
