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

/** What orders the lines of a round. */
interface Line extends Placed {
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

export function byBedThenMedicine(a: Line, b: Line): number {
  return (
    byBed(a, b) ||
    names.compare(a.medication.name, b.medication.name) ||
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
