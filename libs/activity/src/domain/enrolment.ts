import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import { addWallMinutes, datePart, type Instant, type LocalDate, type LocalDateTime } from '#platform/time';
import { AlreadyEnrolledError } from './activity.errors.js';
import type { SessionOverride } from './session-override.js';
import { formsOf } from './series.js';
import { formOf, isSession, type Session, type SessionSource } from './session.js';

export const ENROLMENT_STATUSES = ['enrolled', 'waiting', 'cancelled'] as const;
export type EnrolmentStatus = (typeof ENROLMENT_STATUSES)[number];

/** Which sessions an enrolment is for: one, or those of the series from a day to a day. */
export interface Coverage {
  /** Where the series puts the one session; null: the series. */
  readonly session: LocalDateTime | null;
  /** The first day; null for one session. */
  readonly from: LocalDate | null;
  /** The last day, itself included; null: until further notice. */
  readonly until: LocalDate | null;
}

/** A resident's place, or wait for a place, as it is stored. Who came first is told by `createdAt`, then `id`. */
export interface Enrolment extends Coverage {
  readonly id: string;
  readonly activityId: string;
  readonly residentId: string;
  readonly status: EnrolmentStatus;
  /** When a place that was had was given up; null: it is had still, or never was. */
  readonly heldUntil: Instant | null;
  /** The movement by which the resident left for good, where that ended it. */
  readonly endedBy: string | null;
  /** Codes of the warnings that were acknowledged, and why. */
  readonly acknowledge: readonly string[];
  readonly acknowledgeReason: string | null;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** How many places the sessions of a stretch of the wall clock have, as a form of their series says. */
export interface Places {
  /** Itself included; null: since ever. */
  readonly from: LocalDateTime | null;
  /** Itself not included; null: until further notice. */
  readonly until: LocalDateTime | null;
  /** Null: as many as like. */
  readonly places: number | null;
}

/** How many places there are for what is wanted, stretch by stretch. */
export type CapacityFor = (wanted: Coverage) => readonly Places[];

type Queued = Coverage & Pick<Enrolment, 'id' | 'status' | 'createdAt'>;

/**
 * What a request for a place covers. Without a first day it begins today: joining a series doesn't add anyone to
 * sessions that were held already.
 * @param override the change of the one session that is named.
 * @throws InvalidFieldsError with every bad field at once.
 */
export function coverageOf(
  request: {
    readonly session?: LocalDateTime | null | undefined;
    readonly from?: LocalDate | null | undefined;
    readonly until?: LocalDate | null | undefined;
  },
  activity: SessionSource,
  today: LocalDate,
  override?: SessionOverride,
): Coverage {
  const { session = null, until = null } = request;
  const errors: FieldError[] = [];
  const bad = (pointer: string, code: string, message: string) => errors.push({ pointer, code, message });
  const from = session === null ? (request.from ?? today) : null;
  if (session !== null && (request.from != null || until !== null)) {
    bad('/session', 'does-not-fit', 'Either one session, or a first and a last day.');
  } else if (session !== null && !isSession(activity, session, override)) {
    bad('/session', 'not-a-session', 'The activity has no session then.');
  }
  if (from !== null && until !== null && until < from)
    bad('/until', 'before-start', 'The last day is before the first.');
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return { session, from, until };
}

/** Whether an enrolment is for the session that the series puts at this local date-time. */
export function covers({ session, from, until }: Coverage, originalStartsAt: LocalDateTime): boolean {
  if (session !== null) return session === originalStartsAt;
  const date = datePart(originalStartsAt);
  return (from === null || date >= from) && (until === null || date <= until);
}

/** Whether someone has a place in a session, or had one when it began. */
export function hasPlaceIn(
  enrolment: Coverage & Pick<Enrolment, 'status' | 'heldUntil'>,
  { originalStartsAt, startsAt }: Session,
): boolean {
  const { status, heldUntil } = enrolment;
  return covers(enrolment, originalStartsAt) && (status === 'enrolled' || (heldUntil !== null && startsAt < heldUntil));
}

/** What of a coverage is still to come: nobody who gets a place is added to sessions that were held already. */
export function stillToCome({ session, from, until }: Coverage, today: LocalDate): Coverage {
  return { session, from: from !== null && from < today ? today : from, until };
}

/**
 * What is taken up again of an enrolment that a departure ended which was an error: what is still to come of it, from
 * today. Undefined: all of it is over, or the resident has been enrolled in some of it since.
 * @param startsAt when the one session is held, where it was moved.
 */
export function takenUpAgain(
  ended: Enrolment,
  current: readonly Enrolment[],
  now: LocalDateTime,
  startsAt: LocalDateTime | null,
): Coverage | undefined {
  const today = datePart(now);
  const { session, from, until } = ended;
  const isOver = session === null ? until !== null && until < today : (startsAt ?? session) <= now;
  const coverage = stillToCome({ session, from, until }, today);
  const isEnrolled = current.some((one) => one.residentId === ended.residentId && overlap(one, coverage));
  return isOver || isEnrolled ? undefined : coverage;
}

/** Those of an activity's sessions that an enrolment is for. */
export function coveredSessions(coverage: Coverage, sessions: readonly Session[]): readonly Session[] {
  return sessions.filter((session) => covers(coverage, session.originalStartsAt));
}

/** Whether two enrolments may be for the same session. */
export function overlap(a: Coverage, b: Coverage): boolean {
  const [left, right] = [stretch(a), stretch(b)];
  return left.first <= right.last && right.first <= left.last;
}

/** @throws AlreadyEnrolledError when the resident has, or waits for, a place in some of what is wanted. */
export function checkNotEnrolled(residentId: string, wanted: Coverage, enrolments: readonly Enrolment[]): void {
  const same = enrolments.find(
    (one) => one.residentId === residentId && one.status !== 'cancelled' && overlap(one, wanted),
  );
  if (same !== undefined) throw new AlreadyEnrolledError(same.id);
}

/**
 * The places of an activity from now on, by its forms, or of the one session where a change of it says otherwise.
 * @param next on the wall clock, from when sessions are still to come: forms that are over by then count no more.
 */
export function capacityFor(
  activity: SessionSource,
  overrides: readonly SessionOverride[],
  next: LocalDateTime,
): CapacityFor {
  const forms = formsOf(activity).filter(({ until }) => until === null || until > next);
  const ofSeries = forms.map(({ from, until, capacity }) => ({ from, until, places: capacity }));
  return ({ session }) => {
    if (session === null) return ofSeries;
    const override = overrides.find(({ originalStartsAt }) => originalStartsAt === session);
    const places = override?.capacity ?? formOf(activity, session, override).capacity;
    return [{ from: null, until: null, places }];
  };
}

/** Whether a new request gets a place or waits: it needs one in every session that it covers. */
export function placeFor(
  wanted: Coverage,
  enrolments: readonly Queued[],
  capacity: CapacityFor,
): Exclude<EnrolmentStatus, 'cancelled'> {
  const taken = enrolments.filter(isEnrolled).map(stretch);
  const { first, last } = stretch(wanted);
  const isFull = capacity(wanted).some(({ from, until, places }) => {
    if (places === null) return false;
    const part = {
      first: from !== null && from > first ? from : first,
      last: until !== null && until <= last ? addWallMinutes(until, -1) : last,
    };
    return part.first <= part.last && placesTaken(part, taken) >= places;
  });
  return isFull ? 'waiting' : 'enrolled';
}

/**
 * Who gets a place now that some may be free: first come, first up, each if there is a place in all that they wait
 * for. No place stays empty that someone waiting could take, and nobody loses theirs when there are fewer places.
 */
export function promoted<E extends Queued>(enrolments: readonly E[], capacity: CapacityFor): readonly E[] {
  const seated: Queued[] = enrolments.filter(isEnrolled);
  return waitingInOrder(enrolments).filter((waiting) => {
    const fits = placeFor(waiting, seated, capacity) === 'enrolled';
    if (fits) seated.push({ ...waiting, status: 'enrolled' });
    return fits;
  });
}

/** The place in the queue of each that waits, by id, from 1: one more than those before them who wait for the same. */
export function positions(enrolments: readonly Queued[]): ReadonlyMap<string, number> {
  const queue = waitingInOrder(enrolments);
  return new Map(queue.map((one, i) => [one.id, 1 + queue.slice(0, i).filter((other) => overlap(one, other)).length]));
}

/** From the first to the last local date-time, both included, as text that compares in order of time. */
interface Stretch {
  readonly first: string;
  readonly last: string;
}

/** The most places taken at once anywhere in a stretch; days between sessions count as well. */
function placesTaken({ first, last }: Stretch, enrolled: readonly Stretch[]): number {
  const taken = enrolled.filter((one) => one.first <= last && one.last >= first);
  const points = taken.map((one) => (one.first > first ? one.first : first));
  return Math.max(0, ...points.map((at) => taken.filter((one) => one.first <= at && at <= one.last).length));
}

/** What is covered. */
function stretch({ session, from, until }: Coverage): Stretch {
  if (session !== null) return { first: session, last: session };
  return { first: `${from ?? '0000-01-01'}T00:00`, last: `${until ?? '9999-12-31'}T23:59` };
}

function isEnrolled({ status }: Queued): boolean {
  return status === 'enrolled';
}

function waitingInOrder<E extends Queued>(enrolments: readonly E[]): readonly E[] {
  const key = ({ createdAt, id }: E) => `${createdAt} ${id}`;
  return enrolments.filter(({ status }) => status === 'waiting').sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
