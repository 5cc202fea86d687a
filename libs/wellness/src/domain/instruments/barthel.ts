import type { ChoiceItem, Instrument } from './instrument.js';
import { choice, label, SAYS_NOTHING_YET } from './words.js';

const ITEMS: readonly ChoiceItem[] = [
  {
    kind: 'choice',
    id: 'feeding',
    label: label('Feeding', 'Comer'),
    choices: [
      choice('dependent', 0, 'Has to be fed', 'Necesita que le den de comer'),
      choice('needs-help', 5, 'Needs food cut or spread', 'Necesita ayuda para cortar o untar'),
      choice('independent', 10, 'Independent', 'Independiente'),
    ],
  },
  {
    kind: 'choice',
    id: 'bathing',
    label: label('Bathing', 'Bañarse'),
    choices: [
      choice('needs-help', 0, 'Needs help', 'Necesita ayuda'),
      choice('independent', 5, 'Independent', 'Independiente'),
    ],
  },
  {
    kind: 'choice',
    id: 'grooming',
    label: label('Grooming', 'Aseo personal'),
    choices: [
      choice('needs-help', 0, 'Needs help', 'Necesita ayuda'),
      choice('independent', 5, 'Independent', 'Independiente'),
    ],
  },
  {
    kind: 'choice',
    id: 'dressing',
    label: label('Dressing', 'Vestirse'),
    choices: [
      choice('dependent', 0, 'Dependent', 'Dependiente'),
      choice('needs-help', 5, 'Does at least half', 'Hace al menos la mitad'),
      choice('independent', 10, 'Independent', 'Independiente'),
    ],
  },
  {
    kind: 'choice',
    id: 'bowels',
    label: label('Bowels, last week', 'Deposición, última semana'),
    choices: [
      choice('incontinent', 0, 'Incontinent', 'Incontinente'),
      choice(
        'occasional-accident',
        5,
        'An accident a week at most, or help with an enema',
        'Un episodio a la semana como máximo, o ayuda con enemas',
      ),
      choice('continent', 10, 'Continent', 'Continente'),
    ],
  },
  {
    kind: 'choice',
    id: 'bladder',
    label: label('Bladder, last week', 'Micción, última semana'),
    choices: [
      choice('incontinent', 0, 'Incontinent', 'Incontinente'),
      choice(
        'occasional-accident',
        5,
        'An accident a day at most, or help with a catheter',
        'Un episodio al día como máximo, o ayuda con la sonda',
      ),
      choice('continent', 10, 'Continent', 'Continente'),
    ],
  },
  {
    kind: 'choice',
    id: 'toiletUse',
    label: label('Toilet use', 'Uso del retrete'),
    choices: [
      choice('dependent', 0, 'Dependent', 'Dependiente'),
      choice('needs-help', 5, 'Some help, wipes without it', 'Alguna ayuda, se limpia sin ella'),
      choice('independent', 10, 'Independent', 'Independiente'),
    ],
  },
  {
    kind: 'choice',
    id: 'transfer',
    label: label('From bed to chair and back', 'De la cama al sillón y vuelta'),
    choices: [
      choice('unable', 0, 'Unable', 'Incapaz'),
      choice('major-help', 5, 'Much help, can sit', 'Mucha ayuda, se mantiene sentado'),
      choice('minor-help', 10, 'Little help, or watching', 'Poca ayuda o supervisión'),
      choice('independent', 15, 'Independent', 'Independiente'),
    ],
  },
  {
    kind: 'choice',
    id: 'walking',
    label: label('50 m on the level', '50 m en llano'),
    choices: [
      choice('immobile', 0, 'Immobile', 'Inmóvil'),
      choice('wheelchair-independent', 5, 'Independent in a wheelchair', 'Independiente en silla de ruedas'),
      choice('help-of-one', 10, 'Walks with the help of one person', 'Camina con ayuda de una persona'),
      choice('independent', 15, 'Independent, an aid allowed', 'Independiente, con ayuda técnica si la usa'),
    ],
  },
  {
    kind: 'choice',
    id: 'stairs',
    label: label('Stairs', 'Escaleras'),
    choices: [
      choice('unable', 0, 'Unable', 'Incapaz'),
      choice('needs-help', 5, 'Needs help', 'Necesita ayuda'),
      choice('independent', 10, 'Independent', 'Independiente'),
    ],
  },
];

/**
 * Barthel index of 0-100, in steps of 5 (clinical.md B2); not the version of 0-20. High is independent. The bands are
 * those of Shah's convention, which the version names; Spanish practice cuts at 20, 40 and 60 instead.
 */
export const BARTHEL: Instrument = {
  code: 'barthel',
  version: '1965-shah.1',
  display: label('Barthel index', 'Índice de Barthel'),
  items: ITEMS,
  bands: [
    {
      from: 0,
      to: 20,
      band: 'total',
      severity: 4,
      label: label('Total dependence (0-20)', 'Dependencia total (0-20)'),
      advice: label(
        'Help in all of daily life. Review transfers, skin, nutrition and continence in the care plan.',
        'Ayuda en toda la vida diaria. Revisar transferencias, piel, nutrición y continencia en el plan de cuidados.',
      ),
    },
    {
      from: 21,
      to: 60,
      band: 'severe',
      severity: 3,
      label: label('Severe dependence (21-60)', 'Dependencia grave (21-60)'),
      advice: label(
        'Help in most of daily life. Plan it item by item and look at the risk of falls.',
        'Ayuda en la mayor parte de la vida diaria. Planificarla apartado por apartado y valorar el riesgo de caídas.',
      ),
    },
    {
      from: 61,
      to: 90,
      band: 'moderate',
      severity: 2,
      label: label('Moderate dependence (61-90)', 'Dependencia moderada (61-90)'),
      advice: label(
        'Help with the items that lost points. Keep up what the person does alone.',
        'Ayuda en los apartados que pierden puntos. Mantener lo que la persona hace sin ayuda.',
      ),
    },
    {
      from: 91,
      to: 99,
      band: 'slight',
      severity: 1,
      label: label('Slight dependence (91-99)', 'Dependencia leve (91-99)'),
      advice: label(
        'Help with the item that lost points. Keep up what the person does alone.',
        'Ayuda en el apartado que pierde puntos. Mantener lo que la persona hace sin ayuda.',
      ),
    },
    {
      from: 100,
      to: 100,
      band: 'independent',
      severity: 0,
      label: label('Independent (100)', 'Independiente (100)'),
      advice: label(
        'Independent in these items; that is not yet able to live alone.',
        'Independiente en estos apartados; no significa que pueda vivir sin compañía.',
      ),
    },
  ],
  incomplete: SAYS_NOTHING_YET,
  source:
    'Mahoney FI, Barthel DW. Functional evaluation: the Barthel index. Md State Med J 1965;14:61-65. Bands: Shah S, Vanclay F, Cooper B. J Clin Epidemiol 1989;42:703-709.',
  licence: 'Free for non-commercial use with citation (general knowledge: check before another use).',
  enabledByDefault: true,
};
