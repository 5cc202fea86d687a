import type { Assessment } from '../assessment.js';
import { instrumentByCode } from '../instruments/instruments.js';
import type { Label } from '../label.js';
import type { AlertInput, Cause } from './cause.js';
import type { RuleId } from './rules.js';
import { worstOf, type Severity } from './severity.js';

/** Totals of NEWS2 that ask for somebody, the worst first (clinical.md B1). */
const NEWS2_TOTALS: readonly { readonly from: number; readonly severity: Severity }[] = [
  { from: 7, severity: 'emergency' },
  { from: 5, severity: 'urgent' },
];

/** Any one item with so many points, whatever the total: the "urgent ward-based response" of the RCP's chart. */
const NEWS2_ITEM = { from: 3, severity: 'urgent' } as const satisfies { from: number; severity: Severity };

/** Less by so many points since the last one; and any point less in one of the items (clinical.md B2). */
const BARTHEL_DROP = 10;
const BARTHEL_ITEMS = ['transfer', 'feeding', 'bowels', 'bladder'];

/**
 * Bands that ask to act, by instrument (clinical.md B3 to B9); how soon is general knowledge. PAINAD's bands aren't
 * validated: they never say more than a warning.
 */
export const BAND_SEVERITIES: Readonly<Record<string, Readonly<Record<string, Severity>>>> = {
  must: { high: 'warning' },
  braden: { high: 'warning', 'very-high': 'urgent' },
  'gds-15': { suggestive: 'notice', 'very-likely': 'warning' },
  painad: { moderate: 'notice', severe: 'warning' },
  abbey: { moderate: 'warning', severe: 'urgent' },
  'mna-sf': { malnourished: 'warning' },
  waterlow: { high: 'warning', 'very-high': 'urgent' },
};

/**
 * What an assessment asks for.
 * @param before the one of the same instrument before it, no error; undefined: there is none.
 */
export function assessmentCauses(assessment: Assessment, before: Assessment | undefined): readonly Cause[] {
  if (assessment.instrument === 'news2') return news2(assessment);
  if (assessment.instrument === 'barthel') return before === undefined ? [] : barthelDrop(assessment, before);
  return band(assessment);
}

/** Whether what an assessment asks for depends on the one before it. */
export function needsTheOneBefore({ instrument }: Pick<Assessment, 'instrument'>): boolean {
  return instrument === 'barthel';
}

/** A partial sum counts as what it is: the true score is at least as high. */
function news2(assessment: Assessment): readonly Cause[] {
  const total = assessment.score ?? assessment.partialScore ?? 0;
  const level = NEWS2_TOTALS.find(({ from }) => total >= from);
  const threes = Object.entries(assessment.itemScores).filter(([, score]) => score >= NEWS2_ITEM.from);
  const found = worstOf([...(level === undefined ? [] : [level]), ...(threes.length === 0 ? [] : [NEWS2_ITEM])]);
  if (found === undefined) return [];
  const items = threes.map(([name, score]) => itemInput(assessment, name, score));
  return [
    toCause(assessment, 'news2', 'news2', found.severity, describe(assessment), [totalInput(assessment), ...items]),
  ];
}

function barthelDrop(assessment: Assessment, before: Assessment): readonly Cause[] {
  const lostItems = BARTHEL_ITEMS.filter((item) => {
    const [now, was] = [assessment.itemScores[item], before.itemScores[item]];
    return now !== undefined && was !== undefined && now < was;
  });
  const lost = before.score === null || assessment.score === null ? 0 : before.score - assessment.score;
  if (lost < BARTHEL_DROP && lostItems.length === 0) return [];
  const name = instrumentByCode('barthel')?.display;
  const message = {
    en: `${name?.en ?? 'Barthel'}: ${said(before)} to ${said(assessment)}${inItems(lostItems, 'en')}`,
    es: `${name?.es ?? 'Barthel'}: de ${said(before)} a ${said(assessment)}${inItems(lostItems, 'es')}`,
  };
  const items = lostItems.flatMap((item) => [
    itemInput(assessment, item, assessment.itemScores[item] ?? 0),
    itemInput(before, item, before.itemScores[item] ?? 0),
  ]);
  const inputs = [totalInput(assessment), totalInput(before), ...items];
  return [toCause(assessment, 'barthel-drop', 'barthel-drop', 'warning', message, inputs)];
}

function band(assessment: Assessment): readonly Cause[] {
  const severity = BAND_SEVERITIES[assessment.instrument]?.[assessment.band];
  if (severity === undefined) return [];
  const key = `assessment:${assessment.instrument}`;
  return [toCause(assessment, 'assessment-band', key, severity, describe(assessment), [totalInput(assessment)])];
}

function toCause(
  { id, assessedAt }: Assessment,
  rule: RuleId,
  key: string,
  severity: Severity,
  message: Label,
  inputs: readonly AlertInput[],
): Cause {
  return { rule, key, severity, message, at: assessedAt, sourceId: id, inputs };
}

function describe(assessment: Assessment): Label {
  const name = instrumentByCode(assessment.instrument)?.display;
  const { label, instrument } = assessment;
  return {
    en: `${name?.en ?? instrument}: ${said(assessment)}, ${label.en}`,
    es: `${name?.es ?? instrument}: ${said(assessment)}, ${label.es}`,
  };
}

function said({ score, partialScore }: Pick<Assessment, 'score' | 'partialScore'>): string {
  return score === null ? `≥ ${partialScore ?? 0}` : String(score);
}

function inItems(items: readonly string[], language: keyof Label): string {
  const barthel = instrumentByCode('barthel');
  const names = items.map((id) => barthel?.items.find((item) => item.id === id)?.label[language].toLowerCase() ?? id);
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

function totalInput({ id, instrument, score, partialScore, assessedAt }: Assessment): AlertInput {
  return { name: instrument, value: score ?? partialScore, unit: '{score}', at: assessedAt, id };
}

function itemInput({ id, instrument, assessedAt }: Assessment, item: string, score: number): AlertInput {
  return { name: `${instrument}.${item}`, value: score, unit: '{score}', at: assessedAt, id };
}
