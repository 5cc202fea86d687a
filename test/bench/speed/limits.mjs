import { rounded } from '../application.mjs';

const RATIO = { create: 1, observe: 1, administer: 0.5, read: 0.45, list: 0.75, newest: 0.75 };
const P99_OF_FLOOR = ['create', 'observe', 'administer'];
const P99 = { round: 40, search: 15 };
const [START, REST] = [1500, 120];

/** Prints what was promised and whether it was held. @returns what was not. */
export function holdAgainst({ acts, start, rest }) {
  const rows = [];
  const hold = (figure, limit, value, held) => {
    if (value !== undefined) rows.push({ figure, limit, now: rounded(value), held: held(value) ? 'held' : 'NOT HELD' });
  };
  const ratio = (act) => acts[act]?.app.ratio;
  for (const [act, least] of Object.entries(RATIO)) {
    hold(`${act}: requests/s to the floor's`, `>= ${least}`, ratio(act)?.rate, (value) => value >= least);
  }
  for (const act of P99_OF_FLOOR) hold(`${act}: p99 to the floor's`, '<= 1', ratio(act)?.p99, (value) => value <= 1);
  for (const [act, most] of Object.entries(P99)) {
    hold(`${act}, one at a time: p99 (ms)`, `< ${most}`, acts[act]?.alone.p99, (value) => value < most);
  }
  hold('start, empty home (ms)', `< ${START}`, start?.empty, (value) => value < START);
  hold('memory at rest, empty home (MB)', `< ${REST}`, rest && rest.empty / 1e6, (value) => value < REST);
  console.table(rows);
  return rows.filter(({ held }) => held !== 'held');
}
