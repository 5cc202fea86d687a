import type { ChoiceItem, Instrument } from './instrument.js';
import type { Label } from '../label.js';
import { AT_LEAST, choice, label } from './words.js';

const ITEMS: readonly ChoiceItem[] = [
  {
    kind: 'choice',
    id: 'breathing',
    label: label('Breathing, voice aside', 'Respiración, aparte de la voz'),
    choices: [
      choice('normal', 0, 'Normal', 'Normal'),
      choice(
        'at-times-laboured',
        1,
        'Laboured at times, short hyperventilation',
        'A veces forzada, hiperventilación breve',
      ),
      choice(
        'noisy',
        2,
        'Noisy, long hyperventilation, Cheyne-Stokes',
        'Ruidosa, hiperventilación larga, Cheyne-Stokes',
      ),
    ],
  },
  {
    kind: 'choice',
    id: 'negativeVocalisation',
    label: label('Voice', 'Voz'),
    choices: [
      choice('none', 0, 'Nothing negative', 'Nada negativo'),
      choice('occasional', 1, 'A moan at times, low negative speech', 'Algún gemido, habla baja y negativa'),
      choice('repeated', 2, 'Calls repeatedly, loud moans, cries', 'Llama repetidamente, gime fuerte, llora'),
    ],
  },
  {
    kind: 'choice',
    id: 'facialExpression',
    label: label('Face', 'Cara'),
    choices: [
      choice('smiling-or-neutral', 0, 'Smiling or neutral', 'Sonriente o neutra'),
      choice('sad-or-frightened', 1, 'Sad, frightened, frowning', 'Triste, asustada, ceño fruncido'),
      choice('grimacing', 2, 'Grimacing', 'Muecas'),
    ],
  },
  {
    kind: 'choice',
    id: 'bodyLanguage',
    label: label('Body', 'Cuerpo'),
    choices: [
      choice('relaxed', 0, 'Relaxed', 'Relajado'),
      choice('tense', 1, 'Tense, paces, fidgets', 'Tenso, deambula, inquieto'),
      choice('rigid', 2, 'Rigid, fists, knees up, pulls or strikes', 'Rígido, puños, rodillas dobladas, tira o golpea'),
    ],
  },
  {
    kind: 'choice',
    id: 'consolability',
    label: label('Consolation', 'Consuelo'),
    choices: [
      choice('no-need', 0, 'Not needed', 'No lo necesita'),
      choice('reassured', 1, 'Distracted or reassured', 'Se distrae o se tranquiliza'),
      choice('not-consolable', 2, "Can't be consoled", 'No hay consuelo'),
    ],
  },
];

/** The words of the bands are customary, and the printed notes say that they aren't validated. */
function notValidated(en: string, es: string): Label {
  return label(
    `${en} These bands are customary, not validated: look at the trend of the score, not at the word.`,
    `${es} Estas categorías son costumbre, no están validadas: mirar la tendencia de la puntuación, no la palabra.`,
  );
}

/** Pain in advanced dementia, 0-10, watched for 3 to 5 minutes during activity (clinical.md B7). */
export const PAINAD: Instrument = {
  code: 'painad',
  version: '2003.1',
  display: label('PAINAD pain in advanced dementia', 'Dolor en demencia avanzada PAINAD'),
  items: ITEMS,
  bands: [
    {
      from: 0,
      to: 0,
      band: 'none',
      severity: 0,
      label: label('No sign of pain (0)', 'Sin signos de dolor (0)'),
      advice: notValidated(
        'Watch again during activity, and when the behaviour changes.',
        'Volver a observar durante la actividad y si cambia la conducta.',
      ),
    },
    {
      from: 1,
      to: 3,
      band: 'mild',
      severity: 1,
      label: label('Mild (1-3)', 'Leve (1-3)'),
      advice: notValidated(
        'Comfort and position; look for a cause. Watch again after it.',
        'Confort y postura; buscar una causa. Volver a observar después.',
      ),
    },
    {
      from: 4,
      to: 6,
      band: 'moderate',
      severity: 2,
      label: label('Moderate (4-6)', 'Moderado (4-6)'),
      advice: notValidated(
        'Tell the nurse; what is prescribed for pain. Watch again after it.',
        'Avisar a enfermería; lo prescrito para el dolor. Volver a observar después.',
      ),
    },
    {
      from: 7,
      to: 10,
      band: 'severe',
      severity: 3,
      label: label('Severe (7-10)', 'Intenso (7-10)'),
      advice: notValidated(
        'The nurse acts now and calls the prescriber if it does not ease. Watch again after it.',
        'Enfermería actúa ya y llama a quien prescribe si no cede. Volver a observar después.',
      ),
    },
  ],
  incomplete: AT_LEAST,
  source:
    'Warden V, Hurley AC, Volicer L. Development and psychometric evaluation of the Pain Assessment in Advanced Dementia (PAINAD) scale. J Am Med Dir Assoc 2003;4:9-15.',
  licence: 'Tables by permission of Elsevier; scores and short labels of our own, with citation.',
  enabledByDefault: true,
};
