import type { Client, Resource } from '../client.js';
import { firstNumber } from '../running-home.js';

let count = firstNumber();

/** A resident as a nurse would register one; a test states only what it is about. */
export function aResident(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  count += 1;
  return { givenName: 'Carmen', familyName: `Ortega ${count}`, birthDate: '1938-04-17', sex: 'female', ...details };
}

/** A room with `beds` beds, named A, B, C … */
export function aRoom(beds = 1, details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  count += 1;
  const names = Array.from({ length: beds }, (_, index) => ({ name: String.fromCharCode(65 + index) }));
  return { name: `Room ${count}`, unit: 'Ground floor', beds: names, ...details };
}

export interface Room extends Resource {
  readonly beds: readonly { readonly id: string; readonly name: string }[];
}

/** The only bed of a new room. */
export async function aBed(client: Client, details: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const room = await client.created<Room>('/api/v1/rooms', aRoom(1, details));
  const [bed] = room.beds;
  if (bed === undefined) throw new Error('the room has no bed');
  return bed.id;
}

/** A resident in a bed of their own. */
export async function anAdmittedResident(
  client: Client,
  details: Readonly<Record<string, unknown>> = {},
  admission: Readonly<Record<string, unknown>> = {},
): Promise<Resource> {
  const resident = await client.created('/api/v1/residents', aResident(details));
  const bedId = await aBed(client);
  await client.created(`/api/v1/residents/${resident.id}/movements`, { type: 'admission', bedId, ...admission });
  return client.read<Resource>(`/api/v1/residents/${resident.id}`);
}

/** To hospital, and back: what they take is to be reconciled. */
export async function backFromHospital(
  client: Client,
  residentId: string,
  { from, at }: { readonly from?: string; readonly at?: string } = {},
): Promise<Resource> {
  const path = `/api/v1/residents/${residentId}/movements`;
  await client.created(path, { type: 'hospitalisation', ...(from === undefined ? {} : { at: from }) });
  return client.created(path, { type: 'return', ...(at === undefined ? {} : { at }) });
}

export function move(client: Client, residentId: string, type: string, details: object = {}): Promise<Resource> {
  return client.created(`/api/v1/residents/${residentId}/movements`, { type, ...details });
}

/** A movement is found to be an error. */
export async function revoke(client: Client, residentId: string, { id }: Resource): Promise<void> {
  const path = `/api/v1/residents/${residentId}/movements/${id}/enter-in-error`;
  const { status, body } = await client.post(path, { reason: 'it was the other Ana' });
  if (status !== 200) throw new Error(`POST ${path} gave ${status} ${JSON.stringify(body)}`);
}
