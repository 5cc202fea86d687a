import { addMinutes, later, type Instant } from '#platform/time';
import type { Label } from '../label.js';
import { AlertTransitionError } from '../wellness.errors.js';
import type { AlertInput, Finding } from './cause.js';
import { ruleById, type RuleId } from './rules.js';
import { isWorse, type Severity } from './severity.js';

/** Only ever in this order. */
export const ALERT_STATUSES = ['open', 'acknowledged', 'resolved'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** Who did something that no person did. */
export const SYSTEM = 'system';

/** That somebody ought to know something; one for each resident and cause until it is resolved. */
export interface Alert {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Null: it is about the home. */
  readonly residentId: string | null;
  readonly rule: RuleId;
  readonly ruleVersion: string;
  /** Names the cause among those of the resident. */
  readonly cause: string;
  readonly severity: Severity;
  /** When it became worse than it was at first; null: it didn't. */
  readonly severityRaisedAt: Instant | null;
  readonly status: AlertStatus;
  /** Of the occurrence that gave the alert its severity. */
  readonly message: Label;
  readonly inputs: readonly AlertInput[];
  /** 1 when it is raised, one more each time that the cause comes again. */
  readonly occurrences: number;
  readonly lastOccurrenceAt: Instant;
  /** When it came into the world, not when the reading was taken. */
  readonly raisedAt: Instant;
  /** Id of whoever wrote down what raised it, or {@link SYSTEM}. */
  readonly raisedBy: string;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedReason: string | null;
  readonly resolvedAt: Instant | null;
  /** Id of the user, or {@link SYSTEM}. */
  readonly resolvedBy: string | null;
  readonly resolvedReason: string | null;
  /** How often it was made known further up because nobody acknowledged it. */
  readonly escalationLevel: number;
  readonly escalatedAt: Instant | null;
}

export const ALERT_EVENTS = ['raised', 'repeated', 'escalated', 'acknowledged', 'resolved'] as const;

/** One thing that became of an alert. */
export interface AlertEvent {
  readonly id: string;
  readonly alertId: string;
  /** Rises in the order in which the changes of all alerts were committed. */
  readonly seq: number;
  readonly kind: (typeof ALERT_EVENTS)[number];
  readonly at: Instant;
  /** Id of the user, or {@link SYSTEM}. */
  readonly by: string;
  /** Of the alert, after it. */
  readonly severity: Severity;
  readonly reason: string | null;
  /** The fact that the occurrence follows from. */
  readonly sourceId: string | null;
  /** Of the occurrence, where it is one. */
  readonly inputs: readonly AlertInput[] | null;
}

/** An event before it has its place in the order. */
export type NewEvent = Omit<AlertEvent, 'id' | 'seq'>;

/** An alert as it becomes, and what is to be told of that. */
export interface Change {
  readonly after: Alert;
  readonly events: readonly NewEvent[];
}

/** Who acts, and when. */
export interface Act {
  readonly by: string;
  readonly at: Instant;
}

/** The first time that a cause is found. */
export function raise(finding: Finding, id: string, { by, at }: Act): Change {
  const { rule, key, residentId, severity, message, inputs } = finding;
  const after: Alert = {
    ...{ id, version: 1, createdAt: at, updatedAt: at },
    ...{ residentId, rule, ruleVersion: ruleById(rule).version, cause: key },
    ...{ severity, severityRaisedAt: null, status: 'open', message, inputs },
    ...{ occurrences: 1, lastOccurrenceAt: finding.at, raisedAt: at, raisedBy: by },
    ...{ acknowledgedAt: null, acknowledgedBy: null, acknowledgedReason: null },
    ...{ resolvedAt: null, resolvedBy: null, resolvedReason: null },
    ...{ escalationLevel: 0, escalatedAt: null },
  };
  return { after, events: [occurrence('raised', after, finding, { by, at })] };
}

/** The same cause again, of an alert that isn't resolved: it is counted, and a worse one makes the alert worse. */
export function repeat(alert: Alert, finding: Finding, act: Act): Change {
  const worse = isWorse(finding.severity, alert.severity);
  const after: Alert = {
    ...alert,
    occurrences: alert.occurrences + 1,
    lastOccurrenceAt: later(alert.lastOccurrenceAt, finding.at),
    ...(worse
      ? { severity: finding.severity, severityRaisedAt: act.at, message: finding.message, inputs: finding.inputs }
      : {}),
  };
  const reason = `from ${alert.severity} to ${after.severity}`;
  const events = [occurrence('repeated', after, finding, act)];
  return { after, events: worse ? [...events, told('escalated', after, act, reason)] : events };
}

/** @throws AlertTransitionError unless it is open. */
export function acknowledge(alert: Alert, reason: string | null, act: Act): Change {
  if (alert.status !== 'open') throw new AlertTransitionError(alert.status, 'acknowledged');
  const after: Alert = {
    ...alert,
    status: 'acknowledged',
    ...{ acknowledgedAt: act.at, acknowledgedBy: act.by, acknowledgedReason: reason },
  };
  return { after, events: [told('acknowledged', after, act, reason)] };
}

/** By a person, who has to have seen it first. @throws AlertTransitionError unless it is acknowledged. */
export function resolve(alert: Alert, reason: string, act: Act): Change {
  if (alert.status !== 'acknowledged') throw new AlertTransitionError(alert.status, 'resolved');
  return settle(alert, reason, act);
}

/** By the system, whether anyone has seen it or not: what it was about is over. */
export function settle(alert: Alert, reason: string, act: Act): Change {
  const after: Alert = {
    ...alert,
    status: 'resolved',
    ...{ resolvedAt: act.at, resolvedBy: act.by, resolvedReason: reason },
  };
  return { after, events: [told('resolved', after, act, reason)] };
}

/** How often an alert is made known further up, at most. */
export const MOST_ESCALATIONS = 3;

/** After how many minutes an alert that nobody has seen is made known further up, and again; null: never. */
export type EscalationMinutes = Readonly<Record<Severity, number | null>>;

/**
 * Whether nobody has seen an alert for too long: since it was raised, became worse or was last escalated. One that became
 * worse since somebody saw it has not been seen as it is.
 */
export function isToBeEscalated(alert: Alert, minutes: EscalationMinutes, now: Instant): boolean {
  const { status, severityRaisedAt, acknowledgedAt, escalatedAt, raisedAt, escalationLevel } = alert;
  const limit = minutes[alert.severity];
  if (limit === null || escalationLevel >= MOST_ESCALATIONS || status === 'resolved') return false;
  if (status === 'acknowledged' && (severityRaisedAt ?? '') <= (acknowledgedAt ?? '')) return false;
  const since = [severityRaisedAt, escalatedAt].reduce<Instant>((last, at) => later(last, at ?? last), raisedAt);
  return now >= addMinutes(since, limit);
}

/** Nobody has seen it for too long. */
export function escalate(alert: Alert, act: Act): Change {
  const after: Alert = { ...alert, escalationLevel: alert.escalationLevel + 1, escalatedAt: act.at };
  const reason = `nobody has seen it: level ${after.escalationLevel}`;
  return { after, events: [told('escalated', after, act, reason)] };
}

function occurrence(kind: 'raised' | 'repeated', alert: Alert, finding: Finding, act: Act): NewEvent {
  const { sourceId, inputs } = finding;
  return { ...told(kind, alert, act, null), sourceId, inputs };
}

function told(kind: AlertEvent['kind'], { id, severity }: Alert, { by, at }: Act, reason: string | null): NewEvent {
  return { alertId: id, kind, at, by, severity, reason, sourceId: null, inputs: null };
}
