import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { merged } from '#platform/kernel';
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

/** An entry as it is stored: `before` and `after` are canonical JSON. */
export type StoredEntry = Omit<AuditEntry, 'before' | 'after'> & {
  readonly before: string | null;
  readonly after: string | null;
};

/** An act as it is stored once it has its place. */
export type StoredAct = Omit<StoredEntry, 'seq' | 'hash' | 'previousHash'>;

/** @throws Error when its fields have no JSON form. */
export function storedAct(act: Act): StoredAct {
  return merged(act, { before: canonicalOrNull(act.before), after: canonicalOrNull(act.after) });
}

/** The next entry after `previous`. @throws Error when its fields have no JSON form. */
export function chained(previous: Link, act: Act): StoredEntry {
  const unsealed = merged(storedAct(act), { seq: previous.seq + 1, previousHash: previous.hash });
  return merged(unsealed, { hash: hashOf(unsealed) });
}

/** Several entries, one after the other. */
export function chainedAll(previous: Link, acts: readonly Act[]): StoredEntry[] {
  let link = previous;
  return acts.map((act) => {
    const entry = chained(link, act);
    link = entry;
    return entry;
  });
}

/** The hash that an entry must carry. */
export function hashOf(entry: Omit<StoredEntry, 'hash'>): string {
  const { upTo, from } = hashedText(entry);
  return createHash('sha256').update(`${upTo}${entry.previousHash}${from}${entry.seq}}`).digest('hex');
}

/**
 * What is hashed of an act: what canonical JSON makes of the entry, with its fields in their order and the text of `before`
 * and `after` as it lies there. Up to the hash of the entry before it, and from there to its own number.
 */
export function hashedText(act: StoredAct): { readonly upTo: string; readonly from: string } {
  return {
    upTo:
      `{"action":${quoted(act.action)},"actor":${quoted(act.actor)},"after":${act.after ?? 'null'},` +
      `"at":${quoted(act.at)},"before":${act.before ?? 'null'},"previousHash":"`,
    from:
      `","requestId":${quoted(act.requestId)},"residentId":${quoted(act.residentId)},` +
      `"resource":${quoted(act.resource)},"resourceId":${quoted(act.resourceId)},"seq":`,
  };
}

/** Fields as canonical JSON. @throws Error when they have no JSON form. */
function canonicalOrNull(fields: Fields | null): string | null {
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
