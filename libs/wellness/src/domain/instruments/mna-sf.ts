import { BODY_MASS_INDEX } from './body-mass-index.js';
import type { ChoiceItem, Instrument } from './instrument.js';
import { choice, label, SAYS_NOTHING_YET, yesOrNo } from './words.js';

/** Body mass index counts where it is known, and only otherwise the calf. */
const ITEMS: readonly ChoiceItem[] = [
  {
    kind: 'choice',
    id: 'foodIntake',
    label: label('A. Eats less than 3 months ago', 'A. Come menos que hace 3 meses'),
    choices: [
      choice('severe-decrease', 0, 'Much less', 'Mucho menos'),
      choice('moderate-decrease', 1, 'Less', 'Menos'),
      choice('no-decrease', 2, 'Not less', 'No menos'),
    ],
  },
  {
    kind: 'choice',
    id: 'weightLoss',
    label: label('B. Weight lost in 3 months', 'B. Peso perdido en 3 meses'),
    choices: [
      choice('over-3-kg', 0, 'Over 3 kg', 'Más de 3 kg'),
      choice('unknown', 1, 'Not known', 'No se sabe'),
      choice('from-1-to-3-kg', 2, '1 to 3 kg', 'De 1 a 3 kg'),
      choice('none', 3, 'None', 'Ninguno'),
    ],
  },
  {
    kind: 'choice',
    id: 'mobility',
    label: label('C. Mobility', 'C. Movilidad'),
    choices: [
      choice('bed-or-chair', 0, 'Bed or chair', 'Cama o sillón'),
      choice('gets-up', 1, 'Gets up, stays in', 'Se levanta, no sale'),
      choice('goes-out', 2, 'Goes out', 'Sale'),
    ],
  },
  {
    kind: 'choice',
    id: 'acuteDisease',
    label: label('D. Stress or acute illness in 3 months', 'D. Estrés o enfermedad aguda en 3 meses'),
    choices: yesOrNo({ yes: 0, no: 2 }),
  },
  {
    kind: 'choice',
    id: 'neuropsychological',
    label: label('E. Dementia or depression', 'E. Demencia o depresión'),
    choices: [
      choice('severe', 0, 'Severe', 'Grave'),
      choice('mild-dementia', 1, 'Mild dementia', 'Demencia leve'),
      choice('none', 2, 'None', 'No'),
    ],
  },
  {
    kind: 'choice',
    id: 'bodyMassIndex',
    label: label('F1. Body mass index', 'F1. Índice de masa corporal'),
    choices: [
      choice('under-19', 0, 'Under 19', 'Menos de 19'),
      choice('from-19-to-21', 1, '19, under 21', 'Desde 19, menos de 21'),
      choice('from-21-to-23', 2, '21, under 23', 'Desde 21, menos de 23'),
      choice('from-23', 3, '23 or more', '23 o más'),
    ],
    measured: {
      ...BODY_MASS_INDEX,
      ranges: [
        { from: 23, value: 'from-23' },
        { from: 21, value: 'from-21-to-23' },
        { from: 19, value: 'from-19-to-21' },
        { value: 'under-19' },
      ],
    },
  },
  {
    kind: 'choice',
    id: 'calfCircumference',
    label: label('F2. Calf, only where F1 is not known', 'F2. Pantorrilla, solo si no se conoce F1'),
    insteadOf: 'bodyMassIndex',
    choices: [
      choice('under-31', 0, 'Under 31 cm', 'Menos de 31 cm'),
      choice('from-31', 3, '31 cm or more', '31 cm o más'),
    ],
    measured: {
      unit: 'cm',
      decimals: 1,
      possible: { low: 10, high: 100 },
      ranges: [{ from: 31, value: 'from-31' }, { value: 'under-31' }],
    },
  },
];

/** Mini Nutritional Assessment, short form, 0-14: low is bad (clinical.md B9). Off until the home holds the licence. */
export const MNA_SF: Instrument = {
  code: 'mna-sf',
  version: '2009.1',
  display: label('MNA-SF nutritional assessment', 'Evaluación nutricional MNA-SF'),
  items: ITEMS,
  bands: [
    {
      from: 0,
      to: 7,
      band: 'malnourished',
      severity: 2,
      label: label('Malnourished (0-7)', 'Desnutrición (0-7)'),
      advice: label(
        'Full nutritional assessment and a plan with the dietitian. Watch the weight. Screen again every 3 months or sooner.',
        'Valoración nutricional completa y plan con dietista. Vigilar el peso. Repetir cada 3 meses o antes.',
      ),
    },
    {
      from: 8,
      to: 11,
      band: 'at-risk',
      severity: 1,
      label: label('At risk of malnutrition (8-11)', 'Riesgo de desnutrición (8-11)'),
      advice: label(
        'Improve intake, watch the weight; with weight lost, as if malnourished. Screen again every 3 months.',
        'Mejorar la ingesta, vigilar el peso; si ha perdido peso, como en desnutrición. Repetir cada 3 meses.',
      ),
    },
    {
      from: 12,
      to: 14,
      band: 'normal',
      severity: 0,
      label: label('Normal nutrition (12-14)', 'Estado nutricional normal (12-14)'),
      advice: label(
        'Routine care. Screen again every 3 months, and after an acute illness.',
        'Cuidados habituales. Repetir cada 3 meses y tras una enfermedad aguda.',
      ),
    },
  ],
  incomplete: SAYS_NOTHING_YET,
  source:
    'Kaiser MJ, Bauer JM, Ramsch C, et al. Validation of the Mini Nutritional Assessment short-form (MNA-SF). J Nutr Health Aging 2009;13:782-788.',
  licence: 'Copyright Société des Produits Nestlé SA, trademark owners. The home states that it may use it.',
  enabledByDefault: false,
};
