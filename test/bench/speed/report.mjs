import { readFileSync } from 'node:fs';
import { rounded } from '../application.mjs';
import { ACTS } from './acts.mjs';

const MIB = 1_048_576;

/** One row for each act and server. The ratios are to the floor that does the same work. */
export function printActs(acts) {
  const rows = Object.entries(acts).flatMap(([act, servers]) =>
    Object.entries(servers).map(([server, { rate, p50, p99, cpu, delay }]) => ({
      ...{ act: ACTS[act].title, server: NAMES[server], 'requests/s': Math.round(rate) },
      ...{ 'p50 (ms)': rounded(p50), 'p99 (ms)': rounded(p99), 'CPU (µs)': Math.round(cpu * 1000) },
      ...{ 'loop p99 (ms)': rounded(delay), ...ratiosOf(servers, server) },
    })),
  );
  console.table(rows);
  console.log(
    'Ratios are to "same work": the floor that signs in, tells the trail and keeps answers as the application',
  );
  console.log('does. "Bare" leaves these out. CPU is what the server takes for a request.');
}

const NAMES = {
  bare: 'floor, bare',
  floor: 'floor, same work',
  app: 'application',
  alone: 'application, one at a time',
};

function ratiosOf(servers, server) {
  const { ratio } = servers[server];
  if (ratio === undefined) return {};
  const { rate, p99, cpu } = ratio;
  const bare = servers.bare === undefined ? {} : { 'ratio to bare': rounded(servers.app.rate / servers.bare.rate) };
  return { 'ratio req/s': rounded(rate), 'ratio p99': rounded(p99), 'ratio CPU': rounded(cpu), ...bare };
}

export function printProcess({ acts, start, rest }) {
  const peak = Math.max(...Object.values(acts).map(({ app }) => app.rss));
  console.log(`memory under load: ${Math.round(peak / MIB)} MiB`);
  if (start === undefined) return;
  for (const home of ['empty', 'filled']) {
    const memory = `memory at rest ${Math.round(rest[home] / MIB)} MiB`;
    console.log(
      `in ${home === 'empty' ? 'an empty home' : 'this home'}: start to alive ${Math.round(start[home])} ms, ${memory}`,
    );
  }
}

/** All figures by name, flat. */
function figuresOf({ acts, start, rest }) {
  const figures = {};
  for (const [home, value] of Object.entries(start ?? {})) figures[`start, ${home} (ms)`] = value;
  for (const [home, value] of Object.entries(rest ?? {})) figures[`at rest, ${home} (bytes)`] = value;
  for (const [act, servers] of Object.entries(acts)) {
    for (const [server, { ratio = {}, ...measured }] of Object.entries(servers)) {
      for (const [name, value] of Object.entries(measured)) figures[`${act}, ${server}: ${name}`] = value;
      for (const [name, value] of Object.entries(ratio)) figures[`${act}: ratio of ${name}`] = value;
    }
  }
  return figures;
}

/** What has become of each figure since an earlier run. */
export function compare(path, result) {
  const before = figuresOf(JSON.parse(readFileSync(path, 'utf8')));
  const rows = Object.entries(figuresOf(result)).flatMap(([figure, now]) => {
    const was = before[figure];
    if (was === undefined || now === undefined) return [];
    return [{ figure, was: rounded(was), now: rounded(now), 'change (%)': Math.round((now / was - 1) * 100) }];
  });
  console.table(rows);
}

/** What can't be explained by a slow or busy machine. */
export function nonsense({ acts, start }) {
  const lines = Object.entries(acts).flatMap(([act, servers]) => {
    const ratio = servers.app.ratio?.rate ?? 1;
    return [
      ...(ratio < 0.05 ? [`${act}: only ${rounded(ratio)} of the floor`] : []),
      ...(servers.app.p99 > 2000 ? [`${act}: p99 is ${rounded(servers.app.p99)} ms`] : []),
    ];
  });
  return start?.empty > 20_000 ? [...lines, `it starts in ${Math.round(start.empty)} ms`] : lines;
}
