import { setTimeout as pause } from 'node:timers/promises';
import { median } from './load.mjs';
import { startServer } from './servers.mjs';

/**
 * What a start takes, and what the application takes when nobody asks it for anything: in a home that has nothing in it
 * yet, and in the one that was measured, whose file is looked at as a whole.
 * @param seconds of rest before its memory is looked at.
 * @returns of each the milliseconds until it was alive, the median of so many starts, and the bytes at rest.
 */
export async function measureProcess({ made, empty }, times, seconds) {
  // The first start makes the database.
  await (await startServer('app', empty)).end();
  const [start, rest] = [{}, {}];
  for (const [home, path] of Object.entries({ empty, filled: made })) {
    const found = [];
    for (let time = 0; time < times; time += 1) {
      const server = await startServer('app', path);
      found.push(server.ready);
      await server.end();
    }
    start[home] = median(found);
  }
  const servers = { empty: await startServer('app', empty), filled: await startServer('app', made) };
  await pause(seconds * 1000);
  for (const [home, server] of Object.entries(servers)) {
    rest[home] = (await server.state()).rss;
    await server.end();
  }
  return { start, rest };
}
