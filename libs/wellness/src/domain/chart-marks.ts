import { contains, type Instant, type Window } from '#platform/time';
import type { Alert } from './alerts/alert.js';
import type { Label } from './label.js';
import type { Reading } from './reading.js';

/** Something that a chart marks at its time. */
export interface ChartMark {
  readonly at: Instant;
  readonly text: Label;
}

const FALL: Label = { en: 'Fall', es: 'Caída' };

/**
 * What a chart marks in its window, in order of time: falls, and the alerts of what it shows, where the reading stands that
 * raised them.
 * @param code of the observation type or instrument
 */
export function marksOf(
  code: string,
  window: Window,
  falls: readonly Reading[],
  alerts: readonly Pick<Alert, 'raisedAt' | 'message' | 'inputs'>[],
): readonly ChartMark[] {
  const raised = alerts.flatMap(({ raisedAt, message, inputs }) => {
    const own = inputs.filter(({ name }) => name === code || name.startsWith(`${code}.`));
    if (own.length === 0) return [];
    const times = own.flatMap(({ at }) => at ?? []).sort();
    return [{ at: times.at(-1) ?? raisedAt, text: message }];
  });
  const fallen = code === 'fall' ? [] : falls.map(({ takenAt }) => ({ at: takenAt, text: FALL }));
  return [...raised, ...fallen].filter(({ at }) => contains(window, at)).sort((a, b) => (a.at < b.at ? -1 : 1));
}
