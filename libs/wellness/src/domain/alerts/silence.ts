import {
  addMinutes,
  addWallMinutes,
  later,
  localDateTimeOf,
  slotInstant,
  type Instant,
  type Zone,
} from '#platform/time';
import type { Label } from '../label.js';
import type { Finding } from './cause.js';
import type { RuleId } from './rules.js';
import type { Severity } from './severity.js';

const DAY = 24 * 60;

/** Something that is missed when it isn't recorded for a while, of who has it recorded. */
export interface SilenceRule {
  readonly rule: RuleId & ('no-bowel-movement' | 'no-fluids');
  /** The observation type. */
  readonly type: string;
  /** How long, on the wall clock of the home. */
  readonly minutes: number;
  /** Who had one within so many elapsed minutes is one of whom it is tracked. */
  readonly trackedMinutes: number;
  readonly severity: Severity;
  readonly message: Label;
}

export const SILENCE_RULES: readonly SilenceRule[] = [
  {
    rule: 'no-bowel-movement',
    type: 'bowel-movement',
    minutes: 3 * DAY,
    trackedMinutes: 30 * DAY,
    severity: 'warning',
    message: { en: 'No bowel movement for three days', es: 'Tres días sin deposición' },
  },
  {
    rule: 'no-fluids',
    type: 'fluid-intake',
    minutes: DAY,
    trackedMinutes: 7 * DAY,
    severity: 'warning',
    message: { en: 'No fluids recorded for a day', es: 'Un día sin ingesta de líquidos registrada' },
  },
];

/** Since when something of who is tracked has to have been recorded at all. */
export function trackedSince({ trackedMinutes }: SilenceRule, now: Instant): Instant {
  return addMinutes(now, -trackedMinutes);
}

/** How somebody of whom something is tracked stands. */
export interface Tracked {
  readonly residentId: string;
  /** When it was recorded last. */
  readonly last: Instant;
  /** When the resident came, or came back: what happened elsewhere wasn't recorded here. */
  readonly hereSince: Instant;
}

/** Undefined: it isn't missed yet. */
export function silenceFinding(
  { rule, type, minutes, severity, message }: SilenceRule,
  { residentId, last, hereSince }: Tracked,
  now: Instant,
  zone: Zone,
): Finding | undefined {
  const since = later(last, hereSince);
  if (now < slotInstant(addWallMinutes(localDateTimeOf(since, zone), minutes), zone)) return undefined;
  const inputs = [{ name: type, value: null, unit: null, at: last, id: null }];
  return { residentId, rule, key: rule, severity, message, at: now, sourceId: null, inputs };
}
