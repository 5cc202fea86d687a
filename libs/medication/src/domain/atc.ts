declare const atcBrand: unique symbol;

/**
 * A code of the WHO Anatomical Therapeutic Chemical classification, of level 1 to 5, in capitals: `N`, `N02`, `N02B`,
 * `N02BE`, `N02BE01`. The form is checked, not that WHO has given the code out: national lists hold codes of their own.
 */
export type AtcCode = string & { readonly [atcBrand]: true };

/** 1 anatomical group, 2 therapeutic, 3 pharmacological, 4 chemical subgroup, 5 substance. */
export type AtcLevel = 1 | 2 | 3 | 4 | 5;

const LENGTH_OF_LEVEL: Readonly<Record<AtcLevel, number>> = { 1: 1, 2: 3, 3: 4, 4: 5, 5: 7 };
const LEVEL_OF_LENGTH: Readonly<Record<number, AtcLevel>> = { 1: 1, 3: 2, 4: 3, 5: 4, 7: 5 };

/** The fourteen anatomical main groups, then two digits, a letter, a letter, two digits. */
const ATC = /^[ABCDGHJLMNPRSV](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$/;

/**
 * Reads a code in either case.
 * @throws RangeError when the text hasn't the form of a code of any level.
 */
export function parseAtcCode(text: string): AtcCode {
  const code = text.toUpperCase();
  if (!ATC.test(code)) throw new RangeError('not an ATC code of level 1 to 5');
  return code as AtcCode;
}

export function atcLevel(code: AtcCode): AtcLevel {
  const level = LEVEL_OF_LENGTH[code.length];
  if (level === undefined) throw new RangeError(`no ATC level has ${code.length} characters`);
  return level;
}

/** The group of a level that a code lies in; undefined where the code itself is coarser. */
export function atcAt(code: AtcCode, level: AtcLevel): AtcCode | undefined {
  return atcLevel(code) < level ? undefined : (code.slice(0, LENGTH_OF_LEVEL[level]) as AtcCode);
}

/** Whether a code is a group or lies in it: an allergy to `J01C` concerns `J01CA04`. */
export function isWithinAtc(code: AtcCode, group: AtcCode): boolean {
  return code.startsWith(group);
}
