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

/** 409: a movement that comes after the one that is found to be wrong would be impossible without it. */
export class MovementNeededError extends ResidentError {
  constructor({ id, type, at }: { readonly id: string; readonly type: string; readonly at: string }) {
    super('illegal-movement', `Without it the ${type} of ${at} would be impossible: mark that one first.`, {
      movementId: id,
    });
  }
}

/** 403: a death is taken back by those who answer for the home. */
export class DeathRevokedError extends ResidentError {
  constructor() {
    super('forbidden', 'A death is marked as entered in error by a manager or an administrator.', {}, 'forbidden');
  }
}

/** 400: nobody knows who will have which bed. */
export class NotYetError extends ResidentError {
  constructor() {
    const message = 'must not lie in the future';
    super(
      'bad-query',
      `Occupancy is known of the past only: at ${message}.`,
      {
        errors: [{ pointer: '/at', code: 'in-the-future', message }],
      },
      'malformed',
    );
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
      `${bed === undefined ? 'The bed' : describe(bed)} has an occupant in that time.`,
      bed === undefined ? {} : { bed },
    );
  }
}

/** 409: the resident would be in a bed that the home doesn't have any more. */
export class BedRemovedError extends ResidentError {
  constructor(bed: Bed) {
    super('bed-removed', `${describe(bed)} was removed.`, { bed });
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

/** 409: the resident has a legal representative, who is carried, and nobody says why there should be another. */
export class LegalRepresentativeExistsError extends ResidentError {
  constructor(contact?: { readonly id: string; readonly name: string; readonly relationship: string }) {
    super(
      'legal-representative-exists',
      'The resident has a legal representative. A second one needs an acknowledgement and a reason.',
      contact === undefined
        ? {}
        : { contact: { id: contact.id, name: contact.name, relationship: contact.relationship } },
    );
  }
}

/** 409: what was entered in error stays so. */
export class IllegalTransitionError extends ResidentError {
  constructor(resource: string) {
    super('illegal-transition', `The ${resource} was entered in error: it is changed no more.`);
  }
}

/** 409: nobody can say that none are known while the list has some. */
export class AllergiesKnownError extends ResidentError {
  constructor(allergies: readonly { readonly id: string; readonly substance: string }[]) {
    super('allergies-known', 'The resident has active allergies or intolerances.', {
      allergies: allergies.slice(0, LISTED_ALLERGIES).map(({ id, substance }) => ({ id, substance })),
    });
  }
}

/** 409: there is no list that could be confirmed. */
export class NoAllergiesListedError extends ResidentError {
  constructor() {
    super('no-allergies-listed', 'The resident has no active allergy or intolerance: say whether none are known.');
  }
}

/** The most allergies that a refusal lists. */
const LISTED_ALLERGIES = 10;

function describe({ unit, roomName, name }: Bed): string {
  return `Bed ${name} of room ${roomName} (${unit})`;
}
