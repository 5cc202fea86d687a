import { DomainError } from '#platform/kernel';

/** 409: the fact is marked already. */
export class IllegalTransitionError extends DomainError {
  constructor(fact: 'observation' | 'assessment') {
    super('conflict', 'illegal-transition', `The ${fact} is marked as entered in error already.`);
  }
}
