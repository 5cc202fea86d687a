import type { Alert } from './alert.js';
import { nameOfCause, type Finding } from './cause.js';
import { isWorse } from './severity.js';

/** What is new or worse than its alert, and the alerts of what isn't found any more. */
export function differences(
  active: readonly Alert[],
  found: readonly Finding[],
  settles: boolean,
): { readonly toRaise: readonly Finding[]; readonly toSettle: readonly Alert[] } {
  const known = new Map(active.map((alert) => [nameOfCause(alert.residentId, alert.cause), alert]));
  const holds = new Set(found.map(({ residentId, key }) => nameOfCause(residentId, key)));
  return {
    toRaise: found.filter(({ residentId, key, severity }) => {
      const alert = known.get(nameOfCause(residentId, key));
      return alert === undefined || isWorse(severity, alert.severity);
    }),
    toSettle: settles ? active.filter(({ residentId, cause }) => !holds.has(nameOfCause(residentId, cause))) : [],
  };
}
