import type { Instant } from '#platform/time';
import { recordAssessment, type Assessment } from './assessment.js';
import type { Righting } from './fact.js';

/** What is right of an assessment, by the same instrument; what isn't named is as it was recorded. */
export interface AssessmentChanges {
  /** All of them, where any is wrong. */
  readonly answers?: Assessment['answers'] | undefined;
  readonly assessedAt?: Instant | null | undefined;
}

/**
 * The right assessment that takes the place of a wrong one, scored by the instrument as it is now. What could be assessed
 * may be put right, whatever the home has stated of licences since.
 * @throws InvalidFieldsError as `recordAssessment` does.
 */
export function correctAssessment(
  wrong: Assessment,
  { answers = wrong.answers, assessedAt }: AssessmentChanges,
  righting: Righting,
  now: Instant,
): Assessment {
  const { residentId, instrument } = wrong;
  const at = assessedAt ?? wrong.assessedAt;
  const command = { ...righting, residentId, instrument, answers, assessedAt: at, licences: [instrument] };
  return { ...recordAssessment(command, now), derivedFrom: stillRead(wrong, answers, at) };
}

/** A reading still answers an item when neither the answer nor the instant is another. */
function stillRead(wrong: Assessment, answers: Assessment['answers'], at: Instant): Assessment['derivedFrom'] {
  if (at !== wrong.assessedAt) return [];
  return wrong.derivedFrom.filter(({ item }) => answers[item] === wrong.answers[item]);
}
