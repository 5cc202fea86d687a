import type { Observation } from './observation.js';

/** As much of an observation as a trend or a chart needs. */
export const READ_OF_OBSERVATION = [
  'id',
  'takenAt',
  'value',
  'code',
  'components',
] as const satisfies readonly (keyof Observation)[];
export type Reading = Pick<Observation, (typeof READ_OF_OBSERVATION)[number]>;
