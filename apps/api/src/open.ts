import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FirstAdministrator } from '#platform/access';
import type { ServerConfig } from '#platform/config';
import { Sweeps } from '#platform/sweeps';
import { serveDocument } from './openapi.js';

/** What became of an opening. */
export interface Opened {
  readonly url: string;
  /** Of the administrator that was made now, when nobody chose it. */
  readonly password: string | undefined;
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
