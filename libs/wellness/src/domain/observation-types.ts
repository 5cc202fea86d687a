import { DAILY_LIVING } from './daily-living.js';
import type { ObservationType } from './observation-type.js';
import { VITAL_SIGNS } from './vital-signs.js';

/** Every observation type of the contract (api.md section 9), in its order. */
export const OBSERVATION_TYPES: readonly ObservationType[] = [...VITAL_SIGNS, ...DAILY_LIVING];

const BY_CODE = new Map(OBSERVATION_TYPES.map((type) => [type.code, type]));

export function observationType(code: string): ObservationType | undefined {
  return BY_CODE.get(code);
}
