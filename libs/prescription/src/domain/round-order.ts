import { byCodeUnits } from '#platform/kernel';
import type { Instant } from '#platform/time';

interface Bed {
  readonly unit: string;
  readonly roomName: string;
  readonly name: string;
}

/** Where a round finds someone. */
interface Placed {
  readonly bed: Bed | null;
  readonly residentName: string;
  readonly residentId: string;
}

/** What orders the lines of a round for one person. */
interface Line {
  readonly medication: { readonly name: string };
  readonly prescriptionId: string;
}

/** Room 9 comes before room 10. */
const names = new Intl.Collator('en', { numeric: true });

/** As one walks: by unit, room and bed; who has none comes last, two of one name one after the other. */
export function byBed(a: Placed, b: Placed): number {
  return (
    compareBeds(a.bed, b.bed) ||
    names.compare(a.residentName, b.residentName) ||
    byCodeUnits(a.residentId, b.residentId)
  );
}

/**
 * Where each name comes among some, so that comparing is plain arithmetic: the home has thousands of lines and few medicines.
 * Names that only differ in what doesn't count have one place.
 */
export function placesOfNames(of: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let [place, before]: [number, string | undefined] = [0, undefined];
  for (const name of [...new Set(of)].sort(names.compare)) {
    if (before !== undefined && names.compare(before, name) !== 0) place += 1;
    places.set(name, place);
    before = name;
  }
  return places;
}

/** By the name of the medicine. @param places of {@link placesOfNames}. */
export function byMedicine(a: Line, b: Line, places: ReadonlyMap<string, number>): number {
  return (
    (places.get(a.medication.name) ?? 0) - (places.get(b.medication.name) ?? 0) ||
    byCodeUnits(a.prescriptionId, b.prescriptionId)
  );
}

export function byTime(a: { readonly scheduledFor: Instant }, b: { readonly scheduledFor: Instant }): number {
  return byCodeUnits(a.scheduledFor, b.scheduledFor);
}

function compareBeds(a: Bed | null, b: Bed | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return names.compare(a.unit, b.unit) || names.compare(a.roomName, b.roomName) || names.compare(a.name, b.name);
}
