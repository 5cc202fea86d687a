import type { Client, Resource } from '../client.js';

/** Whose stock of which medicine, and whatever else a test says. */
export type Movement = Readonly<Record<string, unknown>> & { readonly medicationId: string };

/** Enters a movement of stock; by default thirty come in. */
export function move(client: Client, movement: Movement): Promise<Resource> {
  return client.created('/api/v1/stock-movements', { type: 'receipt', quantity: 30, ...movement });
}

/** The discrepancy that a count opened. */
export async function discrepancyOf(client: Client, count: Resource): Promise<Resource> {
  const path = `/api/v1/stock-discrepancies?medicationId=${String(count['medicationId'])}`;
  const { body } = await client.get(path);
  const found = (body['items'] as Resource[]).find(({ movementId }) => movementId === count.id);
  if (found === undefined) throw new Error('the count opened no discrepancy');
  return found;
}
