import type { Observation } from './observation.js';
import { observationType } from './observation-types.js';

/** As much of an observation as a trend or a chart needs. */
export type Reading = Pick<Observation, 'id' | 'takenAt' | 'value' | 'code' | 'components'>;

/** What a reading of this type can have, beside when it was taken: a number, a word, a word for a number, or several numbers. */
export function readFieldsOf(code: string): readonly ('value' | 'code' | 'components')[] {
  const type = observationType(code);
  if (type === undefined) return [];
  if (type.kind === 'components') return ['components'];
  if (type.kind === 'coded') return ['code'];
  return type.word === undefined ? ['value'] : ['value', 'code'];
}
