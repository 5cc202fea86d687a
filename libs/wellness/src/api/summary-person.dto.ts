import { ApiSchema } from '#platform/dto';
import {
  BooleanField,
  EnumField,
  IdField,
  IntegerField,
  LocalDateField,
  ObjectArrayField,
  ObjectField,
  TextField,
} from '#platform/http';
import { RESIDENT_STATUSES, RESUSCITATION_DECISIONS, SEXES, type Summary } from '../app/read-summary.service.js';

type Person = Summary['resident'];

@ApiSchema({ name: 'SummaryIdentifier' })
class SummaryIdentifierDto {
  @TextField({ max: 100, example: 'CIP-SNS' })
  system!: string;

  @TextField({ max: 100, example: 'BBBBBBBBQR648597' })
  value!: string;
}

@ApiSchema({ name: 'SummaryBed' })
class SummaryBedDto {
  @TextField({ max: 100, example: 'A' })
  name!: string;

  @TextField({ max: 100, example: '101' })
  roomName!: string;

  @TextField({ max: 100, example: 'Ground floor' })
  unit!: string;
}

@ApiSchema({ name: 'SummaryResuscitation' })
class SummaryResuscitationDto {
  @EnumField(RESUSCITATION_DECISIONS, { example: 'do-not-attempt' })
  decision!: NonNullable<Person['resuscitation']>['decision'];

  @LocalDateField({ example: '2026-10-01' })
  reviewedOn!: string;
}

@ApiSchema({ name: 'SummaryResident' })
export class SummaryResidentDto {
  @IdField()
  id!: string;

  @TextField({ max: 200, example: 'Carmen' })
  givenName!: string;

  @TextField({ max: 200, example: 'Ortega Núñez' })
  familyName!: string;

  @TextField({ max: 200, optional: true, example: 'Carmina' })
  preferredName!: string | null;

  @LocalDateField({ example: '1938-04-17' })
  birthDate!: string;

  @IntegerField({ min: 0, max: 1500, example: 88, description: 'completed years' })
  age!: number;

  @EnumField(SEXES, { example: 'female' })
  sex!: Person['sex'];

  @ObjectArrayField(() => SummaryIdentifierDto, { max: 20 })
  identifiers!: readonly SummaryIdentifierDto[];

  @EnumField(RESIDENT_STATUSES, { example: 'in-hospital' })
  status!: Person['status'];

  @ObjectField(() => SummaryBedDto, { optional: true })
  bed!: SummaryBedDto | null;

  @ObjectField(() => SummaryResuscitationDto, { optional: true, description: 'null: not recorded' })
  resuscitation!: SummaryResuscitationDto | null;

  @TextField({ max: 500, optional: true, example: 'soft, low salt' })
  diet!: string | null;

  @TextField({ max: 500, optional: true, example: 'walks with a frame' })
  mobility!: string | null;

  @TextField({ max: 4000, optional: true, example: 'likes the window open' })
  notes!: string | null;

  static from({ resident, age }: Summary): SummaryResidentDto {
    const { id, givenName, familyName, preferredName, birthDate, sex, status, bed } = resident;
    const { resuscitation, diet, mobility, notes } = resident;
    const named = { id, givenName, familyName, preferredName, birthDate, age, sex };
    return {
      ...named,
      identifiers: resident.identifiers.map(({ system, value }) => ({ system, value })),
      status,
      bed: bed === null ? null : { name: bed.name, roomName: bed.roomName, unit: bed.unit },
      resuscitation,
      diet,
      mobility,
      notes,
    };
  }
}

@ApiSchema({ name: 'SummaryContact' })
export class SummaryContactDto {
  @TextField({ max: 200, example: 'Lucía Ortega Vidal' })
  name!: string;

  @TextField({ max: 100, example: 'daughter' })
  relationship!: string;

  @TextField({ max: 40, optional: true, example: '+34 600 123 456' })
  phone!: string | null;

  @TextField({ max: 254, optional: true, example: 'lucia@example.org' })
  email!: string | null;

  @BooleanField({ example: true })
  isLegalRepresentative!: boolean;

  @BooleanField({ example: true })
  isEmergencyContact!: boolean;

  static from(contact: Summary['contacts'][number]): SummaryContactDto {
    const { name, relationship, phone, email, isLegalRepresentative, isEmergencyContact } = contact;
    return { name, relationship, phone, email, isLegalRepresentative, isEmergencyContact };
  }
}
