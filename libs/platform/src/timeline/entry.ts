import type { Position } from '#platform/database';

/** What a timeline tells of, in the contract's words (api.md section 3). */
export const TIMELINE_KINDS = [
  'movements',
  'prescriptions',
  'administrations',
  'observations',
  'assessments',
  'alerts',
  'attendance',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing that happened to a resident, told so that it can be read without asking further. */
export interface TimelineEntry extends Position {
  readonly kind: TimelineKind;
  /** What happened, as the kind's own resource names it: a type, an outcome, a status; kebab-case. */
  readonly event: string;
  /** A line of English; a long one is cut. */
  readonly text: string;
  /** Where the thing can be read, without the base path of the API: `/administrations/{id}`. */
  readonly path: string;
  /** Id of the user, or of the program, that recorded it. */
  readonly recordedBy: string;
  /** Whether it was marked as an error since: it stays in the story. */
  readonly enteredInError: boolean;
}
