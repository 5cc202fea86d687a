import { v7 } from 'uuid';
import { epochMilliseconds, type Instant } from '#platform/time';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A UUIDv7 (RFC 9562) for a row made at `at`: ids sort by creation, which keeps inserts at the end of the index. */
export function newId(at: Instant): string {
  return v7({ msecs: epochMilliseconds(at) });
}

export function isId(text: string): boolean {
  return UUID.test(text);
}
