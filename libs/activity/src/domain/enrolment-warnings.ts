import type { FieldError } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { Clash } from './clash.js';
import type { Contraindication } from './contraindication.js';

/** What somebody who enrols a resident has to know before going on. */
export const ENROLMENT_WARNINGS = ['schedule-clash', 'contraindicated', 'resident-away'] as const;
export type EnrolmentWarningCode = (typeof ENROLMENT_WARNINGS)[number];

/** The one session that is wanted, at which the resident is away. */
export interface AwayThen {
  readonly startsAt: Instant;
  readonly expectedReturnOn: LocalDate | null;
}

/** All that warns; empty or null: nothing of the kind. */
export interface EnrolmentWarnings {
  readonly clashes: readonly Clash[];
  readonly contraindications: readonly Contraindication[];
  readonly away: AwayThen | null;
}

/** Those that nobody has acknowledged. */
export function openWarnings(
  { clashes, contraindications, away }: EnrolmentWarnings,
  acknowledged: readonly string[],
): readonly EnrolmentWarningCode[] {
  const raised: readonly [EnrolmentWarningCode, boolean][] = [
    ['schedule-clash', clashes.length > 0],
    ['contraindicated', contraindications.length > 0],
    ['resident-away', away !== null],
  ];
  return raised.flatMap(([code, isRaised]) => (isRaised && !acknowledged.includes(code) ? [code] : []));
}

/** What may harm somebody is not done without a reason. */
export function acknowledgementErrors(codes: readonly string[], reason: string | null): readonly FieldError[] {
  if (!codes.includes('contraindicated') || (reason ?? '').trim() !== '') return [];
  const message = 'Going on although something is against it needs a reason.';
  return [{ pointer: '/acknowledgeReason', code: 'required', message }];
}
