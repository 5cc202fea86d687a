import type { ChoiceItem, Instrument } from './instrument.js';
import { choice, label, SAYS_NOTHING_YET } from './words.js';

const ITEMS: readonly ChoiceItem[] = [
  {
    kind: 'choice',
    id: 'sensoryPerception',
    label: label('Sensory perception', 'Percepción sensorial'),
    choices: [
      choice('completely-limited', 1, 'Completely limited', 'Completamente limitada'),
      choice('very-limited', 2, 'Very limited', 'Muy limitada'),
      choice('slightly-limited', 3, 'Slightly limited', 'Ligeramente limitada'),
      choice('no-impairment', 4, 'No impairment', 'Sin limitación'),
    ],
  },
  {
    kind: 'choice',
    id: 'moisture',
    label: label('Moist skin', 'Humedad de la piel'),
    choices: [
      choice('constantly', 1, 'Constantly', 'Constante'),
      choice('often', 2, 'Often', 'A menudo'),
      choice('occasionally', 3, 'Occasionally', 'Ocasional'),
      choice('rarely', 4, 'Rarely', 'Rara vez'),
    ],
  },
  {
    kind: 'choice',
    id: 'activity',
    label: label('Activity', 'Actividad'),
    choices: [
      choice('bed', 1, 'In bed', 'En cama'),
      choice('chair', 2, 'In a chair', 'En silla'),
      choice('walks-occasionally', 3, 'Walks occasionally', 'Camina de vez en cuando'),
      choice('walks-often', 4, 'Walks often', 'Camina a menudo'),
    ],
  },
  {
    kind: 'choice',
    id: 'mobility',
    label: label('Changing position', 'Cambios de postura'),
    choices: [
      choice('immobile', 1, 'Immobile', 'Inmóvil'),
      choice('very-limited', 2, 'Very limited', 'Muy limitados'),
      choice('slightly-limited', 3, 'Slightly limited', 'Ligeramente limitados'),
      choice('no-limits', 4, 'No limits', 'Sin límites'),
    ],
  },
  {
    kind: 'choice',
    id: 'nutrition',
    label: label('Nutrition', 'Nutrición'),
    choices: [
      choice('very-poor', 1, 'Very poor', 'Muy pobre'),
      choice('probably-inadequate', 2, 'Probably inadequate', 'Probablemente insuficiente'),
      choice('adequate', 3, 'Adequate', 'Adecuada'),
      choice('excellent', 4, 'Excellent', 'Excelente'),
    ],
  },
  {
    kind: 'choice',
    id: 'frictionAndShear',
    label: label('Friction and shear', 'Fricción y cizallamiento'),
    choices: [
      choice('problem', 1, 'A problem', 'Problema'),
      choice('potential-problem', 2, 'A potential problem', 'Problema potencial'),
      choice('no-problem', 3, 'No apparent problem', 'Sin problema aparente'),
    ],
  },
];

/** Braden scale for the risk of pressure injury, 6-23: low is bad (clinical.md B4). */
export const BRADEN: Instrument = {
  code: 'braden',
  version: '1988.1',
  display: label('Braden scale of pressure risk', 'Escala de Braden de riesgo de lesiones por presión'),
  items: ITEMS,
  bands: [
    {
      from: 6,
      to: 9,
      band: 'very-high',
      severity: 4,
      label: label('Very high risk (9 or less)', 'Riesgo muy alto (9 o menos)'),
      advice: label(
        'Pressure-relieving surface, a turning plan, skin looked at each shift, nutrition assessed. Review daily.',
        'Superficie de alivio de presión, plan de cambios posturales, piel en cada turno, valorar la nutrición. Revisar a diario.',
      ),
    },
    {
      from: 10,
      to: 12,
      band: 'high',
      severity: 3,
      label: label('High risk (10-12)', 'Riesgo alto (10-12)'),
      advice: label(
        'Pressure-relieving surface, a turning plan with small shifts between, skin looked at daily, nutrition assessed.',
        'Superficie de alivio de presión, cambios posturales con pequeños movimientos entre ellos, piel a diario, valorar la nutrición.',
      ),
    },
    {
      from: 13,
      to: 14,
      band: 'moderate',
      severity: 2,
      label: label('Moderate risk (13-14)', 'Riesgo moderado (13-14)'),
      advice: label(
        'A turning plan, heels and sacrum protected, skin looked at daily, moisture and nutrition managed.',
        'Plan de cambios posturales, proteger talones y sacro, piel a diario, cuidar humedad y nutrición.',
      ),
    },
    {
      from: 15,
      to: 18,
      band: 'mild',
      severity: 1,
      label: label('Mild risk (15-18)', 'Riesgo leve (15-18)'),
      advice: label(
        'Frequent changes of position, keep the person active, look at the items that lost points.',
        'Cambios de postura frecuentes, mantener la actividad, atender los apartados que pierden puntos.',
      ),
    },
    {
      from: 19,
      to: 23,
      band: 'none',
      severity: 0,
      label: label('Not at risk (19-23)', 'Sin riesgo (19-23)'),
      advice: label(
        'Routine care. Assess again when the state of the person changes.',
        'Cuidados habituales. Volver a valorar si cambia el estado de la persona.',
      ),
    },
  ],
  incomplete: SAYS_NOTHING_YET,
  source:
    'Bergstrom N, Braden BJ, Laguzza A, Holman V. The Braden scale for predicting pressure sore risk. Nurs Res 1987;36:205-210.',
  licence:
    'Copyright Barbara Braden and Nancy Bergstrom, 1988. Scores and short labels of our own; the full descriptions need permission.',
  enabledByDefault: true,
};
