import { integer, readSettings, type Environment } from './settings.js';

/** What the home has decided about doses. */
export interface DoseConfig {
  /** Minutes after a dose as needed at which it is to be told what it achieved (clinical.md A3). */
  readonly responseDue: number;
}

export const doseSettings = {
  responseDue: integer('RESPONSE_DUE_MINUTES', {
    default: '60',
    min: 1,
    max: 1440,
    help: 'minutes after a dose as needed at which it is to be told what it achieved',
  }),
};

/** @throws ConfigurationError */
export function readDoseConfig(environment: Environment): DoseConfig {
  return readSettings<DoseConfig>(doseSettings, environment);
}
