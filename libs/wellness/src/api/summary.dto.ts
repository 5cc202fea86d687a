import { ApiSchema } from '#platform/dto';
import { EnumArrayField, InstantField, ObjectArrayField, ObjectField, TextField } from '#platform/http';
import type { Instant, Zone } from '#platform/time';
import { SUMMARY_SECTIONS, type Summary, type SummarySection } from '../app/read-summary.service.js';
import { AssessmentDto } from './assessment.dto.js';
import { ObservationDto } from './observation.dto.js';
import { SummaryAllergiesDto, SummaryConditionDto, SummaryMedicineDto } from './summary-clinical.dto.js';
import { SummaryContactDto, SummaryResidentDto } from './summary-person.dto.js';

const MOST = 10_000;

@ApiSchema({ name: 'Summary' })
export class SummaryDto {
  @InstantField({ description: 'what was on record then' })
  asOf!: Instant;

  @TextField({ max: 100, example: 'Europe/Madrid', description: "the home's zone" })
  timeZone!: Zone;

  @TextField({ max: 200, example: 'Nuria Ruiz', description: 'who asked for it' })
  madeBy!: string;

  @EnumArrayField(SUMMARY_SECTIONS, {
    example: [],
    description: 'sections that the reader may not read: they are null, though there may be something in them',
  })
  withheld!: readonly SummarySection[];

  @ObjectField(() => SummaryResidentDto)
  resident!: SummaryResidentDto;

  @ObjectField(() => SummaryAllergiesDto, { optional: true, description: 'null: withheld' })
  allergies!: SummaryAllergiesDto | null;

  @ObjectArrayField(() => SummaryConditionDto, {
    max: MOST,
    optional: true,
    description: 'active ones; null: withheld',
  })
  conditions!: readonly SummaryConditionDto[] | null;

  @ObjectArrayField(() => SummaryMedicineDto, {
    max: MOST,
    optional: true,
    description: 'current and suspended ones, those as needed last; null: withheld',
  })
  medicines!: readonly SummaryMedicineDto[] | null;

  @ObjectArrayField(() => ObservationDto, {
    max: 100,
    optional: true,
    description: 'the newest of each type; null: withheld',
  })
  observations!: readonly ObservationDto[] | null;

  @ObjectField(() => AssessmentDto, {
    optional: true,
    description: 'the newest; null: none, or `observations` withheld',
  })
  news2!: AssessmentDto | null;

  @ObjectArrayField(() => SummaryContactDto, {
    max: MOST,
    description: 'legal representatives first, then who is to be called in an emergency',
  })
  contacts!: readonly SummaryContactDto[];

  static from(summary: Summary): SummaryDto {
    const { asOf, timeZone, madeBy, withheld, allergies, news2 } = summary;
    return {
      ...{ asOf, timeZone, madeBy, withheld },
      resident: SummaryResidentDto.from(summary),
      allergies: allergies === null ? null : SummaryAllergiesDto.from(allergies),
      conditions: summary.conditions?.map(SummaryConditionDto.from) ?? null,
      medicines: summary.medicines?.map(SummaryMedicineDto.from) ?? null,
      observations: summary.observations?.map(ObservationDto.from) ?? null,
      news2: news2 === null ? null : AssessmentDto.from(news2),
      contacts: summary.contacts.map(SummaryContactDto.from),
    };
  }
}
