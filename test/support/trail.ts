import type { Body, Client, PageBody } from './client.js';

/** An entry of the audit trail. */
export interface Entry extends Body {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceId: string;
  readonly residentId: string | null;
  readonly before: Body | null;
  readonly after: Body | null;
  readonly requestId: string;
  readonly hash: string;
  readonly previousHash: string;
}

/** The entries that a filter finds, oldest first, page after page. */
export async function entriesOf(reader: Client, query: string): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  let cursor: string | null = '';
  do {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: PageBody<Entry> = await reader.read(`/api/v1/audit?limit=200&${query}${after}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all.reverse();
}
