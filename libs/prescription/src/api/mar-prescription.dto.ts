import { ApiSchema } from '#platform/dto';
import {
  EnumArrayField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  LocalTimesField,
  ObjectArrayField,
  ObjectField,
  TextField,
} from '#platform/http';
import type { Instant, LocalDate, LocalTime, Zone } from '#platform/time';
import type { MedicatedLine } from '../app/read-mar.service.js';
import { ROUND_FLAGS, type RoundFlag } from '../domain/flags.js';
import type { MarTerms } from '../domain/mar.js';
import type { PrescriptionStatus, ReadStatus, Schedule, StatusPeriod } from '../domain/prescription.js';
import { scheduleInWords } from '../domain/schedule-words.js';
import { SCHEDULE_BOUNDS } from '../domain/validate-terms.js';
import { MarAsNeededDoseDto, MarCorrectionDto, MarDoseDto, MAX_INITIALS, type Signed } from './mar-record.dto.js';
import { RoundMedicationDto } from './medication-round.dto.js';
import { READ_STATUSES } from './prescription.dto.js';
import { DoseDto } from './schedule.dto.js';
import { WordsDto } from './words.dto.js';

const MOST = 1_000_000;

@ApiSchema({ name: 'MarMedication' })
class MarMedicationDto extends RoundMedicationDto {
  @TextField({ max: 1000, example: 'metformin' })
  activeSubstance!: string;
}

@ApiSchema({ name: 'MarTerms' })
export class MarTermsDto {
  @IntegerField({ min: 1, max: MOST, example: 1 })
  revision!: number;

  @InstantField({ optional: true, description: 'since when; null: since before the window' })
  from!: Instant | null;

  @InstantField({ optional: true, description: 'until when; null: until after the window' })
  to!: Instant | null;

  @ObjectField(() => DoseDto)
  dose!: DoseDto;

  @TextField({ max: 50, example: 'oral' })
  route!: string;

  @EnumField(['times', 'once', 'as-needed'], { example: 'times' })
  kind!: Schedule['kind'];

  @ObjectField(() => WordsDto)
  schedule!: WordsDto;

  @LocalTimesField({ max: SCHEDULE_BOUNDS.timesPerDay, example: ['08:00', '20:00'], description: 'none: not at times' })
  times!: readonly LocalTime[];

  @TextField({ max: 500, optional: true, example: 'pain', description: 'what a dose as needed is for' })
  asNeededFor!: string | null;

  @TextField({ max: 500, optional: true, example: 'type 2 diabetes' })
  indication!: string | null;

  @TextField({ max: 2000, optional: true, example: 'with food' })
  instructions!: string | null;

  @LocalDateField({ example: '2026-11-24' })
  startsOn!: LocalDate;

  @LocalDateField({ optional: true, example: '2027-02-24', description: 'the last day, itself included' })
  endsOn!: LocalDate | null;

  @TextField({ max: 200, example: 'Dr. Gil' })
  prescriber!: string;

  @TextField({ max: 1000, optional: true, description: 'why they were amended; null for the first' })
  reason!: string | null;

  @TextField({ max: MAX_INITIALS, example: 'NR', description: 'initials of who wrote them down' })
  by!: string;

  static from({ revision, from, to }: MarTerms, zone: Zone, signed: Signed): MarTermsDto {
    const { dose, route, schedule, indication, instructions, startsOn, endsOn, prescriber, reason } = revision;
    return {
      ...{ revision: revision.revision, from, to, route },
      dose: DoseDto.from(dose),
      kind: schedule.kind,
      schedule: { ...scheduleInWords(schedule, dose, zone) },
      times: schedule.kind === 'times' ? schedule.times : [],
      asNeededFor: schedule.kind === 'as-needed' ? schedule.reason : null,
      ...{ indication, instructions, startsOn, endsOn, prescriber, reason },
      by: signed(revision.recordedBy),
    };
  }
}

@ApiSchema({ name: 'MarStatusPeriod' })
export class MarStatusPeriodDto {
  @EnumField(['suspended', 'stopped', 'entered-in-error'], { example: 'suspended' })
  status!: PrescriptionStatus;

  @InstantField()
  from!: Instant;

  @InstantField({ optional: true, description: 'null: open' })
  to!: Instant | null;

  @TextField({ max: 1000, optional: true, example: 'low blood pressure' })
  reason!: string | null;

  @TextField({ max: MAX_INITIALS, example: 'NR' })
  by!: string;

  static from({ status, from, to, reason, recordedBy }: StatusPeriod, signed: Signed): MarStatusPeriodDto {
    return { status, from, to, reason, by: signed(recordedBy) };
  }
}

@ApiSchema({ name: 'MarPrescription' })
export class MarPrescriptionDto {
  @IdField()
  prescriptionId!: string;

  @ObjectField(() => MarMedicationDto)
  medication!: MarMedicationDto;

  @EnumField(READ_STATUSES, { example: 'active', description: 'now' })
  status!: ReadStatus;

  @EnumArrayField(ROUND_FLAGS, { example: ['time-critical'] })
  flags!: readonly RoundFlag[];

  @ObjectArrayField(() => MarTermsDto, { min: 1, max: MOST, description: 'that hold in some part of the window' })
  terms!: readonly MarTermsDto[];

  @ObjectArrayField(() => MarStatusPeriodDto, { max: MOST, description: 'that touch the window' })
  suspensions!: readonly MarStatusPeriodDto[];

  @ObjectField(() => MarStatusPeriodDto, {
    optional: true,
    description: 'when it was stopped or found to be an error, why and by whom',
  })
  ended!: MarStatusPeriodDto | null;

  @ObjectArrayField(() => MarDoseDto, { max: MOST, description: 'one for each slot in the window, in order of time' })
  doses!: readonly MarDoseDto[];

  @ObjectArrayField(() => MarAsNeededDoseDto, { max: MOST, description: 'done in the window, in order of time' })
  asNeeded!: readonly MarAsNeededDoseDto[];

  @ObjectArrayField(() => MarCorrectionDto, { max: MOST, description: 'of wrong records' })
  corrections!: readonly MarCorrectionDto[];

  static from(line: MedicatedLine, zone: Zone, signed: Signed): MarPrescriptionDto {
    const { id, name, strength, form, activeSubstance } = line.medication;
    const { status, flags, ended } = line;
    return {
      ...{ prescriptionId: line.prescription.id, status, flags },
      medication: { id, name, strength, form, activeSubstance },
      terms: line.terms.map((terms) => MarTermsDto.from(terms, zone, signed)),
      suspensions: line.suspensions.map((period) => MarStatusPeriodDto.from(period, signed)),
      ended: ended === null ? null : MarStatusPeriodDto.from(ended, signed),
      doses: line.doses.map((dose) => MarDoseDto.from(dose, signed)),
      asNeeded: line.asNeeded.map((dose) => MarAsNeededDoseDto.from(dose, signed)),
      corrections: line.corrections.map((correction) => MarCorrectionDto.from(correction, signed)),
    };
  }
}
