import { byCodeUnits } from '#platform/kernel';
import type { Window } from '#platform/time';
import type { Administration } from './administration.js';
import { isAsNeeded } from './dose-case.js';
import type { RoundFlag } from './flags.js';
import type { MarAsNeededDose } from './mar-as-needed.js';
import type { MarDose, MarTerms } from './mar.js';
import type { Prescription, ReadStatus, StatusPeriod } from './prescription.js';
import { chartCode, keyOf, type ChartCode } from './reason-words.js';
import type { Absence } from './schedule.js';

/** A wrong record and the right one in its place. */
export interface MarCorrection {
  readonly wrong: Administration;
  readonly right: Administration | null;
}

/** A prescription on the chart, with all that the chart tells of it (clinical.md A7). */
export interface MarLine {
  readonly prescription: Prescription;
  /** As it reads now. */
  readonly status: ReadStatus;
  readonly flags: readonly RoundFlag[];
  /** Never empty. */
  readonly terms: readonly MarTerms[];
  readonly suspensions: readonly StatusPeriod[];
  readonly ended: StatusPeriod | null;
  readonly doses: readonly MarDose[];
  readonly asNeeded: readonly MarAsNeededDose[];
  readonly corrections: readonly MarCorrection[];
}

/**
 * The wrong ones among the records of a prescription, in the order in which they were made.
 * @param byId these and those that stand in the place of one of them
 */
export function correctionsOf(
  records: readonly Administration[],
  byId: ReadonlyMap<string, Administration>,
): readonly MarCorrection[] {
  return records
    .filter(({ status }) => status === 'entered-in-error')
    .sort((a, b) => byCodeUnits(a.recordedAt, b.recordedAt) || byCodeUnits(a.id, b.id))
    .map((wrong) => ({ wrong, right: byId.get(wrong.correctedBy ?? '') ?? null }));
}

/** Every record that a line shows. */
export function recordsOf({ doses, asNeeded, corrections }: MarLine): readonly Administration[] {
  return [
    ...doses.flatMap(({ administration }) => administration ?? []),
    ...asNeeded.map(({ administration }) => administration),
    ...corrections.flatMap(({ wrong, right }) => [wrong, ...(right === null ? [] : [right])]),
  ];
}

/** Who signs on a line, by id: who gave, stood by, looked after a dose, ordered, suspended or ended; some more than once. */
export function signatoriesOf(line: MarLine): readonly string[] {
  const { terms, suspensions, ended } = line;
  return [
    ...recordsOf(line).flatMap(({ recordedBy, witnessedBy, response }) => [
      recordedBy,
      ...(witnessedBy === null ? [] : [witnessedBy]),
      ...(response === null ? [] : [response.recordedBy]),
    ]),
    ...terms.map(({ revision }) => revision.recordedBy),
    ...[...suspensions, ...(ended === null ? [] : [ended])].map(({ recordedBy }) => recordedBy),
  ];
}

/** The codes that occur in lines. */
export function codesOf(lines: readonly MarLine[]): readonly ChartCode[] {
  return keyOf(lines.flatMap(recordsOf).map(({ outcome, reason }) => chartCode(outcome, reason)));
}

/** Whether an absence has any part of a window. */
export function touches({ from, to }: Absence, window: Window): boolean {
  return (from === undefined || from < window.to) && (to === undefined || to > window.from) && from !== to;
}

/** Whether it has doses as needed and none of a slot, so that it belongs below the grid. */
export function isAsNeededLine({ terms, doses }: MarLine): boolean {
  return doses.length === 0 && terms.every(({ revision }) => isAsNeeded(revision));
}
