import { DomainError } from '#platform/kernel';

/** 429: one user or program has as many streams open as it may. */
export class TooManyStreamsError extends DomainError {
  constructor(most: number) {
    const detail = `You have ${most} streams open already. Close one, or try again later.`;
    super('throttled', 'too-many-streams', detail, { retryAfter: 5 });
  }
}
