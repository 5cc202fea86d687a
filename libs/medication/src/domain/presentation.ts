import { words } from '#platform/kernel';
import { FORMS } from './pharmaceutical-forms.js';

/** What the name of a medicine says for certain of its strength and form; absent where it leaves a doubt. */
export interface Presentation {
  /** As the label has it, decimal comma included, with one way to write units: `25 mg`, `600 mg/400 UI`. */
  readonly strength?: string;
  readonly form?: string;
}

const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
const UNIT = String.raw`(?:mg|g|microgramos?|mcg|[µμ]g|nanogramos?|UI|U\.I\.|unidades|mmol|mEq|[MGk]Bq|%)`;
const PER = String.raw`(?:ml|l|g|cm2?|horas?|h|dosis|inhalaci[óo]n|pulsaci[óo]n|pulverizaci[óo]n|aplicaci[óo]n|gota|vial|sobre)`;
const END = String.raw`(?![\p{L}\p{N}])`;
const AMOUNT = String.raw`${NUMBER}(?:\s*[/+]\s*${NUMBER})*\s*${UNIT}${END}`;
const PART = String.raw`${AMOUNT}(?:\s*/\s*(?:${NUMBER}\s*)?${PER}${END})?`;
const STRENGTH = new RegExp(String.raw`(?<![\p{L}\p{N}.,/+%-])${PART}(?:\s*[/+]\s*${PART})*`, 'giu');
const TOKEN = /\d+(?:[.,]\d+)*|[^\d\s/+]+|[/+]/gu;

/** Units whose letters aren't all small, and the safer writing of a microgram. */
const UNITS: Readonly<Record<string, string>> = {
  ui: 'UI',
  'u.i.': 'UI',
  meq: 'mEq',
  mbq: 'MBq',
  gbq: 'GBq',
  kbq: 'kBq',
  mcg: 'microgramos',
  µg: 'microgramos',
  μg: 'microgramos',
  inhalacion: 'inhalación',
  pulsacion: 'pulsación',
  pulverizacion: 'pulverización',
  aplicacion: 'aplicación',
};

/** Words that join the parts of a form: one before a form that was found means that the form began earlier. */
const JOINING = new Set(['para', 'de', 'y', 'e', 'o', 'en', 'con', 'por', 'a', 'no']);

const FORM_OF = new Map(FORMS.map((form) => [wordsOfForm(form).join(' '), form]));
const FIRST_WORDS = new Set(FORMS.map((form) => wordsOfForm(form)[0] ?? ''));

/**
 * Reads a name such as `INACID 25 mg CAPSULAS DURAS`. A strength counts when it is the only one and what follows it
 * is nothing or begins as a form does; a form counts when all that follows the strength is one of the known
 * {@link FORMS}, or, in a name without a strength, when the name ends with one and speaks of no other.
 */
export function readPresentation(name: string): Presentation {
  const matches = [...name.matchAll(STRENGTH)];
  const [match] = matches;
  if (match === undefined) return formAtEnd(wordsOfForm(name));
  if (matches.length > 1 || match.index === 0) return {};
  const rest = wordsOfForm(name.slice(match.index + match[0].length));
  const strength = strengthText(match[0]);
  if (rest.length === 0) return { strength };
  const form = FORM_OF.get(rest.join(' '));
  if (form !== undefined) return { strength, form };
  return FIRST_WORDS.has(rest[0] ?? '') ? { strength } : {};
}

function formAtEnd(all: readonly string[]): Presentation {
  for (let start = 1; start < all.length; start++) {
    const form = FORM_OF.get(all.slice(start).join(' '));
    if (form === undefined) continue;
    const before = all.slice(0, start);
    const doubtful = JOINING.has(before.at(-1) ?? '') || before.some((word) => FIRST_WORDS.has(word));
    return doubtful ? {} : { form };
  }
  return {};
}

/** Folded words without plural endings, the mark of a generic (`EFG`) and the flavour. */
function wordsOfForm(text: string): string[] {
  const all = words(text).filter((word) => word !== 'efg');
  const flavour = all.indexOf('sabor');
  return (flavour === -1 ? all : all.slice(0, flavour)).map((word) =>
    word.length > 3 ? word.replace(/s$/, '') : word,
  );
}

function strengthText(raw: string): string {
  let text = '';
  for (const token of raw.match(TOKEN) ?? []) {
    if (token === '+') text += ' + ';
    else if (/[\p{L}%]/u.test(token)) text += `${/\d$/.test(text) ? ' ' : ''}${unitText(token)}`;
    else text += token;
  }
  return text;
}

function unitText(unit: string): string {
  const small = unit.toLowerCase();
  return UNITS[small] ?? small;
}
