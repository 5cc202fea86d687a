import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '#platform/database';
import { deleteRows, onConstraint, select, type StoredEntity } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Contact } from '../domain/contact.js';
import { LegalRepresentativeExistsError } from '../domain/resident.errors.js';
import { ContactEntity } from './contact.entity.js';
import { OfResidentRepository } from './of-resident.repository.js';

const ONE_REPRESENTATIVE = { uq_contacts__resident_id: () => new LegalRepresentativeExistsError() };

/** The people around residents, as they are stored. */
@Injectable()
export class ContactRepository extends OfResidentRepository<ContactEntity & Contact> {
  protected readonly entity = ContactEntity;
  protected readonly resource = 'contact';

  /** The legal representatives of a resident, the first one first. */
  async representatives(reader: Reader, residentId: string): Promise<readonly Contact[]> {
    return select(reader, ContactEntity, 'contact')
      .where('contact.residentId = :residentId AND contact.isLegalRepresentative', { residentId })
      .orderBy('contact.id')
      .getMany();
  }

  /** Everyone, the first one first. */
  async all(reader: Reader, residentId: string): Promise<readonly Contact[]> {
    return select(reader, ContactEntity, 'contact')
      .where('contact.residentId = :residentId', { residentId })
      .orderBy('contact.id')
      .getMany();
  }

  /** @throws LegalRepresentativeExistsError by the database's own constraint, however many try at once. */
  override async add(tx: Tx, contact: Contact): Promise<void> {
    await onConstraint(super.add(tx, contact), ONE_REPRESENTATIVE);
  }

  /** @throws VersionConflictError, LegalRepresentativeExistsError as {@link add} */
  override async change(
    tx: Tx,
    contact: Contact,
    changes: Partial<Omit<Contact, keyof StoredEntity>>,
    at: Instant,
  ): Promise<ContactEntity & Contact> {
    return onConstraint(super.change(tx, contact, changes, at), ONE_REPRESENTATIVE);
  }

  async remove(tx: Tx, { id }: Contact): Promise<void> {
    await deleteRows(tx, ContactEntity, { id });
  }
}
