import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readDatabaseConfig, readServerConfig } from '#platform/config';
import { createLogger } from '#platform/logging';
import { createApplication } from '../../apps/api/src/application.js';

/**
 * The application in this process, not listening, and how to end it.
 * @param url of an empty database; by default SQLite.
 */
export async function openApplication(
  url?: string,
): Promise<{ app: NestFastifyApplication; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'residencia-house-'));
  const database = readDatabaseConfig({ DATABASE_URL: url ?? `sqlite:${join(folder, 'empty.db')}` });
  const app = await createApplication(readServerConfig({}), database, createLogger('silent'));
  return {
    app,
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}
