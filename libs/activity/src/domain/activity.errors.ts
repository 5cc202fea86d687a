import { DomainError } from '#platform/kernel';
import type { EnrolmentWarningCode, EnrolmentWarnings } from './enrolment-warnings.js';

/** The most clashes that a refusal lists: two weekly series meet every week. */
const LISTED_CLASHES = 10;

const SAID: Readonly<Record<EnrolmentWarningCode, string>> = {
  'schedule-clash': 'The resident is enrolled in something else at the same time.',
  contraindicated: 'Something that is recorded of the resident, or is not, is against taking part.',
  'resident-away': 'The resident is on leave or in hospital then.',
};

/**
 * 409: warnings about an enrolment that nobody has acknowledged, with the code of the first of them, so that a clash is
 * always a `schedule-clash`. `warnings` names all; what each is about stands beside it: the earliest clashes, what is
 * against it, the absence.
 */
export class EnrolmentWarningsError extends DomainError {
  /** @param open in the order of their codes; at least one. */
  constructor(
    open: readonly [EnrolmentWarningCode, ...EnrolmentWarningCode[]],
    { clashes, contraindications, away }: EnrolmentWarnings,
  ) {
    const about: Readonly<Record<EnrolmentWarningCode, Readonly<Record<string, unknown>>>> = {
      'schedule-clash': { clashes: clashes.slice(0, LISTED_CLASHES), total: clashes.length },
      contraindicated: { contraindications },
      'resident-away': { away },
    };
    super('conflict', open[0], open.map((one) => SAID[one]).join(' '), {
      warnings: open,
      ...Object.fromEntries(open.flatMap((one) => Object.entries(about[one]))),
    });
  }
}

/** 409: the resident already has, or waits for, a place in some of these sessions. */
export class AlreadyEnrolledError extends DomainError {
  constructor(enrolmentId: string) {
    super('conflict', 'already-enrolled', 'The resident is already enrolled, or waiting, for some of this.', {
      enrolmentId,
    });
  }
}

/** 409: someone who has left for good takes up nothing new. */
export class ResidentDepartedError extends DomainError {
  constructor() {
    super('conflict', 'resident-departed', 'The resident has left the home.');
  }
}

/** 409: nobody takes part in a session that isn't held. */
export class SessionCancelledError extends DomainError {
  constructor() {
    super('conflict', 'session-cancelled', 'The session is cancelled.');
  }
}

/** 409: a series keeps how it was planned before, but not without end. */
export class TooManyChangesError extends DomainError {
  constructor() {
    super(
      'conflict',
      'too-many-changes',
      'The series has been planned anew too often to keep it all: end it, and offer another.',
    );
  }
}
