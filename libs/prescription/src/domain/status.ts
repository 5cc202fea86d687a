import {
  addDays,
  CLOCK_SKEW_MINUTES,
  earlier,
  later,
  minutesBetween,
  startOfDay,
  type Instant,
  type Range,
  type Zone,
} from '#platform/time';
import { IllegalTransitionError } from './prescription.errors.js';
import type { Prescription, PrescriptionStatus, ReadStatus, Revision, StatusPeriod } from './prescription.js';
import { revisionsInForce } from './revisions.js';
import type { Absence, DoseTerms } from './schedule.js';

export const STATUS_ACTIONS = ['activate', 'suspend', 'resume', 'stop', 'enter-in-error'] as const;
export type StatusAction = (typeof STATUS_ACTIONS)[number];

/** What leads where (api.md section 5); a completed prescription can only be found to be an error. */
const TRANSITIONS: Readonly<
  Record<StatusAction, { readonly from: readonly ReadStatus[]; readonly to: PrescriptionStatus }>
> = {
  activate: { from: ['draft'], to: 'active' },
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  stop: { from: ['active', 'suspended'], to: 'stopped' },
  'enter-in-error': { from: ['draft', 'active', 'suspended', 'stopped', 'completed'], to: 'entered-in-error' },
};

export interface StatusChange {
  readonly action: StatusAction;
  /** When it takes effect: backdated, now, or planned ahead. Finding an error has no date: it was one all along. */
  readonly at: Instant;
  readonly reason: string | null;
  readonly recordedBy: string;
}

/** The movement by which a resident left for good. */
export interface Departure {
  readonly movementId: string;
  readonly at: Instant;
  readonly reason: string;
  readonly recordedBy: string;
}

/** The status at an instant. A prescription entered in error is that at every instant. */
export function statusAt(prescription: Prescription, at: Instant, zone: Zone): ReadStatus {
  const { status } = periodAt(prescription.statusHistory, at);
  if (status !== 'active' && status !== 'suspended') return status;
  const endedAt = endedFrom(prescription.revisions, zone);
  return endedAt !== null && at >= endedAt ? 'completed' : status;
}

/**
 * The prescription after a change of status. A change that is dated before others which still lie ahead takes their
 * place; one dated before a change that has already taken effect is refused.
 * @throws IllegalTransitionError
 */
export function changeStatus(prescription: Prescription, change: StatusChange, now: Instant, zone: Zone): Prescription {
  const { action, reason, recordedBy } = change;
  const at = action === 'enter-in-error' ? now : afterLastChange(prescription.statusHistory, change.at, now);
  const { from, to } = TRANSITIONS[action];
  const status = statusAt(prescription, at, zone);
  if (!from.includes(status)) {
    throw new IllegalTransitionError(action, status, `A prescription that is ${status} can't take ${action}.`);
  }
  if (prescription.statusHistory.some((period) => period.from > at && period.from <= now)) {
    throw new IllegalTransitionError(action, status, 'A later change of status has already taken effect.');
  }
  const entry = { reason, recordedBy, recordedAt: now };
  return { ...prescription, statusHistory: withStatus(prescription.statusHistory, to, at, entry), departure: null };
}

/**
 * The prescription of someone who has left for good: stopped, also where it was a draft or a change lies ahead. Where one
 * has taken effect since they left, it ends with that.
 */
export function stopAtDeparture(prescription: Prescription, departure: Departure, now: Instant): Prescription {
  const { movementId, reason, recordedBy } = departure;
  const history = prescription.statusHistory;
  const at = later(departure.at, history.findLast(({ from }) => from <= now)?.from ?? departure.at);
  return {
    ...prescription,
    statusHistory: withStatus(history, 'stopped', at, { reason, recordedBy, recordedAt: now }),
    departure: { movementId, statusHistory: history },
  };
}

/**
 * The prescription of someone who never left: the departure was an error. What it stopped goes on as it was, its plans
 * included; where another departure stopped it, or somebody has decided on it since, it stays: undefined.
 */
export function resumeAfterDeparture(prescription: Prescription, movementId: string): Prescription | undefined {
  const { departure } = prescription;
  if (departure?.movementId !== movementId) return undefined;
  return { ...prescription, statusHistory: departure.statusHistory, departure: null };
}

/** From when on no dose of it is due: it is stopped, an error all along, or past its last day. Null: not in sight. */
export function overFrom({ revisions, statusHistory }: Prescription, zone: Zone): Instant | null {
  if (statusHistory.at(-1)?.status === 'entered-in-error') return statusHistory[0]?.from ?? null;
  const stoppedAt = statusHistory.find(({ status }) => status === 'stopped')?.from ?? null;
  const endedAt = endedFrom(revisions, zone);
  if (stoppedAt === null || endedAt === null) return stoppedAt ?? endedAt;
  return earlier(stoppedAt, endedAt);
}

/** From when on the last day is past, also by what is planned. Null: not in sight. */
function endedFrom(revisions: readonly Revision[], zone: Zone): Instant | null {
  const last = revisionsInForce(revisions).at(-1)?.revision;
  if (last === undefined || last.endsOn === null) return null;
  return later(last.effectiveFrom, startOfDay(addDays(last.endsOn, 1), zone));
}

/** What the schedule engine needs of a prescription; undefined when no dose of it is ever due. */
export function doseTermsOf(prescription: Prescription, absences: readonly Absence[]): DoseTerms | undefined {
  const { revisions, statusHistory } = prescription;
  if (statusHistory.at(-1)?.status === 'entered-in-error') return undefined;
  const activated = statusHistory.find(({ status }) => status === 'active');
  if (activated === undefined) return undefined;
  return {
    revisions,
    activeFrom: statusHistory[0]?.status === 'draft' ? activated.from : null,
    stoppedAt: statusHistory.find(({ status }) => status === 'stopped')?.from ?? null,
    suspensions: suspensionsOf(prescription),
    absences,
  };
}

/** The stretches in which a prescription was suspended, `[from, to)`. */
export function suspensionsOf({ statusHistory }: Prescription): readonly Range[] {
  return statusHistory
    .filter(({ status }) => status === 'suspended')
    .map(({ from, to }) => ({ from, to: to ?? undefined }));
}

/** The history with a status from an instant on, in place of what was to come after it. */
function withStatus(
  history: readonly StatusPeriod[],
  status: PrescriptionStatus,
  at: Instant,
  entry: Pick<StatusPeriod, 'reason' | 'recordedBy' | 'recordedAt'>,
): readonly StatusPeriod[] {
  const before = history.filter((period, index) => index === 0 || period.from <= at);
  const closed = before.map((period, index) => (index === before.length - 1 ? { ...period, to: at } : period));
  return [...closed, { status, from: at, to: null, ...entry }];
}

function periodAt(history: readonly StatusPeriod[], at: Instant): StatusPeriod {
  const last = history.at(-1);
  const found = last?.status === 'entered-in-error' ? last : (history.findLast(({ from }) => from <= at) ?? history[0]);
  if (found === undefined) throw new RangeError('a prescription has a status from its beginning');
  return found;
}

/** A change dated just before the last one, by a clock that differs a little from ours, counts as just after it. */
function afterLastChange(history: readonly StatusPeriod[], at: Instant, now: Instant): Instant {
  const last = history.findLast(({ from }) => from <= now)?.from;
  if (last === undefined || at >= last || minutesBetween(at, last) > CLOCK_SKEW_MINUTES) return at;
  return earlier(last, now);
}
