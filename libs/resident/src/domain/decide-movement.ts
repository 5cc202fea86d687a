import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import { isYetToCome, later, localDateOf, type Instant, type LocalDate, type Zone } from '#platform/time';
import type { Movement, MovementCommand, MovementType } from './movement.js';
import { IllegalTransitionError, OutOfOrderError } from './resident.errors.js';
import { stayAfter, type Stay } from './stay.js';

/** What a new movement takes from where it is recorded. */
export interface MovementEntry {
  readonly id: string;
  readonly residentId: string;
  readonly sequence: number;
  readonly recordedBy: string;
  readonly now: Instant;
  readonly zone: Zone;
}

/** A movement, and the stay that it begins. */
export interface Moved {
  readonly movement: Movement;
  readonly stay: Stay;
}

const TAKES_BED: readonly MovementType[] = ['admission', 'transfer'];
const GOES_AWAY: readonly MovementType[] = ['leave', 'hospitalisation'];

/**
 * Where a movement takes a resident (api.md sections 3 and 9). A bed is given at admission and transfer, kept while
 * away, freed at discharge and death.
 * @param last where the resident has been since the last movement; undefined: there was none.
 * @throws InvalidFieldsError, IllegalMovementError, OutOfOrderError
 */
export function decideMovement(last: Stay | undefined, command: MovementCommand, entry: MovementEntry): Moved {
  const { now, zone, ...own } = entry;
  // The last one may have been told by a clock that is ahead of ours.
  const at = command.at ?? (last === undefined ? now : later(now, last.from));
  refuse([...bedErrors(command), ...timeErrors(command, at, now, zone)]);
  const movement: Movement = {
    ...own,
    version: 1,
    createdAt: now,
    updatedAt: now,
    type: command.type,
    at,
    bedId: command.bedId ?? null,
    reason: command.reason ?? null,
    expectedReturnOn: command.expectedReturnOn ?? null,
    status: 'recorded',
    statusReason: null,
    markedBy: null,
  };
  const stay = stayAfter(last, movement);
  if (last !== undefined && at < last.from) throw new OutOfOrderError(last.from);
  return { movement, stay };
}

/**
 * A movement found to be wrong; it stays readable.
 * @throws IllegalTransitionError when it is marked already: the first reason stays.
 */
export function enterInError(movement: Movement, statusReason: string, markedBy: string): Movement {
  expectRecorded(movement);
  return { ...movement, status: 'entered-in-error', statusReason, markedBy };
}

/**
 * An absence with another day on which the resident is expected back; null: not known.
 * @throws IllegalTransitionError, InvalidFieldsError
 */
export function expectReturn(movement: Movement, expectedReturnOn: LocalDate | null, zone: Zone): Movement {
  expectRecorded(movement);
  refuse(returnErrors({ type: movement.type, expectedReturnOn }, movement.at, zone));
  return { ...movement, expectedReturnOn };
}

function expectRecorded({ status }: Movement): void {
  if (status === 'entered-in-error') throw new IllegalTransitionError('movement');
}

function bedErrors({ type, bedId }: MovementCommand): readonly FieldError[] {
  const given = bedId !== undefined && bedId !== null;
  if (TAKES_BED.includes(type) === given) return [];
  if (given) return [notApplicable('/bedId', type)];
  return [{ pointer: '/bedId', code: 'required', message: `is required for a movement of type ${type}` }];
}

function timeErrors(command: MovementCommand, at: Instant, now: Instant, zone: Zone): readonly FieldError[] {
  if (!isYetToCome(at, now)) return returnErrors(command, at, zone);
  const future = { pointer: '/at', code: 'in-the-future', message: 'must not lie in the future' };
  return [future, ...returnErrors(command, now, zone)];
}

function returnErrors(
  { type, expectedReturnOn }: Pick<MovementCommand, 'type' | 'expectedReturnOn'>,
  at: Instant,
  zone: Zone,
): readonly FieldError[] {
  const pointer = '/expectedReturnOn';
  if (expectedReturnOn === undefined || expectedReturnOn === null) return [];
  if (!GOES_AWAY.includes(type)) return [notApplicable(pointer, type)];
  if (expectedReturnOn >= localDateOf(at, zone)) return [];
  return [{ pointer, code: 'before-start', message: 'must not come before the day of the movement' }];
}

function notApplicable(pointer: string, type: MovementType): FieldError {
  return { pointer, code: 'not-applicable', message: `has no meaning for a movement of type ${type}` };
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}
