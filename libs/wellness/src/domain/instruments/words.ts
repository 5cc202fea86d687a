import type { Label } from '../label.js';
import type { Choice, ChoiceValue, Instrument } from './instrument.js';

export function label(en: string, es: string): Label {
  return { en, es };
}

export function choice(value: ChoiceValue, score: number, en: string, es: string): Choice {
  return { value, score, label: { en, es } };
}

/** An answer of yes or no, with the points of each. */
export function yesOrNo(scores: { readonly yes: number; readonly no: number }): readonly Choice[] {
  return [choice(true, scores.yes, 'Yes', 'Sí'), choice(false, scores.no, 'No', 'No')];
}

/** A form that isn't filled in, of an instrument whose partial sum says nothing yet. */
export const SAYS_NOTHING_YET: Instrument['incomplete'] = {
  label: { en: 'Incomplete', es: 'Incompleta' },
  advice: {
    en: 'Not a total: answer the missing items. The partial sum means nothing by itself.',
    es: 'No es un total: responder los apartados que faltan. La suma parcial no significa nada por sí sola.',
  },
};

/** The same of an instrument whose items only add to the risk. */
export const AT_LEAST: Instrument['incomplete'] = {
  label: SAYS_NOTHING_YET.label,
  advice: {
    en: 'Not a total: answer the missing items. The true score is at least the partial sum, so act on it already.',
    es: 'No es un total: responder los apartados que faltan. La puntuación real es al menos la suma parcial: actuar ya según ella.',
  },
};
