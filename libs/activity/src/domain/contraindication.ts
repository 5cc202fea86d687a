import { fold, words } from '#platform/kernel';
import type { Excludes, Requires } from './fit.js';

export const CONTRAINDICATION_KINDS = ['mobility', 'diet', 'allergy', 'condition'] as const;
export type ContraindicationKind = (typeof CONTRAINDICATION_KINDS)[number];

/** Why an activity doesn't fit a resident as they are now (clinical.md C). It warns; people decide. */
export interface Contraindication {
  readonly kind: ContraindicationKind;
  /** What the activity states; null: the reader may not know. */
  readonly wanted: string | null;
  /** What the record has; null: nothing, or the reader may not know. */
  readonly found: string | null;
  readonly detail: string;
}

/** What is known of a resident, as far as an activity asks for it; null: not recorded. */
export interface KnownFacts {
  readonly mobility: string | null;
  readonly diet: string | null;
  /** The active ones. */
  readonly allergies: readonly { readonly substance: string; readonly atcCode: string | null }[];
  /** The active ones. */
  readonly conditions: readonly { readonly text: string; readonly code: string | null }[];
}

const ATC_CODE = /^[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$/;

/** What of a resident is against taking part: one for each text of the activity that is, in the order of kinds. */
export function contraindications(
  { requires, excludes }: { readonly requires: Requires | null; readonly excludes: Excludes | null },
  { mobility, diet, allergies, conditions }: KnownFacts,
): readonly Contraindication[] {
  return [
    ...ofMobility(requires?.mobility ?? [], mobility),
    ...found('diet', excludes?.diets, diet === null ? [] : [diet], (text, wanted) => hasWords(text, wanted), String),
    ...found('allergy', excludes?.allergies, allergies, isAllergyTo, ({ substance }) => substance),
    ...found('condition', excludes?.conditions, conditions, isCondition, ({ text }) => text),
  ];
}

/**
 * As much of it as a reader may know: of what they may not read, only that something is against it.
 * @param mayRead whether they may read where the facts of a kind come from.
 */
export function disclosed(
  all: readonly Contraindication[],
  mayRead: (kind: ContraindicationKind) => boolean,
): readonly Contraindication[] {
  const hidden = new Set(all.filter(({ kind }) => !mayRead(kind)).map(({ kind }) => kind));
  const detail = 'Something in the record that you may not read is against it: ask a nurse.';
  return [
    ...all.filter(({ kind }) => !hidden.has(kind)),
    ...[...hidden].map((kind) => ({ kind, wanted: null, found: null, detail })),
  ];
}

/** How somebody moves has to be known where it matters. */
function ofMobility(wanted: readonly string[], mobility: string | null): readonly Contraindication[] {
  if (wanted.length === 0 || (mobility !== null && wanted.some((one) => fold(one) === fold(mobility)))) return [];
  const needed = wanted.join(' or ');
  const is = mobility === null ? 'how the resident moves is not recorded' : `of the resident is recorded: ${mobility}`;
  return [{ kind: 'mobility', wanted: needed, found: mobility, detail: `It takes: ${needed}; ${is}.` }];
}

const AGAINST = {
  diet: 'Not for a diet with',
  allergy: 'Not with an allergy or intolerance to',
  condition: 'Not with',
} as const;

function found<T>(
  kind: keyof typeof AGAINST,
  wanted: readonly string[] | undefined,
  facts: readonly T[],
  isOne: (fact: T, wanted: string) => boolean,
  nameOf: (fact: T) => string,
): readonly Contraindication[] {
  return (wanted ?? []).flatMap((one) => {
    const fact = facts.find((candidate) => isOne(candidate, one));
    if (fact === undefined) return [];
    const name = nameOf(fact);
    const detail = `${AGAINST[kind]} ${one}; of the resident is recorded: ${name}.`;
    return [{ kind, wanted: one, found: name, detail }];
  });
}

/** By words of the substance, or by code: the allergy lies in the group, or the code in that of the allergy. */
function isAllergyTo({ substance, atcCode }: KnownFacts['allergies'][number], wanted: string): boolean {
  const byCode = atcCode !== null && ATC_CODE.test(wanted);
  return hasWords(substance, wanted) || (byCode && (atcCode.startsWith(wanted) || wanted.startsWith(atcCode)));
}

function isCondition({ text, code }: KnownFacts['conditions'][number], wanted: string): boolean {
  const [own, asked] = [fold(code ?? ''), fold(wanted)];
  return hasWords(text, wanted) || own === asked || own.startsWith(`${asked}.`);
}

/** Whether the words stand whole and one after the other in a text, accents and case aside. */
function hasWords(text: string, wanted: string): boolean {
  return ` ${words(text).join(' ')} `.includes(` ${words(wanted).join(' ')} `);
}
