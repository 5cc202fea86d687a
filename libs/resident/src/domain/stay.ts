import type { Instant, LocalDate } from '#platform/time';
import type { Movement, MovementType } from './movement.js';
import { IllegalMovementError, MovementNeededError } from './resident.errors.js';
import type { ResidentStatus } from './resident.js';

/** What a movement leads to, until the next one: the stretch `[from, to)` in which a resident had one status and bed. */
export interface Stay {
  /** The movement that it begins with; nothing comes before the first. */
  readonly movementId: string;
  readonly residentId: string;
  /** That movement's. */
  readonly sequence: number;
  readonly status: ResidentStatus;
  /** The bed that the resident has, or keeps while away. */
  readonly bedId: string | null;
  /** While away: the day on which they are expected back, where it is known. */
  readonly expectedReturnOn: LocalDate | null;
  readonly from: Instant;
  /** Null: it lasts. */
  readonly to: Instant | null;
}

/** A stretch of time in which a resident had one status, with the expectation that stands; the last one is open. */
export type StatusPeriod = Pick<Stay, 'from' | 'to' | 'status' | 'expectedReturnOn'>;

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

/**
 * The stay that a movement begins.
 * @param last undefined before the first movement.
 * @throws IllegalMovementError
 */
export function stayAfter(last: Stay | undefined, movement: Movement): Stay {
  const before = statusOf(last);
  const status = TRANSITIONS[movement.type][before];
  if (status === undefined) throw new IllegalMovementError(movement.type, before);
  const { id: movementId, residentId, sequence, type, at: from, expectedReturnOn } = movement;
  const common = { movementId, residentId, sequence, status, from, to: null };
  switch (type) {
    case 'admission':
      return { ...common, bedId: movement.bedId, expectedReturnOn: null };
    case 'transfer':
      return { ...common, bedId: movement.bedId, expectedReturnOn: last?.expectedReturnOn ?? null };
    case 'leave':
    case 'hospitalisation':
      return { ...common, bedId: last?.bedId ?? null, expectedReturnOn };
    case 'return':
      return { ...common, bedId: last?.bedId ?? null, expectedReturnOn: null };
    case 'discharge':
    case 'death':
      return { ...common, bedId: null, expectedReturnOn: null };
  }
}

/**
 * The stays that a history of movements leads through.
 * @param movements the recorded ones of a resident, in order.
 * @throws MovementNeededError when one of them can't follow on those before it.
 */
export function staysOf(movements: readonly Movement[]): readonly Stay[] {
  const stays: Stay[] = [];
  for (const movement of movements) {
    const last = stays.at(-1);
    const next = neededBy(movement, () => stayAfter(last, movement));
    if (last !== undefined) stays[stays.length - 1] = { ...last, to: next.from };
    stays.push(next);
  }
  return stays;
}

/** Before the first movement it is `pre-admission`. */
export function statusOf(stay: Stay | undefined): ResidentStatus {
  return stay?.status ?? 'pre-admission';
}

/** Stays of one status, one after the other, taken together. */
export function statusPeriods(stays: readonly Stay[]): readonly StatusPeriod[] {
  const periods: StatusPeriod[] = [];
  for (const { from, to, status, expectedReturnOn } of stays) {
    const last = periods.at(-1);
    if (last?.status === status) periods[periods.length - 1] = { ...last, to, expectedReturnOn };
    else periods.push({ from, to, status, expectedReturnOn });
  }
  return periods;
}

function neededBy(movement: Movement, next: () => Stay): Stay {
  try {
    return next();
  } catch (error) {
    if (error instanceof IllegalMovementError) throw new MovementNeededError(movement);
    throw error;
  }
}
