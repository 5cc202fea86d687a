import type { Answer, Client, PageBody, Resource } from '../client.js';
import { anObservation } from './wellness.js';

type Details = Readonly<Record<string, unknown>>;

export interface AlertBody extends Resource {
  readonly residentId: string | null;
  readonly rule: string;
  readonly cause: string;
  readonly severity: string;
  readonly status: string;
  readonly occurrences: number;
  readonly raisedAt: string;
  readonly message: { readonly en: string; readonly es: string };
}

export interface AlertEventBody {
  readonly seq: number;
  readonly kind: string;
  readonly severity: string;
  readonly reason: string | null;
}

/** A reading that asks for somebody, by the thresholds that come with the program. */
export function aRacingHeart(details: Details = {}): Record<string, unknown> {
  return anObservation({ value: 141, ...details });
}

/** The alerts of a resident, the newest first. */
export async function alertsOf(client: Client, residentId: string, query = ''): Promise<readonly AlertBody[]> {
  return (await client.read<PageBody<AlertBody>>(`/api/v1/alerts?residentId=${residentId}${query}`)).items;
}

/** An alert about a racing heart. */
export async function theAlertOf(client: Client, residentId: string): Promise<AlertBody> {
  await client.created(`/api/v1/residents/${residentId}/observations`, aRacingHeart());
  const [alert] = await alertsOf(client, residentId, '&status=open');
  if (alert === undefined) throw new Error('no alert was raised');
  return alert;
}

export function acknowledge(client: Client, { id }: Resource, body: Details = {}): Promise<Answer<AlertBody>> {
  return client.post<AlertBody>(`/api/v1/alerts/${id}/acknowledge`, body);
}

export function resolve(client: Client, { id }: Resource, reason = 'seen to'): Promise<Answer<AlertBody>> {
  return client.post<AlertBody>(`/api/v1/alerts/${id}/resolve`, { reason });
}

/** The same alert, once somebody has seen it. */
export async function acknowledged(client: Client, alert: Resource): Promise<AlertBody> {
  const { status, body } = await acknowledge(client, alert);
  if (status !== 200) throw new Error(`acknowledging gave ${status} ${JSON.stringify(body)}`);
  return body;
}

/** What became of an alert, the newest last. */
export async function eventsOf(client: Client, { id }: Resource): Promise<readonly AlertEventBody[]> {
  const { items } = await client.read<PageBody<AlertEventBody>>(`/api/v1/alerts/${id}/events?limit=200`);
  return [...items].reverse();
}
