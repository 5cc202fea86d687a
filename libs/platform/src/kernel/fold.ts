/** The most characters that folding looks at and gives back; longer than any name that the home keeps. */
export const MAX_FOLDED = 4_000;

/** Letters that Unicode doesn't decompose although people type them without their stroke or ligature. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
};

const UNDECOMPOSED = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
const MARKS_AND_INVISIBLE = /[\p{M}\p{Cf}]/gu;
const LONE_SURROGATE_AT_END = /[\uD800-\uDBFF]$/;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * The one form in which names are compared: accents, case, ligatures, widths and runs of white space don't
 * count (`  Muñoz  ÁLVAREZ` and `munoz alvarez` are the same). For comparing and searching, never for showing.
 * Folding twice changes nothing; what lies beyond {@link MAX_FOLDED} characters is left off.
 */
export function fold(text: string): string {
  const folded = cut(text)
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS_AND_INVISIBLE, '')
    .replace(UNDECOMPOSED, (letter) => PLAIN[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
  return cut(folded).trimEnd();
}

/** The folded words of a text in their order: runs of letters and digits, for searching by their beginnings. */
export function words(text: string): string[] {
  return fold(text).match(WORD) ?? [];
}

function cut(text: string): string {
  return text.length <= MAX_FOLDED ? text : text.slice(0, MAX_FOLDED).replace(LONE_SURROGATE_AT_END, '');
}
