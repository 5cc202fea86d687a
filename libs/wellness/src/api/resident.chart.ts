import type { Chart } from '#platform/charts';
import type { Language } from '#platform/print';
import type { ResidentChart } from '../app/read-charts.service.js';
import { levelsOf } from '../domain/levels.js';
import { levelsChart } from './levels.chart.js';
import { numericChart, pressureChart } from './measured.chart.js';
import { scoreChart } from './score.chart.js';
import { told } from './timed.chart.js';

/** The picture of observations of a type, or of the scores of an instrument. */
export function residentChart(chart: ResidentChart, language: Language): Chart {
  const about = told(chart, language);
  if ('instrument' in chart.of) return scoreChart(about, chart.of.instrument);
  const { type } = chart.of;
  if (type.kind === 'components') return pressureChart(about, type);
  const levels = levelsOf(type);
  if (levels.length > 0) return levelsChart(about, levels, type.kind === 'numeric' ? type.normal : undefined);
  if (type.kind === 'coded') throw new RangeError(`${type.code} has no words`);
  return numericChart(about, type);
}
