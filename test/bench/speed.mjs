/*
 * How fast the application is, against a floor that does the same work by hand (test/bench/floor). `npm run bench`, after
 * a build; docs/performance.md says how to read it. `--acts read,create` measures some of it, `--rounds N` more often,
 * `--short` in less than a minute and says only whether something is badly wrong, `--json FILE` writes all figures,
 * `--compare FILE` tells them from those of an earlier run, `--limits` holds them against what was promised.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ACTS } from './speed/acts.mjs';
import { makeHome } from './speed/home.mjs';
import { measureActs } from './speed/measure.mjs';
import { compare, nonsense, printActs, printProcess } from './speed/report.mjs';
import { holdAgainst } from './speed/limits.mjs';
import { measureProcess } from './speed/process.mjs';

const { values: asked } = parseArgs({
  options: {
    ...{ acts: { type: 'string' }, rounds: { type: 'string' }, short: { type: 'boolean', default: false } },
    ...{ json: { type: 'string' }, compare: { type: 'string' }, limits: { type: 'boolean', default: false } },
  },
});
const LONG = { rounds: 3, warm: 3, seconds: 4, starts: 5, rest: 30, names: ['bare', 'floor', 'app'] };
const SHORT = { rounds: 1, warm: 0.3, seconds: 0.8, starts: 1, rest: 3, names: ['floor', 'app'] };
const terms = {
  ...(asked.short ? SHORT : LONG),
  ...(asked.rounds === undefined ? {} : { rounds: Number(asked.rounds) }),
};
const chosen = asked.acts?.split(',') ?? Object.keys(ACTS);
for (const act of chosen)
  if (!(act in ACTS)) throw new Error(`no act is called ${act}: ${Object.keys(ACTS).join(', ')}`);

const home = await makeHome(terms.names, {
  ...(asked.short ? { residents: 20, observations: 10_000 } : { residents: 120, observations: 100_000 }),
  substances: chosen.includes('search') ? (asked.short ? 10 : 250) : 0,
});
const acts = await measureActs(home, chosen, terms);
printActs(acts);
const whole = asked.acts === undefined;
const ofProcess = whole ? await measureProcess(home, terms.starts, terms.rest) : {};
const result = { node: process.version, at: new Date().toISOString(), short: asked.short, acts, ...ofProcess };
printProcess(result);
if (asked.json !== undefined) writeFileSync(asked.json, JSON.stringify(result, undefined, 2));
if (asked.compare !== undefined) compare(asked.compare, result);
const broken = asked.limits ? holdAgainst(result) : [];
const wrong = asked.short ? nonsense(result) : [];
for (const line of wrong) console.log(line);
process.exitCode = wrong.length + broken.length === 0 ? 0 : 1;
