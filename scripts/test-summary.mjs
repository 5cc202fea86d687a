/**
 * Counts Jest's JSON results: `node scripts/test-summary.mjs FOLDER [PART-OF-A-PATH [FAILED-STEPS]]`: only the files
 * whose path holds the second, and as many failures more as the third says. Prints `N passed, N failed`, with `, N skipped` where there are any; fails when a
 * test failed, or none ran. The suite's second and third run in other time zones add their failures only: what
 * passes there was counted once already.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MAIN_RUN = 'UTC.json';

const [folder, part = '', failedSteps = '0'] = process.argv.slice(2);
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
const count = { passed: 0, failed: Number(failedSteps), skipped: 0 };
for (const name of names) {
  for (const file of JSON.parse(readFileSync(join(folder, name), 'utf8')).testResults) {
    if (!file.name.includes(part)) continue;
    // A file that could not be run at all has no assertions: it counts as one failure.
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')) count.failed += 1;
    for (const { status } of file.assertionResults) {
      if (status === 'failed') count.failed += 1;
      else if (name === MAIN_RUN) count[status === 'passed' ? 'passed' : 'skipped'] += 1;
    }
  }
}
console.log(`${count.passed} passed, ${count.failed} failed${count.skipped === 0 ? '' : `, ${count.skipped} skipped`}`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
