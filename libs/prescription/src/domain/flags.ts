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
  const raised: RoundFlag[] = [];
  if (medicine.controlled) raised.push('controlled');
  if (medicine.witnessRequired) raised.push('witness-required');
  if (medicine.highRisk) raised.push('high-risk');
  if (medicine.timeCritical) raised.push('time-critical');
  if (critical) raised.push('critical');
  if (unreconciled) raised.push('unreconciled');
  return raised;
}
