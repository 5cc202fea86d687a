import type { Answer, Client, PageBody, Resource } from '../client.js';
import { firstNumber } from '../running-home.js';

let count = firstNumber();

/** A weekly activity as a coordinator would offer one; a test states only what it is about. */
export function anActivity(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  count += 1;
  return {
    title: `Choir ${count}`,
    category: 'creative',
    startsAt: '2026-10-11T10:30',
    durationMinutes: 60,
    recurrence: 'FREQ=WEEKLY;BYDAY=SU',
    ...details,
  };
}

/** An unplanned talk with one resident, as a carer would record it. */
export function aOneToOne(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    title: 'Talk at the bedside',
    category: 'social',
    startsAt: '2026-11-23T16:00',
    durationMinutes: 20,
    attendance: 'attended',
    ...details,
  };
}

export interface Session extends Resource {
  readonly activityId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly localStartsAt: string;
  readonly status: string;
  readonly enrolled: number;
  readonly attended: number;
}

export interface Enrolment extends Resource {
  readonly residentId: string;
  readonly status: string;
  readonly position: number | null;
}

export interface SessionAttendance extends Resource {
  readonly items: readonly Resource[];
}

/** The sessions of one activity in a window, all pages. */
export async function sessionsOf(client: Client, activity: Resource, query: string): Promise<Session[]> {
  const all: Session[] = [];
  let cursor = '';
  do {
    const page = await client.read<PageBody<Session>>(`/api/v1/activity-sessions?limit=200&${query}${cursor}`);
    all.push(...page.items.filter(({ activityId }) => activityId === activity.id));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  return all;
}

export function enrol(
  client: Client,
  activity: Resource,
  resident: Resource,
  details: Readonly<Record<string, unknown>> = {},
): Promise<Answer<Enrolment>> {
  const body = { residentId: resident.id, ...details };
  return client.post<Enrolment>(`/api/v1/activities/${activity.id}/enrolments`, body);
}

/** Everyone who has a place in an activity or waits for one, in order of asking. */
export async function enrolmentsOf(client: Client, activity: Resource): Promise<readonly Enrolment[]> {
  const path = `/api/v1/activities/${activity.id}/enrolments?limit=200`;
  const { items } = await client.read<PageBody<Enrolment>>(path);
  return [...items].reverse();
}

export function attendancePath(activity: Resource, localStartsAt: string): string {
  return `/api/v1/activities/${activity.id}/sessions/${localStartsAt}/attendance`;
}

/** A calendar link as it is shown once. */
export type IssuedLink = Resource & { readonly url: string; readonly residentId: string | null };

export function aCalendarLink(client: Client, details: Readonly<Record<string, unknown>> = {}): Promise<IssuedLink> {
  return client.created<IssuedLink>('/api/v1/activities/calendar-links', details);
}

/** What nobody but its user may know of a link. */
export function secretIn({ url }: IssuedLink): string {
  return url.replace(/^.*\/|\.ics$/g, '');
}
