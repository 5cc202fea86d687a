import type { Activity } from './activity.js';
import { hasPlaceIn, type Enrolment } from './enrolment.js';
import type { Session } from './session.js';

/** A session as lists show it. */
export interface SessionOverview extends Session {
  readonly title: string;
  readonly category: Activity['category'];
  readonly format: Activity['format'];
  /** How many have a place in it. */
  readonly enrolled: number;
  /** How many of these are on leave or in hospital then, as far as it is known. */
  readonly away: number;
  /** How many took part, wholly or partly. */
  readonly attended: number;
  /** 1 as the series has it, one more with every change of this session. */
  readonly version: number;
}

/** What an enrolment says of who has a place where. */
export type Place = Pick<
  Enrolment,
  'activityId' | 'residentId' | 'session' | 'from' | 'until' | 'status' | 'heldUntil'
>;

/** Who has a place in a session: who gave one up and has one again counts once. */
export function residentsIn(session: Session, places: readonly Place[]): ReadonlySet<string> {
  const mine = places.filter((place) => place.activityId === session.activityId && hasPlaceIn(place, session));
  return new Set(mine.map(({ residentId }) => residentId));
}
