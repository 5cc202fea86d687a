/**
 * What kind of refusal a rule makes. The HTTP status that each becomes is known
 * only to `http/problem.filter.ts`.
 */
export type ErrorKind =
  'not-found' | 'conflict' | 'invalid' | 'forbidden' | 'malformed' | 'precondition' | 'throttled' | 'unavailable';

/** One bad field: where it is (RFC 6901 JSON Pointer), a stable kebab-case code, and words for a person. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/**
 * A refusal that a caller can act on. `code` is stable and kebab-case (api.md section 1);
 * `extensions` become members of the problem document, so they hold only what the caller may see.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    detail: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = new.target.name;
  }
}

/** 404: no such resource, or one that the caller may not know of. */
export class NotFoundError extends DomainError {
  constructor(resource: string) {
    super('not-found', 'not-found', `No such ${resource}.`);
  }
}

/** 422 with every bad field listed at once. */
export class InvalidFieldsError extends DomainError {
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid', 'validation-failed', 'The request has fields that are not acceptable.', { errors });
  }
}

/** 412: the caller's `If-Match` names a version that is no longer the current one. */
export class VersionConflictError extends DomainError {
  constructor(currentVersion?: number) {
    super(
      'precondition',
      'version-conflict',
      'The resource was changed by someone else since it was read.',
      currentVersion === undefined ? {} : { currentVersion },
    );
  }
}

/**
 * Holds a change back when the caller has read another version than the current one (`If-Match`).
 * @param expected undefined: the caller doesn't say.
 * @throws VersionConflictError
 */
export function expectVersion(current: { readonly version: number }, expected: number | undefined): void {
  if (expected !== undefined && expected !== current.version) throw new VersionConflictError(current.version);
}
