import { createHash, createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { DomainError } from '#platform/kernel';

/** 1 to 255 visible characters (api.md section 1). */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** 400: the key is empty, too long, or has characters that can't be seen. */
export class BadIdempotencyKeyError extends DomainError {
  constructor() {
    super('malformed', 'bad-idempotency-key', 'An Idempotency-Key has 1 to 255 visible characters.');
  }
}

/** 422: the key came with another body before. */
export class IdempotencyKeyReusedError extends DomainError {
  constructor() {
    super('invalid', 'idempotency-key-reused', 'This Idempotency-Key came with another body before.');
  }
}

/** What was asked, by whom, under which key. */
export interface KeyedRequest {
  /** Names caller, route and key in one; 64 hexadecimal digits, so that no key lies in the database. */
  readonly id: string;
  /**
   * Of the body: the same for the same JSON, however it is spaced and ordered. It can't be compared with a guessed body
   * by who hasn't the key: a body may hold a password.
   */
  readonly fingerprint: string;
}

/** @throws BadIdempotencyKeyError */
export function keyedRequest(asked: {
  readonly callerId: string;
  readonly method: string;
  /** With its ids, without its query. */
  readonly path: string;
  readonly key: string;
  readonly body: unknown;
}): KeyedRequest {
  const { callerId, method, path, key, body } = asked;
  if (!KEY.test(key)) throw new BadIdempotencyKeyError();
  return {
    id: createHash('sha256')
      .update(canonical([callerId, method, path, key]))
      .digest('hex'),
    fingerprint: createHmac('sha256', key)
      .update(textOf(body ?? null))
      .digest('hex'),
  };
}

/** What has no canonical form, such as half a character, is refused by its field when it is read: any text does here. */
function textOf(body: unknown): string {
  try {
    return canonical(body);
  } catch {
    return JSON.stringify(body);
  }
}

function canonical(value: unknown): string {
  return canonicalize(value) ?? '';
}
