import { DomainError } from '#platform/kernel';
import type { Clash } from './clash.js';

/** The most clashes that a refusal lists: two weekly series meet every week. */
const LISTED_CLASHES = 10;

/** 409: sessions meet in time with others that the resident is enrolled in; carries the earliest of them. */
export class ScheduleClashError extends DomainError {
  constructor(clashes: readonly Clash[]) {
    super('conflict', 'schedule-clash', 'The resident is enrolled in something else at the same time.', {
      clashes: clashes.slice(0, LISTED_CLASHES),
      total: clashes.length,
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
