/** What became of a dose (clinical.md A2). */
export const OUTCOMES = [
  'given',
  'part-given',
  'self-administered',
  'refused',
  'omitted',
  'not-available',
  'destroyed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const REASON_CODES = [
  'refused',
  'refused-destroyed',
  'spat-or-vomited',
  'nausea',
  'asleep',
  'absent-leave',
  'absent-hospital',
  'absent-other',
  'too-unwell',
  'nil-by-mouth',
  'swallowing',
  'clinical-hold',
  'loose-stools',
  'not-required',
  'out-of-stock',
  'awaiting-supply',
  'damaged',
  'expired',
  'omitted-error',
  'paper-chart',
  'self-managed',
  'late',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/**
 * Whether a dose that wasn't taken leaves the stock: `used` it was taken and lost, `waste` it was spoilt or destroyed,
 * `later` it is counted when the paper is entered, `as-outcome` the reason doesn't say and the outcome decides.
 */
export type StockEffect = 'none' | 'used' | 'waste' | 'later' | 'as-outcome';

/** A reason as the chart prints it. */
export interface Reason {
  readonly code: ReasonCode;
  /** The one character in the chart's cell, explained in its key. */
  readonly print: string;
  readonly meaning: string;
  readonly stock: StockEffect;
}

/** Clinical.md A2, row by row. */
export const REASONS: Readonly<Record<ReasonCode, Reason>> = {
  refused: reason('refused', 'R', 'The person said no', 'none'),
  'refused-destroyed': reason('refused-destroyed', 'X', 'Prepared, refused, destroyed', 'waste'),
  'spat-or-vomited': reason('spat-or-vomited', 'V', 'Taken, then lost', 'used'),
  nausea: reason('nausea', 'N', 'Felt sick, not taken', 'none'),
  asleep: reason('asleep', 'S', 'Asleep', 'none'),
  'absent-leave': reason('absent-leave', 'L', 'On social leave', 'none'),
  'absent-hospital': reason('absent-hospital', 'H', 'In hospital', 'none'),
  'absent-other': reason('absent-other', 'A', 'Not found, or at an appointment', 'none'),
  'too-unwell': reason('too-unwell', 'U', 'Too unwell', 'none'),
  'nil-by-mouth': reason('nil-by-mouth', 'F', 'Fasting, or a procedure', 'none'),
  swallowing: reason('swallowing', 'W', "Can't swallow safely", 'none'),
  'clinical-hold': reason('clinical-hold', 'K', 'A reading before the dose outside its limits', 'none'),
  'loose-stools': reason('loose-stools', 'D', 'Laxative held for loose stools', 'none'),
  'not-required': reason('not-required', 'Q', 'As needed, and not needed', 'none'),
  'out-of-stock': reason('out-of-stock', 'O', 'None in the home', 'none'),
  'awaiting-supply': reason('awaiting-supply', 'P', 'Ordered, not arrived', 'none'),
  damaged: reason('damaged', 'Z', 'Dropped or broken', 'waste'),
  expired: reason('expired', 'E', 'Out of date', 'waste'),
  'omitted-error': reason('omitted-error', '!', 'Omitted by the staff, found later', 'none'),
  'paper-chart': reason('paper-chart', '#', 'Recorded on paper', 'later'),
  'self-managed': reason('self-managed', 'B', 'Keeps their own medicines', 'none'),
  late: reason('late', 'J', 'Given late, for a cause outside this list', 'as-outcome'),
  other: reason('other', '*', 'Another reason, in words', 'as-outcome'),
};

function reason(code: ReasonCode, print: string, meaning: string, stock: StockEffect): Reason {
  return { code, print, meaning, stock };
}

/** All outcomes but `given` and `self-administered`. */
export function needsReason(outcome: Outcome): boolean {
  return outcome !== 'given' && outcome !== 'self-administered';
}

/** Whether medicine went into the person, wholly or in part. */
export function isTaken(outcome: Outcome): boolean {
  return outcome === 'given' || outcome === 'part-given' || outcome === 'self-administered';
}

/** Whether a dose counts towards intervals and daily limits: one that was taken and then lost counts too. */
export function countsTowardsLimits(outcome: Outcome, code: ReasonCode | null): boolean {
  return isTaken(outcome) || code === 'spat-or-vomited';
}

/**
 * Whether a dose takes its quantity from the home's stock. What was given or destroyed does, whatever the reason; what
 * a resident took from medicines that they keep themselves doesn't. Otherwise the reason decides (clinical.md A2).
 */
export function leavesStock(outcome: Outcome, code: ReasonCode | null): boolean {
  switch (outcome) {
    case 'given':
    case 'part-given':
    case 'destroyed':
      return true;
    case 'self-administered':
      return code !== 'self-managed';
    default:
      return code !== null && (REASONS[code].stock === 'waste' || REASONS[code].stock === 'used');
  }
}

/** Whether what leaves the stock was spoilt or destroyed, and didn't go into the person or come out again. */
export function isWaste(outcome: Outcome, code: ReasonCode | null): boolean {
  return outcome === 'destroyed' || (!isTaken(outcome) && code !== null && REASONS[code].stock === 'waste');
}
