import { addMinutes, type Instant } from '#platform/time';

/** A bed, with the room and unit it stands in. */
export interface Bed {
  readonly id: string;
  readonly name: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly unit: string;
}

/** A room of a unit, with its beds in the order in which they were given. */
export interface Room {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly name: string;
  readonly unit: string;
  readonly beds: readonly RoomBed[];
}

/** How often a room was stated, and when last. */
export type RoomChange = Pick<Room, 'version' | 'updatedAt'>;

/** How far the clocks of two replicas may be apart, together with the time between a change's date and its commit. */
const CHANGE_SEEN_LATE_MINUTES = 5;

/** Whether what a room is called may have been seen otherwise by someone who looked at `since` or later. */
export function mayReadOtherwise({ version, updatedAt }: RoomChange, since: Instant): boolean {
  return version > 1 && addMinutes(updatedAt, CHANGE_SEEN_LATE_MINUTES) >= since;
}

export interface RoomBed {
  readonly id: string;
  readonly name: string;
}

/** What a client says of a bed: with an id it is one that the room has, without one it is new. */
export interface BedPlan {
  readonly id?: string | null | undefined;
  readonly name: string;
}

/** What has to happen to the beds of a room so that it has the planned ones. */
export interface BedChanges {
  readonly kept: readonly RoomBed[];
  readonly added: readonly string[];
  readonly removed: readonly RoomBed[];
  /** Ids in the plan that the room doesn't have. */
  readonly unknown: readonly string[];
}

export function planBeds(current: readonly RoomBed[], plan: readonly BedPlan[]): BedChanges {
  const known = new Set(current.map(({ id }) => id));
  const kept: RoomBed[] = [];
  const added: string[] = [];
  const unknown: string[] = [];
  for (const { id, name } of plan) {
    if (id === undefined || id === null) added.push(name);
    else if (known.has(id)) kept.push({ id, name });
    else unknown.push(id);
  }
  const keptIds = new Set(kept.map(({ id }) => id));
  return { kept, added, unknown, removed: current.filter(({ id }) => !keptIds.has(id)) };
}

/** Names that a plan uses more than once. */
export function repeatedNames(plan: readonly BedPlan[]): readonly string[] {
  const names = plan.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
