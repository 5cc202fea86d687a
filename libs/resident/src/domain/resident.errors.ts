import { DomainError, type ErrorKind } from '#platform/kernel';
import type { ResidentStatus } from './resident.js';
import type { Bed } from './room.js';

/** A refusal of this domain. */
class ResidentError extends DomainError {
  constructor(code: string, detail: string, extensions: Record<string, unknown> = {}, kind: ErrorKind = 'conflict') {
    super(kind, code, detail, extensions);
  }
}

/** 409: the state forbids that movement. */
export class IllegalMovementError extends ResidentError {
  constructor(type: string, status: ResidentStatus) {
    super('illegal-movement', `A resident who is ${status} cannot have the movement ${type}.`, {
      residentStatus: status,
    });
  }
}

/** 409: movements are in time order. */
export class OutOfOrderError extends ResidentError {
  constructor(lastAt: string) {
    super('out-of-order', 'The movement is dated before the last one.', { lastAt });
  }
}

/** 409: the bed has an occupant. */
export class BedOccupiedError extends ResidentError {
  constructor(bed?: Bed) {
    super(
      'bed-occupied',
      `${bed === undefined ? 'The bed' : describe(bed)} has an occupant.`,
      bed === undefined ? {} : { bed },
    );
  }
}

/** 409: another resident has that identifier. */
export class IdentifierTakenError extends ResidentError {
  constructor() {
    super('identifier-taken', 'One of the identifiers belongs to another resident.');
  }
}

/** 409: the unit already has a room, or the room a bed, of that name. */
export class NameTakenError extends ResidentError {
  constructor(what: 'room' | 'bed') {
    super('name-taken', `There is already a ${what} of that name.`);
  }
}

function describe({ unit, roomName, name }: Bed): string {
  return `Bed ${name} of room ${roomName} (${unit})`;
}
