import { DomainError } from '#platform/kernel';

/** 409: the fact is marked already. */
export class IllegalTransitionError extends DomainError {
  constructor(fact: 'observation' | 'assessment') {
    super('conflict', 'illegal-transition', `The ${fact} is marked as entered in error already.`);
  }
}

/** 409: an alert is acknowledged, then resolved, each once. */
export class AlertTransitionError extends DomainError {
  constructor(status: 'open' | 'acknowledged' | 'resolved', wanted: 'acknowledged' | 'resolved') {
    const detail =
      status === 'open'
        ? 'The alert is open: it is acknowledged before it is resolved.'
        : `The alert is ${status} and can't be ${wanted}${status === wanted ? ' again' : ''}.`;
    super('conflict', 'illegal-transition', detail);
  }
}
