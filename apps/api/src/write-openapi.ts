import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDatabaseConfig, readServerConfig } from '#platform/config';
import { createLogger } from '#platform/logging';
import { createApplication } from './application.js';
import { buildDocument } from './openapi.js';

const FILE = 'openapi.json';

/** Writes the document that the application would serve; with `--check`, fails when the committed one differs. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'residencia-openapi-'));
  const database = readDatabaseConfig({ DATABASE_URL: `sqlite:${join(folder, 'empty.db')}` });
  const app = await createApplication(readServerConfig({}), database, createLogger('error'));
  const text = `${JSON.stringify(await buildDocument(app), null, 2)}\n`;
  await app.close();
  rmSync(folder, { recursive: true });
  if (!process.argv.includes('--check')) writeFileSync(FILE, text);
  else if (readFileSync(FILE, 'utf8') !== text) {
    process.stderr.write(`${FILE} is not what the code says; run: npm run openapi\n`);
    process.exit(1);
  }
}

await main();
