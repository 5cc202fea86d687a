import { ApiSchema } from '#platform/dto';
import { IdField, InstantField, ObjectArrayField, ObjectField, RangeEndQuery, TextField } from '#platform/http';
import { byCodeUnits } from '#platform/kernel';
import type { Instant, Zone } from '#platform/time';
import { mapInTurns } from '#platform/turns';
import type { Mar } from '../app/read-mar.service.js';
import { codesOf } from '../domain/mar-line.js';
import { MarAbsenceDto, MarAllergiesDto, MarResidentDto } from './mar-head.dto.js';
import { MarPrescriptionDto } from './mar-prescription.dto.js';
import { MAX_INITIALS } from './mar-record.dto.js';
import { WordsDto } from './words.dto.js';

const MOST = 1_000_000;

@ApiSchema({ name: 'MarCode' })
class MarCodeDto {
  @TextField({ max: 1, example: 'R' })
  code!: string;

  @ObjectField(() => WordsDto, { example: { en: 'The person said no', es: 'La persona dijo que no' } })
  meaning!: WordsDto;
}

@ApiSchema({ name: 'MarSignatory' })
class MarSignatoryDto {
  @TextField({ max: MAX_INITIALS, example: 'NR' })
  initials!: string;

  @IdField({ description: 'of the user' })
  userId!: string;

  @TextField({ max: 200, optional: true, example: 'Nuria Ruiz', description: 'null: a program' })
  name!: string | null;
}

@ApiSchema({ name: 'MedicationAdministrationRecord' })
export class MarDto {
  @InstantField({ description: 'what was on record then' })
  asOf!: Instant;

  @TextField({ max: 100, example: 'Europe/Madrid', description: "the home's zone" })
  timeZone!: Zone;

  @TextField({ max: 200, example: 'Nuria Ruiz', description: 'who asked for it' })
  madeBy!: string;

  @InstantField({ description: 'the beginning of the window' })
  from!: Instant;

  @InstantField({ description: 'its end, not included' })
  to!: Instant;

  @ObjectField(() => MarResidentDto)
  resident!: MarResidentDto;

  @ObjectField(() => MarAllergiesDto)
  allergies!: MarAllergiesDto;

  @ObjectArrayField(() => MarAbsenceDto, { max: MOST, description: 'that touch the window' })
  absences!: readonly MarAbsenceDto[];

  @ObjectArrayField(() => MarPrescriptionDto, {
    max: MOST,
    description: 'in force in some part of the window, or with a record in it; those as needed last, else by name',
  })
  prescriptions!: readonly MarPrescriptionDto[];

  @ObjectArrayField(() => MarCodeDto, { max: 100, description: 'the key of the codes that occur' })
  codes!: readonly MarCodeDto[];

  @ObjectArrayField(() => MarSignatoryDto, { max: MOST, description: 'the key of the initials, no two alike' })
  signatories!: readonly MarSignatoryDto[];

  static async from(mar: Mar): Promise<MarDto> {
    const { asOf, timeZone, madeBy, window, absences, lines, initials, names } = mar;
    const signed = (id: string): string => initials.get(id) ?? '?';
    return {
      ...{ asOf, timeZone, madeBy, from: window.from, to: window.to },
      resident: MarResidentDto.from(mar),
      allergies: MarAllergiesDto.from(mar),
      absences: absences.map(MarAbsenceDto.from),
      prescriptions: await mapInTurns(lines, (line) => MarPrescriptionDto.from(line, timeZone, signed)),
      codes: codesOf(lines).map(({ code, meaning }) => ({ code, meaning: { ...meaning } })),
      signatories: [...initials]
        .map(([userId, own]) => ({ initials: own, userId, name: names.get(userId) ?? null }))
        .sort((a, b) => byCodeUnits(a.initials, b.initials)),
    };
  }
}

export class MarQueryDto {
  @RangeEndQuery({
    description:
      'An instant, or a local date that means its whole day. Without either end it is this week, from Monday on; with ' +
      'one, seven days. At most 31 days.',
  })
  from?: string;

  @RangeEndQuery()
  to?: string;
}
