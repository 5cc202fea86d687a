import { optional, parsed, readSettings, type Environment } from './settings.js';

/** Instruments that ask a home for a licence (clinical.md B0). */
export const LICENSED_INSTRUMENTS = ['waterlow', 'mna-sf'] as const;

/** What the home has stated about assessment instruments. */
export interface InstrumentConfig {
  /** Those of which it holds the licence; undefined: it has stated none. */
  readonly licences: readonly string[] | undefined;
}

export const instrumentSettings = {
  licences: optional(
    parsed('INSTRUMENT_LICENCES', licensed, {
      help: `instruments of which the home states that it holds the licence: ${LICENSED_INSTRUMENTS.join(',')}`,
    }),
  ),
};

/** @throws ConfigurationError */
export function readInstrumentConfig(environment: Environment): InstrumentConfig {
  return readSettings<InstrumentConfig>(instrumentSettings, environment);
}

function licensed(words: string): readonly string[] {
  const codes = words.split(',').map((word) => word.trim());
  const known: readonly string[] = LICENSED_INSTRUMENTS;
  if (codes.every((code) => known.includes(code))) return [...new Set(codes)];
  throw new RangeError(`must be of ${known.join(' and ')}, with a comma between them`);
}
