import { InvalidFieldsError } from '#platform/kernel';
import { addMinutes, type Instant, type LocalDate } from '#platform/time';
import { IllegalMovementError, OutOfOrderError } from './resident.errors.js';
import type { ResidentStatus } from './resident.js';

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

/** Where a resident is now: enough to decide the next movement. */
export interface Whereabouts {
  readonly status: ResidentStatus;
  readonly bedId: string | null;
  readonly lastMovementAt: Instant | null;
}

/** Where a resident is after a movement. */
export interface Moved {
  readonly at: Instant;
  readonly status: ResidentStatus;
  readonly bedId: string | null;
}

/** Transitions of api.md section 3. */
const TRANSITIONS: Readonly<Record<MovementType, Partial<Record<ResidentStatus, ResidentStatus>>>> = {
  admission: { 'pre-admission': 'admitted', discharged: 'admitted' },
  transfer: { admitted: 'admitted', 'on-leave': 'on-leave', 'in-hospital': 'in-hospital' },
  leave: { admitted: 'on-leave' },
  hospitalisation: { admitted: 'in-hospital' },
  return: { 'on-leave': 'admitted', 'in-hospital': 'admitted' },
  discharge: { admitted: 'discharged', 'on-leave': 'discharged', 'in-hospital': 'discharged' },
  death: { admitted: 'deceased', 'on-leave': 'deceased', 'in-hospital': 'deceased' },
};

const TAKES_BED: readonly MovementType[] = ['admission', 'transfer'];
const FREES_BED: readonly MovementType[] = ['discharge', 'death'];
const GOES_AWAY: readonly MovementType[] = ['leave', 'hospitalisation'];

/** How far a device's clock may run ahead of ours, in minutes. */
const CLOCK_SKEW_MINUTES = 5;

/**
 * Where a movement takes a resident (api.md sections 3 and 9). A bed is given at admission and transfer, kept while
 * away, freed at discharge and death.
 * @throws InvalidFieldsError, IllegalMovementError, OutOfOrderError
 */
export function decideMovement(from: Whereabouts, command: MovementCommand, now: Instant): Moved {
  const at = command.at ?? now;
  checkFields(command, at, now);
  const status = TRANSITIONS[command.type][from.status];
  if (status === undefined) throw new IllegalMovementError(command.type, from.status);
  if (from.lastMovementAt !== null && at < from.lastMovementAt) throw new OutOfOrderError(from.lastMovementAt);
  return { at, status, bedId: bedAfter(from, command) };
}

function bedAfter(from: Whereabouts, { type, bedId }: MovementCommand): string | null {
  if (TAKES_BED.includes(type)) return bedId ?? null;
  return FREES_BED.includes(type) ? null : from.bedId;
}

function checkFields({ type, bedId, expectedReturnOn }: MovementCommand, at: Instant, now: Instant): void {
  const errors = [];
  const given = bedId !== undefined && bedId !== null;
  if (TAKES_BED.includes(type) && !given) {
    errors.push({ pointer: '/bedId', code: 'required', message: `is required for a movement of type ${type}` });
  }
  if (!TAKES_BED.includes(type) && given) {
    errors.push({
      pointer: '/bedId',
      code: 'not-applicable',
      message: `has no meaning for a movement of type ${type}`,
    });
  }
  if (!GOES_AWAY.includes(type) && expectedReturnOn !== undefined && expectedReturnOn !== null) {
    errors.push({
      pointer: '/expectedReturnOn',
      code: 'not-applicable',
      message: `has no meaning for a movement of type ${type}`,
    });
  }
  if (at > addMinutes(now, CLOCK_SKEW_MINUTES)) {
    errors.push({ pointer: '/at', code: 'in-the-future', message: 'must not lie in the future' });
  }
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}

/** A stretch of time in which a resident had one status; the last one is open. */
export interface StatusPeriod {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly status: ResidentStatus;
}

/** The statuses that a history of movements, oldest first, leads through; before the first it is `pre-admission`. */
export function statusPeriods(movements: readonly Pick<Movement, 'type' | 'at'>[]): readonly StatusPeriod[] {
  const periods: StatusPeriod[] = [];
  let status: ResidentStatus = 'pre-admission';
  for (const { type, at } of movements) {
    const next: ResidentStatus | undefined = TRANSITIONS[type][status];
    if (next === undefined) throw new IllegalMovementError(type, status);
    const last = periods.at(-1);
    if (next !== status || last === undefined) {
      if (last !== undefined) periods[periods.length - 1] = { ...last, to: at };
      periods.push({ from: at, to: null, status: next });
    }
    status = next;
  }
  return periods;
}
