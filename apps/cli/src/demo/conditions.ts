/** A diagnosis common in old age, with what usually treats it and what is better avoided. */
export interface DemoCondition {
  /** ICD-10 (WHO, 2019 edition). */
  readonly code: string;
  readonly text: string;
  /** How many in a hundred residents have it. */
  readonly per100: number;
  /** ATC groups, of which a resident usually has one medicine each. */
  readonly treatedWith: readonly (readonly string[])[];
  /** ATC groups that aren't drawn for a resident who has it. */
  readonly avoid: readonly string[];
  /** Days of a course of treatment; null: for good. */
  readonly courseDays: number | null;
}

function condition(
  code: string,
  text: string,
  per100: number,
  treatedWith: readonly (readonly string[])[],
  more: { readonly avoid?: readonly string[]; readonly courseDays?: number } = {},
): DemoCondition {
  return { code, text, per100, treatedWith, avoid: more.avoid ?? [], courseDays: more.courseDays ?? null };
}

const CHOLINERGIC_HARM = ['N06AA', 'G04BD08'];
const DOPAMINE_BLOCKERS = ['A03FA01', 'N05AD', 'N05AH03', 'N05AL', 'N05AX'];
const FIRST_PRESSURE = ['C09AA', 'C09CA'];

/**
 * In the order in which they are treated, for a person has nine medicines at most. Shares are plausible for a Spanish home, not taken
 * from a survey.
 */
export const CONDITIONS: readonly DemoCondition[] = [
  condition('N39.0', 'Urinary tract infection, site not specified', 6, [['J01XE', 'J01DC']], { courseDays: 7 }),
  condition('J20.9', 'Acute bronchitis, unspecified', 4, [['J01CA', 'J01DC'], ['R05CB']], { courseDays: 7 }),
  condition('G40.9', 'Epilepsy, unspecified', 6, [['N03A']], { avoid: ['N02AX02'] }),
  condition('G20', "Parkinson's disease", 9, [['N04BA'], ['N04BC', 'N04BD', 'N04BX']], { avoid: DOPAMINE_BLOCKERS }),
  condition('E11.9', 'Type 2 diabetes mellitus without complications', 28, [
    ['A10BA', 'A10BH', 'A10BK'],
    ['A10AE', 'A10BB', 'A10BX'],
  ]),
  condition(
    'I48.9',
    'Atrial fibrillation and atrial flutter, unspecified',
    22,
    [
      ['B01AA', 'B01AE', 'B01AF'],
      ['C07AB', 'C01AA'],
    ],
    { avoid: ['B01AC'] },
  ),
  condition('I50.9', 'Heart failure, unspecified', 20, [['C03CA'], ['C07AB07', 'C07AG', 'C07AB12'], ['C03DA']], {
    avoid: ['C08D', 'N02BB'],
  }),
  condition('J44.9', 'Chronic obstructive pulmonary disease, unspecified', 13, [['R03BB', 'R03AK'], ['R03AC']], {
    avoid: ['S01ED'],
  }),
  condition('R52.1', 'Chronic intractable pain', 9, [['N02AA', 'N02AB', 'N02AE', 'N02AX06'], ['N02BF']]),
  condition('H40.9', 'Glaucoma, unspecified', 10, [['S01E']], { avoid: ['N06AA'] }),
  condition('M06.9', 'Rheumatoid arthritis, unspecified', 3, [['L04AX'], ['B03BB'], ['H02AB']]),
  condition('E03.9', 'Hypothyroidism, unspecified', 14, [['H03AA']]),
  condition('I25.9', 'Chronic ischaemic heart disease, unspecified', 14, [['B01AC'], ['C10AA'], ['C01DA']]),
  condition('I69.4', 'Sequelae of stroke, not specified as haemorrhage or infarction', 12, [['C10AA']]),
  condition('G30.1', "Alzheimer's disease with late onset", 34, [['N06DA', 'N06DX']], { avoid: CHOLINERGIC_HARM }),
  condition('F01.9', 'Vascular dementia, unspecified', 16, [['B01AC'], ['N05AH04', 'N06AX05']], {
    avoid: CHOLINERGIC_HARM,
  }),
  condition('I10', 'Essential (primary) hypertension', 62, [FIRST_PRESSURE, ['C08CA', 'C03BA', 'C03AA']]),
  condition('F32.9', 'Depressive episode, unspecified', 30, [['N06AB', 'N06AX']]),
  condition('N18.3', 'Chronic kidney disease, stage 3', 18, [['B03XA', 'B03AA']], {
    avoid: ['A10BA', 'B01AE', 'A12BA', 'J01XE', 'L04AX03'],
  }),
  condition('D50.9', 'Iron deficiency anaemia, unspecified', 14, [['B03AA'], ['B03BB']]),
  condition('M81.9', 'Osteoporosis, unspecified', 24, [['A11CC'], ['M05BA', 'A12AA']]),
  condition('N40', 'Hyperplasia of prostate', 16, [['G04CA', 'G04CB']], { avoid: CHOLINERGIC_HARM }),
  condition('M10.9', 'Gout, unspecified', 6, [['M04AA']]),
  condition('M19.9', 'Arthrosis, unspecified', 38, [
    ['N02BE', 'M02AA'],
    ['N02AX02', 'N02BB'],
  ]),
  condition('K59.0', 'Constipation', 40, [['A06A']]),
  condition('E78.5', 'Hyperlipidaemia, unspecified', 24, [['C10AA', 'C10AX']]),
  condition('F41.9', 'Anxiety disorder, unspecified', 15, [['N05BA']]),
  condition('G47.0', 'Disorders of initiating and maintaining sleep', 20, [['N05C']]),
  condition('K21.9', 'Gastro-oesophageal reflux disease without oesophagitis', 22, [['A02B']]),
  condition('R32', 'Unspecified urinary incontinence', 26, [['G04BD12', 'G04BD08']]),
  condition('H81.9', 'Disorder of vestibular function, unspecified', 7, [['N07CA']]),
  condition('B37.2', 'Candidiasis of skin and nail', 7, [['D01AC']], { courseDays: 14 }),
];
