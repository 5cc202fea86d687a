import type { Choice, ChoiceItem, Instrument, InstrumentItem } from './instrument.js';
import { AT_LEAST, choice, label } from './words.js';

const GRADES: readonly Choice[] = [
  choice('absent', 0, 'Absent', 'Ausente'),
  choice('mild', 1, 'Mild', 'Leve'),
  choice('moderate', 2, 'Moderate', 'Moderado'),
  choice('severe', 3, 'Severe', 'Intenso'),
];

function graded(id: string, en: string, es: string): ChoiceItem {
  return { kind: 'choice', id, label: label(en, es), choices: GRADES };
}

const ITEMS: readonly InstrumentItem[] = [
  graded('vocalisation', 'Voice: whimpers, groans, cries', 'Voz: gime, se queja, llora'),
  graded('facialExpression', 'Face: tense, frowns, grimaces', 'Cara: tensa, ceño, muecas'),
  graded(
    'bodyLanguage',
    'Body language: fidgets, rocks, guards',
    'Lenguaje corporal: inquieto, se balancea, se protege',
  ),
  graded(
    'behaviour',
    'Behaviour: confused, refuses food, other than usual',
    'Conducta: confusión, rechaza comer, distinta a la habitual',
  ),
  graded(
    'physiological',
    'Signs: temperature, pulse, pressure, sweat, colour',
    'Signos: temperatura, pulso, presión, sudor, color',
  ),
  graded(
    'physical',
    'Body: skin tears, pressure areas, arthritis, old injuries',
    'Cuerpo: heridas, zonas de presión, artritis, lesiones antiguas',
  ),
  {
    kind: 'selector',
    id: 'painType',
    label: label('Type of pain', 'Tipo de dolor'),
    optional: true,
    choices: [
      { value: 'acute', label: label('Acute', 'Agudo') },
      { value: 'chronic', label: label('Chronic', 'Crónico') },
      { value: 'acute-on-chronic', label: label('Acute on chronic', 'Agudo sobre crónico') },
    ],
  },
];

/** Abbey pain scale, 0-18, for people who can't say that they are in pain; watched while they are moved (clinical.md B6). */
export const ABBEY: Instrument = {
  code: 'abbey',
  version: '2004.1',
  display: label('Abbey pain scale', 'Escala de dolor Abbey'),
  items: ITEMS,
  bands: [
    {
      from: 0,
      to: 2,
      band: 'none',
      severity: 0,
      label: label('No pain (0-2)', 'Sin dolor (0-2)'),
      advice: label(
        'Assess again when the behaviour changes, while the person is moved.',
        'Volver a valorar si cambia la conducta, durante la movilización.',
      ),
    },
    {
      from: 3,
      to: 7,
      band: 'mild',
      severity: 1,
      label: label('Mild pain (3-7)', 'Dolor leve (3-7)'),
      advice: label(
        'Comfort, position, what is prescribed for pain. Assess again 1 hour later; the same or worse: act again.',
        'Confort, postura, lo prescrito para el dolor. Volver a valorar a la hora; igual o peor: actuar de nuevo.',
      ),
    },
    {
      from: 8,
      to: 13,
      band: 'moderate',
      severity: 2,
      label: label('Moderate pain (8-13)', 'Dolor moderado (8-13)'),
      advice: label(
        'Act now and tell the nurse. Assess again every hour until mild, then every 4 hours for 24 hours; the same or worse: act again.',
        'Actuar ya y avisar a enfermería. Volver a valorar cada hora hasta que sea leve, luego cada 4 horas durante 24; igual o peor: actuar de nuevo.',
      ),
    },
    {
      from: 14,
      to: 18,
      band: 'severe',
      severity: 3,
      label: label('Severe pain (14 or more)', 'Dolor intenso (14 o más)'),
      advice: label(
        'Act now and call the prescriber. Assess again every hour until mild, then every 4 hours for 24 hours; the same or worse: act again.',
        'Actuar ya y llamar a quien prescribe. Volver a valorar cada hora hasta que sea leve, luego cada 4 horas durante 24; igual o peor: actuar de nuevo.',
      ),
    },
  ],
  incomplete: AT_LEAST,
  source: 'Abbey J, Piller N, De Bellis A, et al. The Abbey pain scale. Int J Palliat Nurs 2004;10:6-13.',
  licence: 'Widely reproduced with citation (general knowledge).',
  enabledByDefault: true,
};
