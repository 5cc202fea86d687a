import { BODY_MASS_INDEX } from './body-mass-index.js';
import type { Choice, ChoiceItem, ChoiceValue } from './instrument.js';
import { choice, label } from './words.js';

function excluding(own: Choice, ...excludes: readonly ChoiceValue[]): Choice {
  return { ...own, excludes };
}

/** "None of them" beside statements that may apply together. */
function orNone(none: Choice, ...others: readonly Choice[]): readonly Choice[] {
  return [excluding(none, ...others.map(({ value }) => value)), ...others];
}

/**
 * The areas of the Waterlow scale. Where its sources differ: apathetic scores 2, and exactly 30 is obese. A body mass
 * index between two printed steps belongs to the lower one. The points of a neurological deficit are the nurse's, 4 to 6.
 */
export const WATERLOW_AREAS: readonly ChoiceItem[] = [
  {
    kind: 'choice',
    id: 'build',
    label: label('Build, by body mass index', 'Constitución, por índice de masa corporal'),
    choices: [
      choice('average', 0, 'Average, 20-24.9', 'Media, 20-24,9'),
      choice('above-average', 1, 'Above average, 25-29.9', 'Por encima, 25-29,9'),
      choice('obese', 2, 'Obese, 30 or more', 'Obesidad, 30 o más'),
      choice('below-average', 3, 'Below average, under 20', 'Por debajo, menos de 20'),
    ],
    measured: {
      ...BODY_MASS_INDEX,
      ranges: [
        { from: 30, value: 'obese' },
        { from: 25, value: 'above-average' },
        { from: 20, value: 'average' },
        { value: 'below-average' },
      ],
    },
  },
  {
    kind: 'choice',
    id: 'skin',
    label: label('Skin at risk, all that apply', 'Piel en riesgo, todo lo que haya'),
    repeats: true,
    choices: orNone(
      choice('healthy', 0, 'Healthy', 'Sana'),
      choice('tissue-paper', 1, 'Tissue paper', 'Fina como papel'),
      choice('dry', 1, 'Dry', 'Seca'),
      choice('oedematous', 1, 'Oedematous', 'Edematosa'),
      choice('clammy', 1, 'Clammy, fever', 'Sudorosa, fiebre'),
      choice('discoloured', 2, 'Discoloured, category 1', 'Cambio de color, categoría 1'),
      choice('broken', 3, 'Broken, category 2-4', 'Abierta, categoría 2-4'),
    ),
  },
  {
    kind: 'choice',
    id: 'sex',
    label: label('Sex', 'Sexo'),
    choices: [choice('male', 1, 'Male', 'Hombre'), choice('female', 2, 'Female', 'Mujer')],
  },
  {
    kind: 'choice',
    id: 'age',
    label: label('Age', 'Edad'),
    choices: [
      choice('from-14-to-49', 1, '14-49', '14-49'),
      choice('from-50-to-64', 2, '50-64', '50-64'),
      choice('from-65-to-74', 3, '65-74', '65-74'),
      choice('from-75-to-80', 4, '75-80', '75-80'),
      choice('from-81', 5, '81 or more', '81 o más'),
    ],
    measured: {
      unit: 'a',
      decimals: 0,
      possible: { low: 14, high: 130 },
      ranges: [
        { to: 49, value: 'from-14-to-49' },
        { to: 64, value: 'from-50-to-64' },
        { to: 74, value: 'from-65-to-74' },
        { to: 80, value: 'from-75-to-80' },
        { value: 'from-81' },
      ],
    },
  },
  {
    kind: 'choice',
    id: 'continence',
    label: label('Continence', 'Continencia'),
    choices: [
      choice('continent', 0, 'Continent, or a catheter', 'Continente, o sonda'),
      choice('urine', 1, 'Urine', 'Orina'),
      choice('faeces', 2, 'Faeces', 'Heces'),
      choice('both', 3, 'Both', 'Ambas'),
    ],
  },
  {
    kind: 'choice',
    id: 'mobility',
    label: label('Mobility', 'Movilidad'),
    choices: [
      choice('full', 0, 'Full', 'Completa'),
      choice('restless', 1, 'Restless', 'Inquietud'),
      choice('apathetic', 2, 'Apathetic', 'Apatía'),
      choice('restricted', 3, 'Restricted', 'Restringida'),
      choice('bedbound', 4, 'In bed', 'En cama'),
      choice('chairbound', 5, 'In a chair', 'En silla'),
    ],
  },
  {
    kind: 'choice',
    id: 'weightLoss',
    label: label('Weight lost', 'Peso perdido'),
    choices: [
      choice('none', 0, 'None', 'Ninguno'),
      choice('unsure', 2, 'Not sure', 'No se sabe'),
      choice('from-0-5-to-5-kg', 1, '0.5-5 kg', '0,5-5 kg'),
      choice('from-5-to-10-kg', 2, '5-10 kg', '5-10 kg'),
      choice('from-10-to-15-kg', 3, '10-15 kg', '10-15 kg'),
      choice('over-15-kg', 4, 'Over 15 kg', 'Más de 15 kg'),
    ],
  },
  {
    kind: 'choice',
    id: 'appetite',
    label: label('Appetite', 'Apetito'),
    choices: [
      choice('good', 0, 'Eats well', 'Come bien'),
      choice('poor', 1, 'Eats poorly, no appetite', 'Come mal, sin apetito'),
    ],
  },
  {
    kind: 'choice',
    id: 'tissueMalnutrition',
    label: label('Tissue malnutrition, all that apply', 'Desnutrición tisular, todo lo que haya'),
    repeats: true,
    choices: orNone(
      choice('none', 0, 'None', 'Ninguna'),
      choice('terminal-cachexia', 8, 'Terminal cachexia', 'Caquexia terminal'),
      excluding(
        choice('multiple-organ-failure', 8, 'Several organs fail', 'Fallo de varios órganos'),
        'single-organ-failure',
      ),
      choice('single-organ-failure', 5, 'One organ fails', 'Fallo de un órgano'),
      choice('peripheral-vascular-disease', 5, 'Peripheral vascular disease', 'Enfermedad vascular periférica'),
      choice('anaemia', 2, 'Anaemia, Hb under 8', 'Anemia, Hb menor de 8'),
      choice('smoking', 1, 'Smokes', 'Fuma'),
    ),
  },
  {
    kind: 'choice',
    id: 'neurologicalDeficit',
    label: label(
      'Neurological deficit: diabetes, MS, stroke, motor or sensory, paraplegia',
      'Déficit neurológico: diabetes, EM, ictus, motor o sensitivo, paraplejia',
    ),
    choices: [
      choice('none', 0, 'None', 'Ninguno'),
      choice('slight', 4, 'Slight', 'Leve'),
      choice('moderate', 5, 'Moderate', 'Moderado'),
      choice('severe', 6, 'Severe', 'Grave'),
    ],
  },
  {
    kind: 'choice',
    id: 'surgeryOrTrauma',
    label: label('Surgery or trauma, all that apply', 'Cirugía o traumatismo, todo lo que haya'),
    repeats: true,
    choices: orNone(
      choice('none', 0, 'None', 'Ninguno'),
      choice('orthopaedic-or-spinal', 5, 'Orthopaedic or spinal', 'Ortopédica o de columna'),
      excluding(choice('over-2-hours', 5, 'Over 2 hours on the table', 'Más de 2 horas en quirófano'), 'over-6-hours'),
      choice('over-6-hours', 8, 'Over 6 hours on the table', 'Más de 6 horas en quirófano'),
    ),
  },
  {
    kind: 'choice',
    id: 'medication',
    label: label('Medication, all that apply', 'Medicación, toda la que haya'),
    repeats: true,
    cap: 4,
    choices: orNone(
      choice('none', 0, 'None of these', 'Ninguna de estas'),
      choice('cytotoxics', 4, 'Cytotoxics', 'Citotóxicos'),
      choice('steroids', 4, 'Steroids, long or high dose', 'Corticoides, prolongados o a dosis alta'),
      choice('anti-inflammatories', 4, 'Anti-inflammatories', 'Antiinflamatorios'),
    ),
  },
];
