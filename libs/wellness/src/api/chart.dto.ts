import { RangeEndQuery } from '#platform/http';
import { CHART_DAYS } from '../domain/charted.js';

export class ChartQueryDto {
  @RangeEndQuery({
    description:
      `an instant or a local date; default ${CHART_DAYS.usual} days before the end, of weight, height and assessments ` +
      `${CHART_DAYS.ofSlow}; at most ${CHART_DAYS.most}`,
  })
  from?: string;

  @RangeEndQuery({ description: 'an instant, or a local date with its whole day; default the end of today' })
  to?: string;
}
