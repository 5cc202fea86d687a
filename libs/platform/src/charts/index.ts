/** Pictures of what is on record, drawn here as SVG: in black and white too, and in words for who can't see them. */
export { CHART_WIDTH, type Chart, type Datum, type Drawing, type Mark } from './chart.js';
export { draw } from './draw.js';
export { CHART_TYPE, Drawn } from './drawn.js';
export { FILLS } from './fills.js';
export { cut, legend, legendData, legendHeight, MARGIN, rule, texts, writing } from './parts.js';
export {
  alongTime,
  alongValues,
  axisAt,
  boxes,
  happeningMarks,
  lineThrough,
  path,
  plotAt,
  rangeBand,
  roundValues,
  stepsThrough,
  symbols,
  tenth,
  timeAxis,
  valueAxis,
  type Along,
  type Happening,
  type Part,
  type Plot,
} from './plot.js';
export { FAINT, INK } from './theme.js';
