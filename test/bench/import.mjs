/*
 * How fast a catalogue of 50,000 medicines comes in over HTTP, the same again, and the most memory that the application has
 * taken (Linux only). `npm run bench:import`, after a build; with `DATABASE_URL` of an empty PostgreSQL database on that.
 */
import { readFileSync } from 'node:fs';
import { benchDatabase, signIn, startApplication } from './application.mjs';

const ROWS = Number(process.env.ROWS ?? 50_000);
const database = benchDatabase();

const lines = Array.from({ length: ROWS }, (_, index) => {
  const substance = `substancia${index % 900}`;
  return `${100_000 + index},${substance} laboratorio${index % 37} ${1 + (index % 500)} mg comprimidos,${substance},N02BE01`;
});
const csv = ['registrationNumber,name,activeSubstance,atcCode', ...lines].join('\n');

const { tablets, port, pid, end } = await startApplication(database.url);

/** In MiB. */
function memory(name) {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? NaN) / 1024);
}

try {
  const token = await signIn(tablets);
  const send = async () => {
    const headers = { 'content-type': 'text/csv', authorization: `Bearer ${token}` };
    const address = `http://127.0.0.1:${port}/api/v1/medications/import`;
    const answer = await fetch(address, { method: 'POST', headers, body: csv });
    if (!answer.ok) throw new Error(`the import gave ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const before = memory('VmRSS');
  const rows = [];
  for (const kind of ['all new', 'all the same']) {
    const began = performance.now();
    const report = await send();
    const seconds = (performance.now() - began) / 1000;
    const said = kind === 'all new' ? report.created : report.unchanged;
    if (said !== ROWS) throw new Error(`${kind}: ${JSON.stringify(report).slice(0, 500)}`);
    rows.push({
      kind,
      seconds: Math.round(seconds * 10) / 10,
      'rows/s': Math.round(ROWS / seconds),
      'peak MiB': memory('VmHWM'),
    });
  }
  console.log(`${ROWS} medicines on ${database.kind}; ${before} MiB before`);
  console.table(rows);
} finally {
  await end();
  database.remove();
}
