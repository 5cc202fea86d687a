import type { ChoiceItem, Instrument } from './instrument.js';
import { AT_LEAST, label, yesOrNo } from './words.js';

function yesNoItem(id: string, choices: ChoiceItem['choices'], en: string, es: string): ChoiceItem {
  return { kind: 'choice', id, label: label(en, es), choices };
}

/** A point for yes. */
function worseIfYes(id: string, en: string, es: string): ChoiceItem {
  return yesNoItem(id, yesOrNo({ yes: 1, no: 0 }), en, es);
}

/** A point for no: items 1, 5, 7, 11 and 13. */
function worseIfNo(id: string, en: string, es: string): ChoiceItem {
  return yesNoItem(id, yesOrNo({ yes: 0, no: 1 }), en, es);
}

const ITEMS: readonly ChoiceItem[] = [
  worseIfNo('satisfied', '1. Satisfied with life', '1. Conforme con su vida'),
  worseIfYes('droppedInterests', '2. Gave up interests', '2. Abandonó aficiones'),
  worseIfYes('lifeEmpty', '3. Life feels empty', '3. Nota vacía su vida'),
  worseIfYes('bored', '4. Bored a lot', '4. Aburrimiento frecuente'),
  worseIfNo('goodSpirits', '5. Mostly in good spirits', '5. Casi siempre de buen humor'),
  worseIfYes('afraid', '6. Afraid of something bad', '6. Miedo a que ocurra algo malo'),
  worseIfNo('happy', '7. Mostly happy', '7. Casi siempre feliz'),
  worseIfYes('helpless', '8. Feels helpless', '8. Impotencia, desamparo'),
  worseIfYes('prefersStayingIn', '9. Rather stays in', '9. Mejor dentro que salir'),
  worseIfYes('memoryWorse', '10. Memory worse than others', '10. Peor memoria que los demás'),
  worseIfNo('wonderfulToBeAlive', '11. Glad to be alive', '11. Alegría de vivir'),
  worseIfYes('worthless', '12. Feels worthless', '12. Se ve sin valor'),
  worseIfNo('fullOfEnergy', '13. Has energy', '13. Tiene energía'),
  worseIfYes('hopeless', '14. Sees no hope', '14. Sin esperanza'),
  worseIfYes('othersBetterOff', '15. Others are better off', '15. A los demás les va mejor'),
];

/**
 * Geriatric Depression Scale of 15 questions about the last week, 0-15 (clinical.md B8). Cut-offs are worded as 5 or more
 * and as more than 5: here it is 5 or more. With one or two blank, a total is prorated to 15 and rounded to the nearest
 * (halves up) and marked; with more there is none.
 */
export const GDS_15: Instrument = {
  code: 'gds-15',
  version: '1986-cut-5.1',
  display: label('Geriatric Depression Scale, GDS-15', 'Escala de Depresión Geriátrica GDS-15'),
  items: ITEMS,
  proratedBlanks: 2,
  bands: [
    {
      from: 0,
      to: 4,
      band: 'unlikely',
      severity: 0,
      label: label('Depression unlikely (0-4)', 'Depresión improbable (0-4)'),
      advice: label(
        'Ask again when the mood changes. Not reliable in advanced dementia.',
        'Volver a preguntar si cambia el ánimo. No fiable en demencia avanzada.',
      ),
    },
    {
      from: 5,
      to: 9,
      band: 'suggestive',
      severity: 1,
      label: label('Suggests depression (5-9)', 'Sugiere depresión (5-9)'),
      advice: label(
        'A screen, not a diagnosis: the doctor follows it up. Not reliable in advanced dementia.',
        'Es un cribado, no un diagnóstico: seguimiento médico. No fiable en demencia avanzada.',
      ),
    },
    {
      from: 10,
      to: 15,
      band: 'very-likely',
      severity: 2,
      label: label('Depression very likely (10 or more)', 'Depresión muy probable (10 o más)'),
      advice: label(
        'A screen, not a diagnosis: the doctor sees the person soon. Not reliable in advanced dementia.',
        'Es un cribado, no un diagnóstico: visita médica pronto. No fiable en demencia avanzada.',
      ),
    },
  ],
  prompts: [
    {
      anyOf: [{ worthless: true }, { hopeless: true }],
      advice: label(
        'Feels worthless or without hope: ask today about wishing to be dead or to harm themselves, and tell the nurse.',
        'Se siente sin valor o sin esperanza: preguntar hoy por deseos de morir o de hacerse daño, y avisar a enfermería.',
      ),
    },
  ],
  incomplete: AT_LEAST,
  source:
    'Sheikh JI, Yesavage JA. Geriatric Depression Scale (GDS): recent evidence and development of a shorter version. Clin Gerontol 1986;5:165-173.',
  licence: 'Public domain (general knowledge).',
  enabledByDefault: true,
};
