import { words } from '#platform/kernel';
import type { MedicationFields } from './medication.js';

/**
 * The words that a medicine is found by: folded, digits apart from letters, so that `500mg` and `500 mg` are the
 * same. The beginning of a word is still one after it, so that finding by beginnings loses nothing.
 */
export function searchWords(text: string): string[] {
  return words(text).flatMap((word) => word.match(/\p{N}+|\P{N}+/gu) ?? []);
}

/** The order of lists: by name, accents, case and punctuation ignored. */
export function sortName({ name }: Pick<MedicationFields, 'name'>): string {
  return searchWords(name).join(' ');
}

/**
 * The order of medicines that a search finds equally good, before that of their names: the active ones first, then the
 * shorter names. `00012` is an active one of twelve characters.
 */
export function searchRank(medication: Pick<MedicationFields, 'name' | 'active'>): string {
  const length = Math.min(9_999, Array.from(sortName(medication)).length);
  return `${medication.active ? 0 : 1}${String(length).padStart(4, '0')}`;
}

/** Everything that `q` finds a medicine by: its name and substance. */
export function searchText({ name, activeSubstance }: Pick<MedicationFields, 'name' | 'activeSubstance'>): string {
  return searchWords(`${name} ${activeSubstance}`).join(' ');
}
