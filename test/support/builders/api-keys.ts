import type { Body, Client, Resource } from '../client.js';
import { firstNumber, RUNNING_HOME } from '../running-home.js';

/** Within two years of the clocks of all stories, and of today in a running home. */
const EXPIRES_AT =
  RUNNING_HOME === undefined ? '2027-11-24T08:00:00.000Z' : new Date(Date.now() + 300 * 86_400_000).toISOString();

let count = firstNumber();

/** An API key as an administrator would ask for one. */
export function anApiKey(details: Body = {}): Body & { readonly name: string } {
  count += 1;
  return { name: `program ${count}`, roles: ['carer'], expiresAt: EXPIRES_AT, ...details };
}

/** An API key as it is shown once. */
export type IssuedKey = Resource & { readonly name: string; readonly prefix: string; readonly key: string };

export function issueKey(admin: Client, details: Body = {}): Promise<IssuedKey> {
  return admin.created<IssuedKey>('/api/v1/api-keys', anApiKey(details));
}
