import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instant } from '#platform/time';

export const ACTIONS = ['create', 'read', 'update', 'delete'] as const;
export type Action = (typeof ACTIONS)[number];

/** Fields by name, as they read in JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** What happened, before it has its place in the chain. */
export interface Act {
  readonly at: Instant;
  /** Who: a username, `api-key:<name>`, `cli`, or `system`. */
  readonly actor: string;
  readonly action: Action;
  /** A kind of resource, such as `allergy`. */
  readonly resource: string;
  /** Of which one; of a list that was read, the resource whose list it is. */
  readonly resourceId: string;
  readonly residentId: string | null;
  /** Of what was changed: only the fields that differ. */
  readonly before: Fields | null;
  readonly after: Fields | null;
  readonly requestId: string;
}

/** One entry of the trail (api.md section 8). */
export interface AuditEntry extends Act {
  /** 1 for the first, one more for each next. */
  readonly seq: number;
  /** SHA-256 over the entry without this field, in canonical JSON (RFC 8785); 64 hexadecimal digits. */
  readonly hash: string;
  readonly previousHash: string;
}

/** The end of a chain: what the next entry follows. */
export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const START: Link = { seq: 0, hash: '0'.repeat(64) };

/** The next entry after `previous`. */
export function chained(previous: Link, act: Act): AuditEntry {
  const unsealed = { ...act, seq: previous.seq + 1, previousHash: previous.hash };
  return { ...unsealed, hash: hashOf(unsealed) };
}

/** Several entries, one after the other. */
export function chainedAll(previous: Link, acts: readonly Act[]): AuditEntry[] {
  let link = previous;
  return acts.map((act) => {
    const entry = chained(link, act);
    link = entry;
    return entry;
  });
}

/** An entry as it is stored: `before` and `after` are canonical JSON. */
export type StoredEntry = Omit<AuditEntry, 'before' | 'after'> & {
  readonly before: string | null;
  readonly after: string | null;
};

/** The hash that an entry must carry. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  return hashOfStored({ ...entry, before: canonicalOrNull(entry.before), after: canonicalOrNull(entry.after) });
}

/**
 * The same of an entry as it is stored: what canonical JSON makes of it, with its fields in their order and the text of
 * `before` and `after` as it lies there.
 */
export function hashOfStored(entry: Omit<StoredEntry, 'hash'>): string {
  const text =
    `{"action":${quoted(entry.action)},"actor":${quoted(entry.actor)},"after":${entry.after ?? 'null'},` +
    `"at":${quoted(entry.at)},"before":${entry.before ?? 'null'},"previousHash":${quoted(entry.previousHash)},` +
    `"requestId":${quoted(entry.requestId)},"residentId":${quoted(entry.residentId)},` +
    `"resource":${quoted(entry.resource)},"resourceId":${quoted(entry.resourceId)},"seq":${entry.seq}}`;
  return createHash('sha256').update(text).digest('hex');
}

/** Fields as canonical JSON. @throws Error when they have no JSON form. */
export function canonicalOrNull(fields: Fields | null): string | null {
  return fields === null ? null : canonical(fields);
}

/** A string as canonical JSON has it, which takes no half of a surrogate pair. */
function quoted(text: string | null): string {
  if (text?.isWellFormed() === false) throw new Error('a text of the audit trail is not well-formed Unicode');
  return JSON.stringify(text);
}

/** Canonical JSON (RFC 8785). @throws Error when the value has no JSON form. */
export function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not JSON');
  return text;
}
