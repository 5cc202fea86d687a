import type { Instant, LocalDate } from '#platform/time';

export const MOVEMENT_TYPES = [
  'admission',
  'transfer',
  'leave',
  'hospitalisation',
  'return',
  'discharge',
  'death',
] as const;
export type MovementType = (typeof MOVEMENT_TYPES)[number];

export const MOVEMENT_STATUSES = ['recorded', 'entered-in-error'] as const;

/** One step of a stay, kept for ever. */
export interface Movement {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly residentId: string;
  /** 1, 2, 3 ... for each resident. */
  readonly sequence: number;
  readonly type: MovementType;
  /** When it happened; `createdAt` is when it was entered. */
  readonly at: Instant;
  /** The bed that the resident has from now on, for an admission or a transfer. */
  readonly bedId: string | null;
  readonly reason: string | null;
  readonly expectedReturnOn: LocalDate | null;
  readonly status: (typeof MOVEMENT_STATUSES)[number];
  /** Why it is wrong, where it is marked. */
  readonly statusReason: string | null;
  /** Id of the user who marked it. */
  readonly markedBy: string | null;
  readonly recordedBy: string;
}

/** What a client asks for. */
export interface MovementCommand {
  readonly type: MovementType;
  readonly at?: Instant | null | undefined;
  readonly bedId?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly expectedReturnOn?: LocalDate | null | undefined;
}
