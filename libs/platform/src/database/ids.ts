import { randomFillSync, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { epochMilliseconds, type Instant } from '#platform/time';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Where counting within a millisecond begins: a random place in the lower half of the counter, so it never overflows. */
const SEQUENCE_STARTS = 2 ** 31;

/** The last id's millisecond and its number within it. */
let last = { msecs: -1, seq: 0 };

const BYTES = 16;
const pool = new Uint8Array(256 * BYTES);
let drawn = pool.length;

/**
 * A UUIDv7 (RFC 9562) for a row made at `at`: ids sort by creation, which keeps inserts at the end of the index. Those
 * of one millisecond, made one after the other here, sort in that order too.
 */
export function newId(at: Instant): string {
  const msecs = epochMilliseconds(at);
  last = { msecs, seq: msecs === last.msecs ? last.seq + 1 : randomInt(SEQUENCE_STARTS) };
  return v7({ ...last, random: randomBytes() });
}

/** Bytes of one id: many are drawn at once, since asking the system for each costs more than the rest of an id. */
function randomBytes(): Uint8Array {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += BYTES;
  return pool.subarray(drawn - BYTES, drawn);
}

/** What no id of a row made at `at` or later comes before, and every id of one made earlier does. */
export function firstIdAt(at: Instant): string {
  const time = Math.max(0, epochMilliseconds(at)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

export function isId(text: string): boolean {
  return UUID.test(text);
}
