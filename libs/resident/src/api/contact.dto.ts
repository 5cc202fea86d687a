import { ApiSchema, IntersectionType } from '#platform/dto';
import { BooleanField, EnumArrayField, IdField, patchOf, StoredDto, TextField } from '#platform/http';
import { LEGAL_REPRESENTATIVE_EXISTS, type Contact } from '../domain/contact.js';

/** Digits as people write them, with a country code, separators and an extension. */
const PHONE = /^\+?\(?([0-9][ ().\/-]*){3,}((ext\.?|x) ?[0-9]{1,6})?$/;

/** One `@` between two parts without spaces: whether it is a mailbox, only a message can tell. */
const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;

@ApiSchema({ name: 'NewContact' })
export class NewContactDto {
  @TextField({ max: 200, example: 'Lucía Ortega Vidal' })
  name!: string;

  @TextField({ max: 100, example: 'daughter' })
  relationship!: string;

  @TextField({ max: 40, pattern: PHONE, form: 'a telephone number', optional: true, example: '+34 600 123 456' })
  phone?: string | null;

  @TextField({ max: 254, pattern: EMAIL, form: 'an email address', optional: true, example: 'lucia@example.org' })
  email?: string | null;

  @BooleanField({ defaulted: true, example: true, description: 'default false' })
  isLegalRepresentative?: boolean;

  @BooleanField({ defaulted: true, example: true, description: 'default false' })
  isEmergencyContact?: boolean;

  @EnumArrayField([LEGAL_REPRESENTATIVE_EXISTS], {
    defaulted: true,
    example: [],
    description: 'warnings that were seen: that there is another legal representative',
  })
  acknowledge?: string[];

  @TextField({
    max: 1000,
    optional: true,
    example: null,
    description: 'why there are two, such as a court order; needed with `acknowledge`',
  })
  acknowledgeReason?: string | null;
}

@ApiSchema({ name: 'ContactPatch' })
export class ContactPatchDto extends patchOf(NewContactDto) {}

@ApiSchema({ name: 'Contact' })
export class ContactDto extends IntersectionType(StoredDto, NewContactDto) {
  @IdField()
  residentId!: string;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  static from(contact: Contact): ContactDto {
    return { ...contact, acknowledge: contact.acknowledgeReason === null ? [] : [LEGAL_REPRESENTATIVE_EXISTS] };
  }
}
