import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Home } from '../../support/home.js';
import { readAnswer, Wire } from '../../support/wire.js';

let home: Home;

beforeAll(async () => {
  home = await Home.start({ environment: { ARRIVAL_TIMEOUT_SECONDS: '1', MAX_CONNECTIONS: '10' } });
  await home.as('manager');
});
afterAll(() => home.stop());

const POST = ['POST /api/v1/auth/token HTTP/1.1', 'Host: home', 'Content-Type: application/json'];

describe('whoever sends too slowly is told so, and the connection ends', () => {
  test.each([
    ['nothing', []],
    ['half of the headers', ['GET /health/live HTTP/1.1', 'Host: ho']],
    ['no body', [...POST, 'Content-Length: 50', '', '']],
    ['half of a body', [...POST, 'Content-Length: 50', '', '{"username": "admin",']],
    ['half of a chunked body', [...POST, 'Transfer-Encoding: chunked', '', '5', '{"use', '']],
  ])('after %s', async (_, lines) => {
    const wire = await Wire.open(home.url);
    wire.send(...lines);
    const answer = readAnswer(await wire.toTheEnd());
    expect(answer).toMatchObject({ status: 408, body: { status: 408, code: 'request-timeout' } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test('however steadily a body trickles', async () => {
    const wire = await Wire.open(home.url);
    wire.send(...POST, 'Content-Length: 5000', '', '');
    const trickle = setInterval(() => {
      wire.send(' ');
    }, 50);
    try {
      expect(readAnswer(await wire.toTheEnd())).toMatchObject({ status: 408 });
    } finally {
      clearInterval(trickle);
    }
  });
});

test('a catalogue may take its time to arrive', async () => {
  const lines = [
    'registrationNumber,name,activeSubstance',
    ...Array.from({ length: 8 }, (_, line) => `100${line},Slow ${line},x`),
  ];
  const upload = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const line = lines.shift();
      if (line === undefined) {
        controller.close();
        return;
      }
      await later(250);
      controller.enqueue(new TextEncoder().encode(`${line}\n`));
    },
  });
  const manager = await home.as('manager');
  const { status, body } = await manager.post('/api/v1/medications/import', upload, { 'content-type': 'text/csv' });
  expect({ status, body }).toMatchObject({ status: 200, body: { created: 8, rejected: [] } });
});

test('no more connections are held than the home allows, and a place that frees is given on', async () => {
  const wires = await Promise.all(Array.from({ length: 30 }, () => Wire.open(home.url)));
  // Those that got a place are told after a while that they were too slow to ask; the others hear nothing.
  const heard = await Promise.all(wires.map((wire) => wire.toTheEnd()));
  const places = heard.filter((text) => text.startsWith('HTTP/1.1 408')).length;
  expect(places).toBeGreaterThan(0);
  expect(places).toBeLessThanOrEqual(10);
  expect(heard.filter((text) => text === '')).toHaveLength(30 - places);
  expect((await home.visitor().get('/health/live')).status).toBe(200);
});
