import type { Instant, LocalDate } from '#platform/time';
import type { Resident, ResidentStatus } from './resident.js';
import type { Bed } from './room.js';

/** Who has a bed: lies in it, or keeps it while away. */
export interface Occupant extends Pick<Resident, 'id' | 'givenName' | 'familyName' | 'preferredName'> {
  /** At that instant. */
  readonly status: ResidentStatus;
  /** While away, where it is known. */
  readonly expectedReturnOn: LocalDate | null;
}

/** A bed and who had it at one instant. */
export interface BedOccupancy {
  readonly bed: Bed;
  readonly resident: Occupant | null;
}

/** The beds of one unit, counted. */
export interface UnitOccupancy {
  readonly unit: string;
  readonly beds: number;
  /** With those that are kept for someone who is away. */
  readonly occupied: number;
  /** Of the occupied ones: kept for someone on leave or in hospital. */
  readonly held: number;
}

export interface Occupancy {
  readonly at: Instant;
  readonly units: readonly UnitOccupancy[];
  readonly beds: readonly BedOccupancy[];
}

/** @param beds all beds of the home, those of a unit together. */
export function occupancyAt(at: Instant, beds: readonly BedOccupancy[]): Occupancy {
  const units = new Map<string, UnitOccupancy>();
  for (const { bed, resident } of beds) {
    const {
      unit,
      beds: all,
      occupied,
      held,
    } = units.get(bed.unit) ?? { unit: bed.unit, beds: 0, occupied: 0, held: 0 };
    const away = resident !== null && resident.status !== 'admitted';
    units.set(unit, {
      unit,
      beds: all + 1,
      occupied: occupied + (resident === null ? 0 : 1),
      held: held + (away ? 1 : 0),
    });
  }
  return { at, units: [...units.values()], beds };
}
