import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { FirstAdministrator } from '#platform/access';
import type { DatabaseConfig, ServerConfig } from '#platform/config';
import { Readiness } from '#platform/health';
import { Sweeps } from '#platform/sweeps';
import { createApplication } from './application.js';
import { serveDocument } from './docs.js';
import type { Running } from './stop.js';

/** What became of an opening. */
export interface Opened {
  readonly url: string;
  /** Of the administrator that was made now, when nobody chose it. */
  readonly password: string | undefined;
}

/** Builds an application and opens it. @param started is told how to stop it. */
export async function serve(
  server: ServerConfig,
  database: DatabaseConfig,
  logger: Logger,
  started: (running: Running) => void,
): Promise<Opened> {
  const app = await createApplication(server, database, logger);
  started({
    goDown: () => {
      app.get(Readiness).goDown();
    },
    close: () => app.close(),
  });
  return open(app, server);
}

/** Opens the doors of an application: it has an administrator, shows its document, listens, and sweeps. */
export async function open(app: NestFastifyApplication, server: ServerConfig): Promise<Opened> {
  serveDocument(app);
  const password = await app.get(FirstAdministrator).ensure(server.adminPassword);
  await app.listen(server.port, server.host);
  app.get(Sweeps).start();
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://${server.host === '0.0.0.0' ? 'localhost' : server.host}:${port}`, password };
}
