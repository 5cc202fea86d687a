/*
 * A process with several homes in it, opened and closed as its parent asks: what it costs to load the program is paid
 * once. Each has its own database, settings and port, and ends as on a signal; what is about the process itself needs
 * the program's own (`ownProcess` of HomeOptions).
 */
import { createApplication } from '../../../dist/apps/api/src/application.js';
import { open } from '../../../dist/apps/api/src/serve.js';
import { readDatabaseConfig, readServerConfig } from '../../../dist/libs/platform/src/config/index.js';
import { createLogger } from '../../../dist/libs/platform/src/logging/index.js';

const homes = new Map();

/** @returns {Promise<string>} where the new home is. */
async function openHome(environment) {
  const server = readServerConfig(environment);
  const app = await createApplication(server, readDatabaseConfig(environment), createLogger(server.logLevel));
  const { url } = await open(app, server);
  homes.set(url, app);
  return url;
}

async function closeHome(url) {
  const app = homes.get(url);
  homes.delete(url);
  await app?.close();
}

process.on('message', ({ turn, environment, url }) => {
  const done = environment === undefined ? closeHome(url) : openHome(environment);
  done.then(
    (opened) => process.send({ turn, opened }),
    (error) => process.send({ turn, failure: String(error?.stack ?? error) }),
  );
});
process.once('disconnect', () => process.exit());
