import { words } from '#platform/kernel';

/** What identifies a medicine's substance: a WHO ATC code of level 1 to 5 where there is one, and its text. */
export interface Substance {
  readonly atcCode: string | null;
  /** One substance, or several with commas between them. */
  readonly activeSubstance: string;
}

/** Characters of a code of level 4 (chemical subgroup) and of level 5 (substance). */
const LEVEL_4 = 5;
const LEVEL_5 = 7;

/**
 * Words for the salt or the water that a substance is bound to, Spanish and English: they don't make it another
 * substance. Not complete (general knowledge); what is missing here is matched by ATC code or not at all.
 */
const SALTS: ReadonlySet<string> = new Set(
  `sodico sodica sodio sodium potasico potasica potasio potassium calcico calcica calcio calcium magnesico magnesium
   clorhidrato dihidrocloruro hidrocloruro hydrochloride bromhidrato hydrobromide bromuro bromide cloruro chloride
   maleato maleate mesilato mesylate mesilate besilato besylate besilate tosilato tosylate sulfato sulfate sulphate
   fosfato phosphate tartrato tartrate bitartrato bitartrate succinato succinate fumarato fumarate hemifumarato acetato
   acetate citrato citrate nitrato nitrate lactato lactate pamoato embonato trometamol lisina arginina erbumina
   monohidrato monohydrate dihidrato dihydrate trihidrato trihydrate hidrato hydrate hemihidrato anhidro anhidra anhydrous`
    .trim()
    .split(/\s+/),
);

const SEPARATORS = /[,;+/&|]|\s(?:y|e|con|and|with)\s/i;
const NO_CONTENT: ReadonlySet<string> = new Set(['de', 'del', 'la', 'el', 'of', 'the']);

/**
 * Whether two medicines count as one substance (clinical.md A3): the same ATC level 5 or, where either has no such code,
 * the same substance text, salts aside.
 */
export function isSameSubstance(a: Substance, b: Substance): boolean {
  if (isSubstanceCode(a.atcCode) && isSubstanceCode(b.atcCode)) return a.atcCode === b.atcCode;
  const left = ingredients(a.activeSubstance).map((ingredient) => ingredient.join(' '));
  const right = ingredients(b.activeSubstance).map((ingredient) => ingredient.join(' '));
  return left.length > 0 && left.toSorted().join('+') === right.toSorted().join('+');
}

/** Whether two medicines lie in the same chemical subgroup without being the same substance. */
export function isSameSubgroup(a: Substance, b: Substance): boolean {
  if (a.atcCode === null || b.atcCode === null || a.atcCode.length < LEVEL_4 || b.atcCode.length < LEVEL_4)
    return false;
  return a.atcCode.slice(0, LEVEL_4) === b.atcCode.slice(0, LEVEL_4);
}

/**
 * Whether a code of an allergy concerns a medicine: the medicine lies in the allergy's group or, where the medicine is
 * coded only to its chemical subgroup, the allergy's substance lies in that. A coarser code says too little.
 */
export function isConcernedByCode(medicine: string, allergy: string): boolean {
  return medicine.startsWith(allergy) || (medicine.length >= LEVEL_4 && allergy.startsWith(medicine));
}

/**
 * Whether one of the substances named in an allergy is one of those in a medicine's text: all words of the one among
 * those of the other, accents, case and salts aside (`Diclofenaco` and `diclofenaco sódico`).
 */
export function namesSameSubstance(allergy: string, medicine: string): boolean {
  const inMedicine = ingredients(medicine);
  return ingredients(allergy).some((named) =>
    inMedicine.some((ingredient) => isWithin(named, ingredient) || isWithin(ingredient, named)),
  );
}

/** The words of each substance in a text, without its salt where anything else remains. */
function ingredients(text: string): readonly (readonly string[])[] {
  return text
    .split(SEPARATORS)
    .map((part) => words(part).filter((word) => !NO_CONTENT.has(word)))
    .map((all) => {
      const withoutSalt = all.filter((word) => !SALTS.has(word));
      return withoutSalt.length > 0 ? withoutSalt : all;
    })
    .filter((all) => all.length > 0);
}

function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((word) => whole.includes(word));
}

function isSubstanceCode(code: string | null): code is string {
  return code !== null && code.length === LEVEL_5;
}
