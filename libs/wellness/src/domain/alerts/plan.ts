import { byCodeUnits } from '#platform/kernel';
import { raise, repeat, type Act, type Alert, type NewEvent } from './alert.js';
import { nameOfCause, type Finding } from './cause.js';

/** What findings do to the alerts of the home. */
export interface Plan {
  readonly raised: readonly Alert[];
  readonly changed: readonly { readonly before: Alert; readonly after: Alert }[];
  readonly events: readonly NewEvent[];
}

/**
 * One alert for each resident and cause, however many findings there are of it: those of one that isn't resolved are
 * counted on it, else the first raises one. In order of time.
 * @param active those that aren't resolved, at most one of each resident and cause.
 * @param newId makes the id of an alert.
 */
export function planAlerts(
  active: readonly Alert[],
  findings: readonly Finding[],
  newId: () => string,
  act: Act,
): Plan {
  const before = new Map(active.map((alert) => [nameOfCause(alert.residentId, alert.cause), alert]));
  const after = new Map<string, Alert>();
  const events: NewEvent[] = [];
  for (const finding of [...findings].sort((a, b) => byCodeUnits(a.at, b.at))) {
    const key = nameOfCause(finding.residentId, finding.key);
    const known = after.get(key) ?? before.get(key);
    const change = known === undefined ? raise(finding, newId(), act) : repeat(known, finding, act);
    after.set(key, change.after);
    events.push(...change.events);
  }
  const entries = [...after];
  return {
    raised: entries.flatMap(([key, alert]) => (before.has(key) ? [] : [alert])),
    changed: entries.flatMap(([key, alert]) => {
      const known = before.get(key);
      return known === undefined ? [] : [{ before: known, after: alert }];
    }),
    events,
  };
}
