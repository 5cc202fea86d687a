import { addDays, datePart, localDateTime, parseLocalTime, type LocalDateTime } from '#platform/time';
import type { Enrolment } from './enrolment.js';
import { isHeldOnce, slotsOf } from './series.js';
import type { SessionOverride } from './session-override.js';
import { isSession, type SessionSource } from './session.js';

/** What names single sessions of a series from a moment on. */
export interface Naming {
  readonly overrides: readonly Pick<SessionOverride, 'originalStartsAt' | 'startsAt'>[];
  /** Places, and waits for places, in one session. */
  readonly enrolments: readonly Pick<Enrolment, 'session'>[];
  /** Sessions on record: they stay, whatever becomes of their series. */
  readonly held: readonly LocalDateTime[];
}

/** A session that a change of its series took away, with what still names it. */
export interface LostSession {
  readonly originalStartsAt: LocalDateTime;
  readonly enrolments: number;
  readonly isChanged: boolean;
}

/** What becomes of what names single sessions when their series is changed. */
export interface Carrying {
  /** Where to: the session that is now the only one of the day, as theirs was, or the only one of all. */
  readonly to: ReadonlyMap<LocalDateTime, LocalDateTime>;
  /** In order of time. */
  readonly lost: readonly LostSession[];
}

const MIDNIGHT = parseLocalTime('00:00');

/** Decides for each session that is named: it is still there, or is another of that day now, or is lost. */
export function carry(before: SessionSource, after: SessionSource, { overrides, enrolments, held }: Naming): Carrying {
  const changes = new Map(overrides.map((override) => [override.originalStartsAt, override]));
  const sessions = enrolments.flatMap(({ session }) => session ?? []);
  const named = new Set([...changes.keys(), ...sessions]);
  const onRecord = new Set(held);
  const to = new Map<LocalDateTime, LocalDateTime>();
  const lost: LostSession[] = [];
  for (const at of [...named].sort()) {
    const change = changes.get(at);
    if (onRecord.has(at) || !isSession(before, at, change) || isSession(after, at, change)) continue;
    const next = onlySessionOf(before, at) === at ? onlySessionOf(after, at) : undefined;
    if (next !== undefined && !named.has(next) && !onRecord.has(next)) to.set(at, next);
    else
      lost.push({
        originalStartsAt: at,
        enrolments: sessions.filter((session) => session === at).length,
        isChanged: change !== undefined,
      });
  }
  return { to, lost };
}

/** The session of a day, when the series puts no other there; of what is held once the one that there is. */
function onlySessionOf(series: SessionSource, at: LocalDateTime): LocalDateTime | undefined {
  if (isHeldOnce(series)) return isSession(series, series.startsAt) ? series.startsAt : undefined;
  const day = datePart(at);
  const slots = slotsOf(series, localDateTime(day, MIDNIGHT), localDateTime(addDays(day, 1), MIDNIGHT));
  return slots.length === 1 ? slots[0] : undefined;
}
