import { BODY_MASS_INDEX } from './body-mass-index.js';
import type { Instrument, InstrumentItem } from './instrument.js';
import { AT_LEAST, choice, label, yesOrNo } from './words.js';

/** Exactly 18.5 and 20, and exactly 5 and 10 %, belong to the middle: of the ranges, the first that fits wins. */
const ITEMS: readonly InstrumentItem[] = [
  {
    kind: 'choice',
    id: 'bodyMassIndex',
    label: label(
      'Body mass index, oedema and amputation allowed for',
      'Índice de masa corporal, descontados edemas y amputaciones',
    ),
    choices: [
      choice('over-30', 0, 'Over 30', 'Más de 30'),
      choice('over-20', 0, 'Over 20, up to 30', 'Más de 20, hasta 30'),
      choice('from-18-5-to-20', 1, '18.5 to 20', 'De 18,5 a 20'),
      choice('under-18-5', 2, 'Under 18.5', 'Menos de 18,5'),
    ],
    measured: {
      ...BODY_MASS_INDEX,
      ranges: [
        { from: 18.5, to: 20, value: 'from-18-5-to-20' },
        { to: 18.5, value: 'under-18-5' },
        { to: 30, value: 'over-20' },
        { value: 'over-30' },
      ],
    },
  },
  {
    kind: 'selector',
    id: 'bodyMassIndexBasis',
    label: label('Body mass index from', 'Índice de masa corporal según'),
    optional: true,
    choices: [
      { value: 'measured', label: label('Weight and height', 'Peso y talla') },
      { value: 'estimated', label: label('Ulna, knee height or arm', 'Cúbito, altura de rodilla o brazo') },
    ],
  },
  {
    kind: 'choice',
    id: 'weightLoss',
    label: label('Unplanned weight loss in 3-6 months', 'Pérdida de peso no buscada en 3-6 meses'),
    choices: [
      choice('under-5', 0, 'Under 5 %', 'Menos del 5 %'),
      choice('from-5-to-10', 1, '5 to 10 %', 'Del 5 al 10 %'),
      choice('over-10', 2, 'Over 10 %', 'Más del 10 %'),
    ],
    measured: {
      unit: '%',
      decimals: 2,
      possible: { low: 0, high: 80 },
      ranges: [{ from: 5, to: 10, value: 'from-5-to-10' }, { to: 5, value: 'under-5' }, { value: 'over-10' }],
    },
  },
  {
    kind: 'choice',
    id: 'acuteDisease',
    label: label(
      'Acutely ill, without intake for more than 5 days (had or likely)',
      'Enfermedad aguda, sin ingesta más de 5 días (ya o previsible)',
    ),
    choices: yesOrNo({ yes: 2, no: 0 }),
  },
];

/**
 * Malnutrition Universal Screening Tool, 0-6 (clinical.md B3). Body mass index and loss are sent as the step that applies,
 * or as the number. Loss in % is (heaviest weight of the last 3-6 months - now) / that weight; who gained lost 0.
 */
export const MUST: Instrument = {
  code: 'must',
  version: '2003.1',
  display: label('MUST malnutrition screening', 'Cribado de desnutrición MUST'),
  items: ITEMS,
  bands: [
    {
      from: 0,
      to: 0,
      band: 'low',
      severity: 0,
      label: label('Low risk (0)', 'Riesgo bajo (0)'),
      advice: label('Routine care. Screen again every month.', 'Cuidados habituales. Repetir el cribado cada mes.'),
    },
    {
      from: 1,
      to: 1,
      band: 'medium',
      severity: 1,
      label: label('Medium risk (1)', 'Riesgo medio (1)'),
      advice: label(
        'Record what is eaten and drunk for 3 days and improve it where it is too little. Screen again at least every month.',
        'Registrar la ingesta durante 3 días y mejorarla si es insuficiente. Repetir el cribado al menos cada mes.',
      ),
    },
    {
      from: 2,
      to: 6,
      band: 'high',
      severity: 2,
      label: label('High risk (2 or more)', 'Riesgo alto (2 o más)'),
      advice: label(
        'Dietitian, or what the home has agreed on. Set goals, improve intake, review at least every month.',
        'Dietista, o lo acordado en la residencia. Fijar objetivos, mejorar la ingesta, revisar al menos cada mes.',
      ),
    },
  ],
  prompts: [
    {
      anyOf: [{ bodyMassIndex: 'over-30' }],
      advice: label('Obese: record it.', 'Obesidad: registrarla.'),
    },
    {
      anyOf: [{ bodyMassIndexBasis: 'estimated' }],
      advice: label(
        'The body mass index is an estimate, and so is the score.',
        'El índice de masa corporal es una estimación, y también la puntuación.',
      ),
    },
  ],
  incomplete: AT_LEAST,
  source:
    'BAPEN, Malnutrition Advisory Group. The MUST report: nutritional screening of adults. Redditch: BAPEN, 2003.',
  licence: 'Copyright BAPEN. The scoring, in short labels of our own; its form needs permission.',
  enabledByDefault: true,
};
