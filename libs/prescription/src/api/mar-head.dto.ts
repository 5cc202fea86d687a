import { ApiSchema } from '#platform/dto';
import {
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  ObjectArrayField,
  ObjectField,
  TextField,
} from '#platform/http';
import type { Instant } from '#platform/time';
import {
  ALLERGY_TYPES,
  CRITICALITIES,
  RESIDENT_STATUSES,
  RESUSCITATION_DECISIONS,
  SEXES,
  type Mar,
} from '../app/read-mar.service.js';
import { RoundBedDto } from './medication-round.dto.js';

type Person = Mar['resident'];
type Known = Mar['allergies'];

const MOST = 10_000;
const ALLERGY_ANSWERS: readonly Known['answer'][] = ['listed', 'none-known', 'not-asked'];

@ApiSchema({ name: 'MarIdentifier' })
class MarIdentifierDto {
  @TextField({ max: 100, example: 'CIP-SNS' })
  system!: string;

  @TextField({ max: 100, example: 'BBBBBBBBQR648597' })
  value!: string;
}

@ApiSchema({ name: 'MarResuscitation' })
class MarResuscitationDto {
  @EnumField(RESUSCITATION_DECISIONS, { example: 'do-not-attempt' })
  decision!: NonNullable<Person['resuscitation']>['decision'];

  @LocalDateField({ example: '2026-10-01' })
  reviewedOn!: string;
}

@ApiSchema({ name: 'MarResident' })
export class MarResidentDto {
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

  @ObjectArrayField(() => MarIdentifierDto, { max: 20 })
  identifiers!: readonly MarIdentifierDto[];

  @EnumField(RESIDENT_STATUSES, { example: 'admitted', description: 'now' })
  status!: Person['status'];

  @ObjectField(() => RoundBedDto, { optional: true, description: 'now' })
  bed!: RoundBedDto | null;

  @ObjectField(() => MarResuscitationDto, { optional: true, description: 'null: not recorded' })
  resuscitation!: MarResuscitationDto | null;

  static from({ resident, age }: Mar): MarResidentDto {
    const { id, givenName, familyName, preferredName, birthDate, sex, status, bed, resuscitation } = resident;
    const identifiers = resident.identifiers.map(({ system, value }) => ({ system, value }));
    return {
      ...{ id, givenName, familyName, preferredName, birthDate, age, sex },
      ...{ identifiers, status, bed, resuscitation },
    };
  }
}

@ApiSchema({ name: 'MarAllergy' })
class MarAllergyDto {
  @TextField({ max: 300, example: 'penicillin' })
  substance!: string;

  @TextField({ max: 7, optional: true, example: 'J01C' })
  atcCode!: string | null;

  @EnumField(ALLERGY_TYPES, { example: 'allergy' })
  type!: Known['allergies'][number]['type'];

  @EnumField(CRITICALITIES, { example: 'high' })
  criticality!: Known['allergies'][number]['criticality'];

  @TextField({ max: 1000, optional: true, example: 'rash' })
  reaction!: string | null;
}

@ApiSchema({ name: 'MarAllergies' })
export class MarAllergiesDto {
  @EnumField(ALLERGY_ANSWERS, {
    example: 'none-known',
    description: '`not-asked`: no active allergy is on record, and that none are known has not been said since',
  })
  answer!: Known['answer'];

  @ObjectArrayField(() => MarAllergyDto, { max: MOST, description: 'active ones, of high criticality first' })
  items!: readonly MarAllergyDto[];

  @InstantField({ optional: true, description: 'when the list was confirmed, or that none are known' })
  reviewedAt!: Instant | null;

  @TextField({ max: 200, optional: true, example: 'Nuria Ruiz', description: 'who wrote that down' })
  reviewedBy!: string | null;

  static from({ allergies: { answer, allergies, review }, allergiesReviewedBy: reviewedBy }: Mar): MarAllergiesDto {
    return {
      answer,
      items: allergies.map(({ substance, atcCode, type, criticality, reaction }) => {
        return { substance, atcCode, type, criticality, reaction };
      }),
      reviewedAt: review?.reviewedAt ?? null,
      reviewedBy,
    };
  }
}

@ApiSchema({ name: 'MarAbsence' })
export class MarAbsenceDto {
  @EnumField(['on-leave', 'in-hospital', 'not-admitted'], { example: 'in-hospital' })
  kind!: Mar['absences'][number]['kind'];

  @InstantField({ optional: true, description: 'null: before anybody moved in' })
  from!: Instant | null;

  @InstantField({ optional: true, description: 'null: it lasts' })
  to!: Instant | null;

  static from({ kind, from, to }: Mar['absences'][number]): MarAbsenceDto {
    return { kind, from: from ?? null, to: to ?? null };
  }
}
