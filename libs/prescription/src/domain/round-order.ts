import type { Instant } from '#platform/time';

interface Bed {
  readonly unit: string;
  readonly roomName: string;
  readonly name: string;
}

/** What orders the lines of a round. */
interface Placed {
  readonly bed: Bed | null;
  readonly residentName: string;
  readonly medication: { readonly name: string };
  readonly prescriptionId: string;
}

/** Room 9 comes before room 10. */
const names = new Intl.Collator('en', { numeric: true });

/** As one walks: by unit, room and bed; who has none comes last. */
export function byBed(a: Placed, b: Placed): number {
  return (
    compareBeds(a.bed, b.bed) ||
    names.compare(a.residentName, b.residentName) ||
    names.compare(a.medication.name, b.medication.name) ||
    (a.prescriptionId < b.prescriptionId ? -1 : 1)
  );
}

export function byTimeThenBed(
  a: Placed & { readonly scheduledFor: Instant },
  b: Placed & { readonly scheduledFor: Instant },
): number {
  if (a.scheduledFor !== b.scheduledFor) return a.scheduledFor < b.scheduledFor ? -1 : 1;
  return byBed(a, b);
}

function compareBeds(a: Bed | null, b: Bed | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return names.compare(a.unit, b.unit) || names.compare(a.roomName, b.roomName) || names.compare(a.name, b.name);
}
