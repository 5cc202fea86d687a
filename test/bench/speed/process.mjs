import { setTimeout as pause } from 'node:timers/promises';
import { median } from './load.mjs';
import { startServer } from './servers.mjs';

/** Milliseconds from being started to being alive, on a database that is up to date: the median of some starts. */
export async function measureStart(path, times) {
  const found = [];
  for (let time = 0; time < times; time += 1) {
    const server = await startServer('app', path);
    found.push(server.ready);
    await server.end();
  }
  return { start: median(found) };
}

/** Bytes that the application takes some seconds after it was started, when nobody has asked it for anything. */
export async function measureRest(path, seconds) {
  const server = await startServer('app', path);
  await pause(seconds * 1000);
  const { rss } = await server.state();
  await server.end();
  return { rest: rss };
}
