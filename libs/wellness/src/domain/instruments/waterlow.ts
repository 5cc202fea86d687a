import { WATERLOW_AREAS } from './waterlow-areas.js';
import type { Instrument } from './instrument.js';
import { AT_LEAST, label } from './words.js';

/**
 * Waterlow scale for the risk of pressure injury, revision of 2005 (clinical.md B5). Off until the home holds the licence.
 * Points of an area are added where several statements apply, up to the area's cap.
 */
export const WATERLOW: Instrument = {
  code: 'waterlow',
  version: '2005.1',
  display: label('Waterlow scale of pressure risk', 'Escala de Waterlow de riesgo de lesiones por presión'),
  items: WATERLOW_AREAS,
  bands: [
    {
      from: 2,
      to: 9,
      band: 'none',
      severity: 0,
      label: label('Not at risk (under 10)', 'Sin riesgo (menos de 10)'),
      advice: label(
        'Routine care. Assess again when the state of the person changes.',
        'Cuidados habituales. Volver a valorar si cambia el estado de la persona.',
      ),
    },
    {
      from: 10,
      to: 14,
      band: 'at-risk',
      severity: 1,
      label: label('At risk (10-14)', 'En riesgo (10-14)'),
      advice: label(
        'Frequent changes of position, skin looked at daily, a suitable mattress and cushion.',
        'Cambios de postura frecuentes, piel a diario, colchón y cojín adecuados.',
      ),
    },
    {
      from: 15,
      to: 19,
      band: 'high',
      severity: 2,
      label: label('High risk (15-19)', 'Riesgo alto (15-19)'),
      advice: label(
        'Pressure-relieving surface, a turning plan, skin looked at daily, nutrition and moisture managed.',
        'Superficie de alivio de presión, plan de cambios posturales, piel a diario, cuidar nutrición y humedad.',
      ),
    },
    {
      from: 20,
      to: 79,
      band: 'very-high',
      severity: 3,
      label: label('Very high risk (20 or more)', 'Riesgo muy alto (20 o más)'),
      advice: label(
        'Pressure-relieving surface now, a turning plan, skin looked at each shift, nutrition assessed.',
        'Superficie de alivio de presión ya, plan de cambios posturales, piel en cada turno, valorar la nutrición.',
      ),
    },
  ],
  prompts: [
    {
      // Weight loss and appetite together over 2.
      anyOf: [
        { weightLoss: 'unsure', appetite: 'poor' },
        { weightLoss: 'from-5-to-10-kg', appetite: 'poor' },
        { weightLoss: 'from-10-to-15-kg' },
        { weightLoss: 'over-15-kg' },
      ],
      advice: label(
        'Weight loss and appetite ask for a nutritional assessment.',
        'La pérdida de peso y el apetito piden una valoración nutricional.',
      ),
    },
  ],
  incomplete: AT_LEAST,
  source:
    'Waterlow J. Waterlow pressure ulcer prevention/treatment policy, revised 2005 (first: Nurs Times 1985;81:49-55).',
  licence: 'Copyright Judy Waterlow. The home states that it may use it.',
  enabledByDefault: false,
};
