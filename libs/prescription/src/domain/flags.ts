/** What is to be looked out for at a dose. */
export const ROUND_FLAGS = [
  'controlled',
  'witness-required',
  'high-risk',
  'time-critical',
  'critical',
  'unreconciled',
] as const;
export type RoundFlag = (typeof ROUND_FLAGS)[number];

/** What a medicine says of how it is to be handled. */
export interface Handling {
  readonly controlled: boolean;
  readonly witnessRequired: boolean;
  readonly highRisk: boolean;
  readonly timeCritical: boolean;
}

/**
 * @param critical whether the prescription says that a dose may not be missed
 * @param unreconciled whether it is still to be decided on after a return from hospital
 */
export function flagsOf(
  medicine: Handling,
  { critical }: { readonly critical: boolean },
  unreconciled: boolean,
): readonly RoundFlag[] {
  const raised: Readonly<Record<RoundFlag, boolean>> = {
    controlled: medicine.controlled,
    'witness-required': medicine.witnessRequired,
    'high-risk': medicine.highRisk,
    'time-critical': medicine.timeCritical,
    critical,
    unreconciled,
  };
  return ROUND_FLAGS.filter((flag) => raised[flag]);
}
