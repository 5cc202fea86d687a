import { ApiSchema } from '#platform/dto';
import {
  IdField,
  InstantField,
  IntegerField,
  ObjectArrayField,
  ObjectField,
  RangeEndQuery,
  TextArrayField,
} from '#platform/http';
import type { Instant } from '#platform/time';
import type { Adherence, MedicineAdherence } from '../app/read-adherence.service.js';
import { DoseCountsDto } from './dose-counts.dto.js';
import { RoundMedicationDto } from './medication-round.dto.js';

const MOST = 100_000;

@ApiSchema({ name: 'MedicineAdherence' })
class MedicineAdherenceDto {
  @ObjectField(() => RoundMedicationDto)
  medication!: RoundMedicationDto;

  @TextArrayField({ max: MOST, itemMax: 36, description: 'all that are of this medicine' })
  prescriptionIds!: readonly string[];

  @ObjectField(() => DoseCountsDto)
  doses!: DoseCountsDto;

  @IntegerField({ min: 0, max: 100_000_000, example: 0, description: 'how often it was taken when needed' })
  takenAsNeeded!: number;

  static from({ medication, prescriptionIds, counts, takenAsNeeded }: MedicineAdherence): MedicineAdherenceDto {
    const { id, name, strength, form } = medication;
    return {
      medication: { id, name, strength, form },
      prescriptionIds,
      doses: DoseCountsDto.from(counts),
      takenAsNeeded,
    };
  }
}

@ApiSchema({ name: 'Adherence' })
export class AdherenceDto {
  @IdField()
  residentId!: string;

  @InstantField()
  from!: Instant;

  @InstantField({ description: 'the end, which is not part of it' })
  to!: Instant;

  @InstantField()
  asOf!: Instant;

  @ObjectField(() => DoseCountsDto)
  total!: DoseCountsDto;

  @ObjectArrayField(() => MedicineAdherenceDto, {
    max: MOST,
    description: 'by name; only those with a dose in the period',
  })
  medicines!: readonly MedicineAdherenceDto[];

  static from({ residentId, period, asOf, total, medicines }: Adherence): AdherenceDto {
    return {
      residentId,
      ...period,
      asOf,
      total: DoseCountsDto.from(total),
      medicines: medicines.map(MedicineAdherenceDto.from),
    };
  }
}

export class AdherenceQueryDto {
  @RangeEndQuery({
    description:
      'An instant, or a local date that means its whole day; by default 28 days before the end. At most ten years.',
  })
  from?: string;

  @RangeEndQuery({ description: 'by default the end of today' })
  to?: string;
}
