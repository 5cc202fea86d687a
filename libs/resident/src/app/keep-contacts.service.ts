import { Injectable } from '@nestjs/common';
import { expectVersion, given } from '#platform/kernel';
import type { Caller } from '#platform/access';
import { newId, UnitOfWork, type Page, type PageRequest, type Tx } from '#platform/database';
import { Clock } from '#platform/time';
import { ContactRepository } from '../data/contact.repository.js';
import { ResidentRepository } from '../data/resident.repository.js';
import {
  reasonForAnother,
  type Contact,
  type ContactDetails,
  type NewContact,
  type SeenWarnings,
} from '../domain/contact.js';

/** Whom to call about a resident, and who decides for them. */
@Injectable()
export class KeepContacts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly contacts: ContactRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async list(residentId: string, page: PageRequest): Promise<Page<Contact>> {
    await this.residents.load(this.unitOfWork.reader, residentId);
    return this.contacts.list(this.unitOfWork.reader, residentId, page);
  }

  /** @throws NotFoundError */
  get(residentId: string, id: string): Promise<Contact> {
    return this.contacts.load(this.unitOfWork.reader, residentId, id);
  }

  /** @throws NotFoundError, InvalidFieldsError, LegalRepresentativeExistsError */
  add(residentId: string, details: NewContact & SeenWarnings, caller: Caller): Promise<Contact> {
    return this.unitOfWork.write(async (tx) => {
      await this.residents.load(tx, residentId);
      const at = this.clock.now();
      const isLegalRepresentative = details.isLegalRepresentative ?? false;
      const contact: Contact = {
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        residentId,
        name: details.name,
        relationship: details.relationship,
        phone: details.phone ?? null,
        email: details.email ?? null,
        isLegalRepresentative,
        isEmergencyContact: details.isEmergencyContact ?? false,
        acknowledgeReason: isLegalRepresentative ? await this.reason(tx, residentId, details) : null,
        recordedBy: caller.userId,
      };
      await this.contacts.add(tx, contact);
      return contact;
    });
  }

  /** @throws NotFoundError, InvalidFieldsError, LegalRepresentativeExistsError, VersionConflictError */
  change(
    residentId: string,
    id: string,
    { acknowledge, acknowledgeReason, ...changes }: Partial<ContactDetails> & SeenWarnings,
    version: number | undefined,
  ): Promise<Contact> {
    return this.unitOfWork.write(async (tx) => {
      await this.residents.load(tx, residentId);
      const contact = await this.contacts.load(tx, residentId, id);
      expectVersion(contact, version);
      const { isLegalRepresentative = contact.isLegalRepresentative } = changes;
      const seen = { acknowledge, acknowledgeReason };
      const becomes = isLegalRepresentative && !contact.isLegalRepresentative;
      const kept = isLegalRepresentative ? contact.acknowledgeReason : null;
      const reason = becomes ? await this.reason(tx, residentId, seen) : kept;
      return this.contacts.change(tx, contact, { ...given(changes), acknowledgeReason: reason }, this.clock.now());
    });
  }

  /** @throws NotFoundError, VersionConflictError */
  remove(residentId: string, id: string, version: number | undefined): Promise<void> {
    return this.unitOfWork.write(async (tx) => {
      await this.residents.load(tx, residentId);
      const contact = await this.contacts.load(tx, residentId, id);
      expectVersion(contact, version);
      await this.contacts.remove(tx, contact);
    });
  }

  private async reason(tx: Tx, residentId: string, seen: SeenWarnings): Promise<string | null> {
    return reasonForAnother(await this.contacts.representatives(tx, residentId), seen);
  }
}
