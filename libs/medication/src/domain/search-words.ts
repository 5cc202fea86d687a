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

/** Everything that `q` finds a medicine by: its name and substance. */
export function searchText({ name, activeSubstance }: Pick<MedicationFields, 'name' | 'activeSubstance'>): string {
  return searchWords(`${name} ${activeSubstance}`).join(' ');
}
