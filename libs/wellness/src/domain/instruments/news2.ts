import {
  BLOOD_PRESSURE,
  BODY_TEMPERATURE,
  CONSCIOUSNESS,
  HEART_RATE,
  INSPIRED_OXYGEN,
  OXYGEN_SATURATION,
  RESPIRATORY_RATE,
  SYSTOLIC,
} from '../vital-signs.js';
import type { InstrumentItem, Instrument, ScoreRange } from './instrument.js';

/** Scale 2 is for those to whom a clinician has given a target of 88-92 % (hypercapnic respiratory failure). */
const SATURATION: readonly ScoreRange[] = [
  { when: { oxygenScale: 1 }, to: 91, score: 3 },
  { when: { oxygenScale: 1 }, from: 92, to: 93, score: 2 },
  { when: { oxygenScale: 1 }, from: 94, to: 95, score: 1 },
  { when: { oxygenScale: 1 }, from: 96, score: 0 },
  { when: { oxygenScale: 2 }, to: 83, score: 3 },
  { when: { oxygenScale: 2 }, from: 84, to: 85, score: 2 },
  { when: { oxygenScale: 2 }, from: 86, to: 87, score: 1 },
  { when: { oxygenScale: 2 }, from: 88, to: 92, score: 0 },
  { when: { oxygenScale: 2, supplementalOxygen: false }, from: 93, score: 0 },
  { when: { oxygenScale: 2, supplementalOxygen: true }, from: 93, to: 94, score: 1 },
  { when: { oxygenScale: 2, supplementalOxygen: true }, from: 95, to: 96, score: 2 },
  { when: { oxygenScale: 2, supplementalOxygen: true }, from: 97, score: 3 },
];

const ITEMS: readonly InstrumentItem[] = [
  {
    kind: 'measure',
    id: 'respiratoryRate',
    observed: { type: RESPIRATORY_RATE.code },
    label: RESPIRATORY_RATE.display,
    unit: '/min',
    decimals: 0,
    possible: RESPIRATORY_RATE.possible,
    ranges: [
      { to: 8, score: 3 },
      { from: 9, to: 11, score: 1 },
      { from: 12, to: 20, score: 0 },
      { from: 21, to: 24, score: 2 },
      { from: 25, score: 3 },
    ],
  },
  {
    kind: 'selector',
    id: 'oxygenScale',
    label: { en: 'SpO2 scale', es: 'Escala de SpO2' },
    choices: [
      { value: 1, label: { en: 'Scale 1', es: 'Escala 1' } },
      { value: 2, label: { en: 'Scale 2 (prescribed target 88-92 %)', es: 'Escala 2 (objetivo prescrito 88-92 %)' } },
    ],
  },
  {
    kind: 'measure',
    id: 'oxygenSaturation',
    observed: { type: OXYGEN_SATURATION.code },
    label: OXYGEN_SATURATION.display,
    unit: '%',
    decimals: 0,
    possible: OXYGEN_SATURATION.possible,
    ranges: SATURATION,
  },
  {
    kind: 'choice',
    id: 'supplementalOxygen',
    observed: { type: INSPIRED_OXYGEN.code, above: 0 },
    label: { en: 'Air or oxygen', es: 'Aire u oxígeno' },
    choices: [
      { value: false, label: { en: 'Air', es: 'Aire ambiente' }, score: 0 },
      { value: true, label: { en: 'Oxygen', es: 'Oxígeno' }, score: 2 },
    ],
  },
  {
    kind: 'measure',
    id: 'systolicBloodPressure',
    observed: { type: BLOOD_PRESSURE.code, component: SYSTOLIC.code },
    label: { en: 'Systolic blood pressure', es: 'Presión arterial sistólica' },
    unit: 'mm[Hg]',
    decimals: 0,
    possible: SYSTOLIC.possible,
    ranges: [
      { to: 90, score: 3 },
      { from: 91, to: 100, score: 2 },
      { from: 101, to: 110, score: 1 },
      { from: 111, to: 219, score: 0 },
      { from: 220, score: 3 },
    ],
  },
  {
    kind: 'measure',
    id: 'heartRate',
    observed: { type: HEART_RATE.code },
    label: HEART_RATE.display,
    unit: '/min',
    decimals: 0,
    possible: HEART_RATE.possible,
    ranges: [
      { to: 40, score: 3 },
      { from: 41, to: 50, score: 1 },
      { from: 51, to: 90, score: 0 },
      { from: 91, to: 110, score: 1 },
      { from: 111, to: 130, score: 2 },
      { from: 131, score: 3 },
    ],
  },
  {
    kind: 'choice',
    id: 'consciousness',
    observed: { type: CONSCIOUSNESS.code },
    label: CONSCIOUSNESS.display,
    choices: CONSCIOUSNESS.codes.map(({ code, display }) => ({
      value: code,
      label: display,
      score: code === 'alert' ? 0 : 3,
    })),
  },
  {
    kind: 'measure',
    id: 'temperature',
    observed: { type: BODY_TEMPERATURE.code },
    label: BODY_TEMPERATURE.display,
    unit: 'Cel',
    decimals: 1,
    possible: BODY_TEMPERATURE.possible,
    ranges: [
      { to: 35, score: 3 },
      { from: 35.1, to: 36, score: 1 },
      { from: 36.1, to: 38, score: 0 },
      { from: 38.1, to: 39, score: 1 },
      { from: 39.1, score: 2 },
    ],
  },
];

/**
 * National Early Warning Score 2 (clinical.md B1): seven inputs, total 0-20, for people of 16 and over who aren't
 * pregnant (general knowledge). Item labels are short ones of our own. "New confusion" is new: a resident with stable
 * dementia is alert. The advice says what the chart asks for; the plan agreed for the person comes before it.
 */
export const NEWS2: Instrument = {
  code: 'news2',
  version: '2017.1',
  display: { en: 'NEWS2 early warning score', es: 'Escala de alerta temprana NEWS2' },
  items: ITEMS,
  bands: [
    {
      from: 0,
      to: 0,
      band: 'low',
      severity: 0,
      label: { en: 'Low (0)', es: 'Bajo (0)' },
      advice: {
        en: 'Routine care. Measure again within 12 hours.',
        es: 'Cuidados habituales. Repetir las mediciones antes de 12 horas.',
      },
    },
    {
      from: 1,
      to: 4,
      band: 'low',
      severity: 1,
      label: { en: 'Low (1-4)', es: 'Bajo (1-4)' },
      advice: {
        en: 'A nurse assesses and decides whether to measure more often or to escalate. Measure again within 4 to 6 hours.',
        es: 'Una enfermera valora y decide si medir con más frecuencia o avisar. Repetir las mediciones en 4 a 6 horas.',
      },
    },
    {
      from: 5,
      to: 6,
      band: 'medium',
      severity: 3,
      label: { en: 'Medium (5-6)', es: 'Medio (5-6)' },
      advice: {
        en: 'Urgent assessment by a clinician. Measure again at least every hour.',
        es: 'Valoración clínica urgente. Repetir las mediciones al menos cada hora.',
      },
    },
    {
      from: 7,
      to: 20,
      band: 'high',
      severity: 4,
      label: { en: 'High (7 or more)', es: 'Alto (7 o más)' },
      advice: {
        en: 'Emergency assessment, consider transfer to hospital. Watch continuously.',
        es: 'Valoración de emergencia, considerar el traslado al hospital. Vigilancia continua.',
      },
    },
  ],
  singleItem: {
    score: 3,
    band: 'low-medium',
    severity: 2,
    label: { en: 'Low to medium (3 in one item)', es: 'Bajo a medio (3 en un parámetro)' },
    advice: {
      en: 'A nurse informs the doctor, who decides. Measure again at least every hour.',
      es: 'La enfermera avisa al médico, que decide. Repetir las mediciones al menos cada hora.',
    },
  },
  incomplete: {
    label: { en: 'Incomplete', es: 'Incompleta' },
    advice: {
      en: 'Not a total: take the missing readings. The true score is at least the partial sum, so act on it already.',
      es: 'No es un total: tomar las mediciones que faltan. La puntuación real es al menos la suma parcial: actuar ya según ella.',
    },
  },
  source: 'Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017.',
  licence:
    'Reproduction encouraged by the Royal College of Physicians with acknowledgement; official charts unaltered.',
  enabledByDefault: true,
};
