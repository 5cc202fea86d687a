import type { Body, Client, Resource } from '../client.js';

let count = 0;

/** An API key as an administrator would ask for one. */
export function anApiKey(details: Body = {}): Body & { readonly name: string } {
  count += 1;
  return { name: `program ${count}`, roles: ['carer'], expiresAt: '2027-11-24T08:00:00.000Z', ...details };
}

/** An API key as it is shown once. */
export type IssuedKey = Resource & { readonly name: string; readonly prefix: string; readonly key: string };

export function issueKey(admin: Client, details: Body = {}): Promise<IssuedKey> {
  return admin.created<IssuedKey>('/api/v1/api-keys', anApiKey(details));
}
