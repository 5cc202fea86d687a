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
import type { Instant, LocalDate } from '#platform/time';
import type { Occupancy } from '../domain/occupancy.js';
import { RESIDENT_STATUSES, type ResidentStatus } from '../domain/resident.js';
import { BedDto } from './resident.dto.js';

/** More than any home has. */
const MOST = 100_000;

export class OccupancyQueryDto {
  @InstantField({ optional: true, description: 'default now; never in the future' })
  at?: Instant;
}

@ApiSchema({ name: 'UnitOccupancy' })
export class UnitOccupancyDto {
  @TextField({ max: 100, example: 'Ground floor' })
  unit!: string;

  @IntegerField({ min: 0, max: MOST, example: 24 })
  beds!: number;

  @IntegerField({ min: 0, max: MOST, example: 22, description: 'with those kept for someone who is away' })
  occupied!: number;

  @IntegerField({ min: 0, max: MOST, example: 1, description: 'of the occupied: kept for someone who is away' })
  held!: number;
}

@ApiSchema({ name: 'Occupant' })
export class OccupantDto {
  @IdField()
  id!: string;

  @TextField({ max: 200, example: 'Carmen' })
  givenName!: string;

  @TextField({ max: 200, example: 'Ortega Núñez' })
  familyName!: string;

  @TextField({ max: 200, optional: true, example: 'Carmina' })
  preferredName!: string | null;

  @EnumField(RESIDENT_STATUSES, { example: 'admitted', description: 'at that instant' })
  status!: ResidentStatus;

  @LocalDateField({ optional: true, description: 'while on leave or in hospital, where it is known' })
  expectedReturnOn!: LocalDate | null;
}

@ApiSchema({ name: 'BedOccupancy' })
export class BedOccupancyDto {
  @ObjectField(() => BedDto, { description: 'under its present name' })
  bed!: BedDto;

  @ObjectField(() => OccupantDto, { optional: true, description: 'who lies in it, or keeps it while away' })
  resident!: OccupantDto | null;
}

@ApiSchema({ name: 'Occupancy' })
export class OccupancyDto {
  @InstantField()
  at!: Instant;

  @ObjectArrayField(() => UnitOccupancyDto, { max: MOST })
  units!: UnitOccupancyDto[];

  @ObjectArrayField(() => BedOccupancyDto, { max: MOST, description: 'by unit and room' })
  beds!: BedOccupancyDto[];

  static from({ at, units, beds }: Occupancy): OccupancyDto {
    return { at, units: [...units], beds: [...beds] };
  }
}
