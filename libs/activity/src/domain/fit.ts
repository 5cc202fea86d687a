import { fold, words } from '#platform/kernel';

/** What a resident has to bring along to take part (clinical.md C). */
export interface Requires {
  /** How they must be able to move: one of these texts, as the resident's `mobility` has it. Empty: it doesn't matter. */
  readonly mobility: readonly string[];
}

/** What a resident must not have to take part (clinical.md C): whole words in their record. */
export interface Excludes {
  /** Words of the diet, such as `low sugar`. */
  readonly diets: readonly string[];
  /** Words of an allergy's substance, or a WHO ATC code that it lies in or that lies in it. */
  readonly allergies: readonly string[];
  /** Words of a condition, or its code; a code such as `G40` means those below it too, such as `G40.9`. */
  readonly conditions: readonly string[];
}

/** What is stated of it, as sent; what is absent or null is empty. */
export type FitDraft<T> = { readonly [K in keyof T]?: readonly string[] | null | undefined };

/** Bounds of each list, and of a text in characters. */
export const FIT_BOUNDS = { texts: 20, text: 200 } as const;

type Bad = (pointer: string, code: string, message: string) => void;

/** Null: nothing is required. */
export function requiresOf(draft: FitDraft<Requires> | null | undefined, bad: Bad): Requires | null {
  return stated({ mobility: textsOf('/requires/mobility', draft?.mobility, bad) });
}

/** Null: nothing is excluded. */
export function excludesOf(draft: FitDraft<Excludes> | null | undefined, bad: Bad): Excludes | null {
  return stated({
    diets: textsOf('/excludes/diets', draft?.diets, bad),
    allergies: textsOf('/excludes/allergies', draft?.allergies, bad),
    conditions: textsOf('/excludes/conditions', draft?.conditions, bad),
  });
}

/** A merge patch of it (RFC 7396): a list that is absent stays; null, or null for the whole, clears. */
export function mergedFit<T extends object>(
  current: T | null,
  patch: FitDraft<T> | null | undefined,
): FitDraft<T> | null {
  if (patch === undefined) return current;
  if (patch === null) return null;
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...current, ...Object.fromEntries(changes) };
}

/** A text without a word would never be found. */
function textsOf(pointer: string, texts: readonly string[] | null | undefined, bad: Bad): readonly string[] {
  const { texts: most, text: longest } = FIT_BOUNDS;
  const all = (texts ?? []).map((text) => text.trim());
  if (all.length > most) bad(pointer, 'too-many', `At most ${most} texts.`);
  for (const [index, text] of all.entries()) {
    if (text.length > longest) bad(`${pointer}/${index}`, 'too-long', `At most ${longest} characters.`);
    if (words(text).length === 0) bad(`${pointer}/${index}`, 'no-words', 'It has no word that could be found.');
  }
  const folded = all.map(fold);
  return all.filter((_, index) => folded.indexOf(folded[index] ?? '') === index);
}

function stated<T extends Readonly<Record<keyof T, readonly string[]>>>(lists: T): T | null {
  return Object.values<readonly string[]>(lists).some(({ length }) => length > 0) ? lists : null;
}
