import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { readDatabaseConfig, readServerConfig, type Environment } from '#platform/config';
import { actingAs } from '#platform/http';
import { createLogger, NestLogger } from '#platform/logging';
import type { Clock } from '#platform/time';
import { AppModule } from '../../api/src/index.js';

/**
 * Opens the home that `environment` names, migrated, without HTTP, and closes it after `work`. In the audit trail the
 * command line is the actor.
 * @param clock what time it is; by default what the settings say.
 * @throws ConfigurationError, and whatever `work` throws.
 */
export async function withHome(
  environment: Environment,
  work: (home: INestApplicationContext) => Promise<void>,
  clock?: Clock,
): Promise<void> {
  const server = readServerConfig(environment);
  const database = readDatabaseConfig(environment);
  const logger = new NestLogger(createLogger('warn'));
  const home = await NestFactory.createApplicationContext(AppModule.forRoot(server, database, clock), {
    logger,
    abortOnError: false,
  });
  try {
    await actingAs('cli', () => work(home));
  } finally {
    await home.close();
  }
}
