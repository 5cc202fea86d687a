import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acknowledged, aRacingHeart, resolve, theAlertOf } from '../../support/builders/alerts.js';
import { aBed, aResident } from '../../support/builders/residents.js';
import { aUser } from '../../support/builders/users.js';
import type { Client, Resource } from '../../support/client.js';
import { EventReader } from '../../support/event-stream.js';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { testAlone } from '../../support/running-home.js';

const STREAM = '/api/v1/alerts/stream';
const EACH = 3;

let home: Home;
let nurse: Client;
let readers: EventReader[] = [];

beforeAll(async () => {
  const environment = { STREAM_HEARTBEAT_SECONDS: '1', MAX_STREAMS_EACH: String(EACH), MAX_STREAMS: '5' };
  home = await Home.start({ anywhere: true, environment });
  nurse = await home.as('nurse');
});
afterEach(() => {
  for (const reader of readers) reader.cut();
  readers = [];
});
afterAll(() => home.stop());

async function follow(query = '', headers: Record<string, string> = {}, client = nurse): Promise<EventReader> {
  const reader = await EventReader.open(`${home.url}${STREAM}${query}`, client.bearer, headers);
  readers.push(reader);
  if (reader.response.status === 200) await reader.until(() => reader.events.length > 0);
  return reader;
}

async function someone(): Promise<Resource> {
  return nurse.created('/api/v1/residents', aResident());
}

async function race({ id }: Resource): Promise<void> {
  await nurse.created(`/api/v1/residents/${id}/observations`, aRacingHeart());
}

describe('who follows alerts', () => {
  test('is told each thing that becomes of one, with the alert as it is then', async () => {
    const reader = await follow();
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const { id } = await someone();
    const alert = await theAlertOf(nurse, id);
    const [raised] = await reader.told(1);
    expect(raised).toMatchObject({ event: 'raised', data: alert });
    await resolve(nurse, await acknowledged(nurse, alert));
    const told = await reader.told(3);
    expect(told.map(({ event }) => event)).toEqual(['raised', 'acknowledged', 'resolved']);
    expect(told[2]?.data).toEqual(await nurse.read(`/api/v1/alerts/${alert.id}`));
    expect(told.map(({ event, id: seq }) => [event, Number(seq) - Number(raised?.id)])).toEqual([
      ['raised', 0],
      ['acknowledged', 1],
      ['resolved', 2],
    ]);
  });

  test('begins with now, or after the event that was seen last, by header or address', async () => {
    const first = await follow();
    const resident = await someone();
    await race(resident);
    await race(resident);
    const [raised, repeated] = await first.told(2);
    first.cut();
    const now = await follow();
    expect(now.events).toEqual([{ id: repeated?.id, event: 'ready', data: { seq: Number(repeated?.id) } }]);
    now.cut();
    const byHeader = await follow('?lastEventId=0', { 'last-event-id': raised?.id ?? '' });
    expect(await byHeader.told(1)).toEqual([repeated]);
    byHeader.cut();
    const byAddress = await follow(`?lastEventId=${raised?.id ?? ''}`);
    expect(await byAddress.told(1)).toEqual([repeated]);
  });

  testAlone(
    'misses and repeats nothing, however often the connection is lost',
    async () => {
      const begin = await follow();
      const from = Number(begin.events[0]?.id);
      begin.cut();
      const residents = await Promise.all(Array.from({ length: 8 }, () => someone()));
      const raising = (async () => {
        for (let round = 0; round < 20; round += 1) await Promise.all(residents.map(race));
      })();
      const seen: string[] = [];
      for (let cuts = 0; cuts < 50; cuts += 1) {
        const reader = await follow('', { 'last-event-id': seen.at(-1) ?? String(from) });
        if (cuts % 3 > 0 && seen.length < 150) await reader.told(cuts % 3);
        reader.cut();
        seen.push(...reader.events.filter(({ event }) => event !== 'ready').map(({ id }) => id));
      }
      await raising;
      const last = await follow('', { 'last-event-id': seen.at(-1) ?? String(from) });
      await last.until(() => Number(last.events.at(-1)?.id) >= from + 160);
      seen.push(...last.events.filter(({ event }) => event !== 'ready').map(({ id }) => id));
      expect(seen.map(Number)).toEqual(Array.from({ length: 160 }, (_, index) => from + 1 + index));
    },
    120_000,
  );

  test('may hear of a severity only, or of a unit', async () => {
    const here = await someone();
    const bedId = await aBed(nurse, { unit: 'Lime tree' });
    await nurse.created(`/api/v1/residents/${here.id}/movements`, { type: 'admission', bedId });
    const elsewhere = await someone();
    const ofUnit = await follow('?unit=Lime%20tree');
    const emergencies = await follow('?severity=emergency');
    await race(elsewhere);
    await race(here);
    expect((await ofUnit.told(1)).map(({ data }) => data['residentId'])).toEqual([here.id]);
    expect(emergencies.events.map(({ event }) => event)).toEqual(['ready']);
  });
});

describe('a stream', () => {
  test('is for who may read alerts, and begins where an event was', async () => {
    expectProblem(await (await home.as('coordinator')).get(STREAM), 403, 'forbidden');
    expectProblem(await nurse.get(STREAM, { 'last-event-id': 'the last' }), 400, 'bad-last-event-id');
    expectProblem(await nurse.get(`${STREAM}?lastEventId=-1`), 400, 'bad-query');
  });

  testAlone('is one of few of each reader, and of few in all; one that is closed makes room', async () => {
    for (let count = 0; count < EACH; count += 1) await follow();
    expectProblem(await nurse.get(STREAM), 429, 'too-many-streams');
    const carer = await home.as('carer');
    await follow('', {}, carer);
    await follow('', {}, carer);
    expectProblem(await (await home.as('manager')).get(STREAM), 503, 'overloaded');
    readers[0]?.cut();
    await eventually(async () => (await nurse.get(STREAM)).status, 200);
  });

  test('is not counted among the requests that the home took long for', async () => {
    for (let count = 0; count < EACH; count += 1) await follow();
    for (const reader of readers) reader.cut();
    // There is room again: the home knows that they are closed.
    for (let count = 0; count < EACH; count += 1) await eventually(async () => (await follow()).response.status, 200);
    const metrics = await (await fetch(`${home.url}/metrics`)).text();
    const counted = metrics.split('\n').filter((line) => line.includes('_duration_seconds_count{'));
    expect(counted.filter((line) => line.includes('/residents'))).not.toEqual([]);
    expect(counted.filter((line) => /alerts\/stream".*status="200"/.test(line))).toEqual([]);
  });

  testAlone('shows that it lives, and ends soon after its reader may no longer come', async () => {
    const admin = await home.as('admin');
    const leaver = aUser({ roles: ['nurse'] });
    const { id } = await admin.created('/api/v1/users', leaver);
    const { username, password } = leaver as { username: string; password: string };
    const reader = await follow('', {}, await home.signIn({ username, password }));
    await reader.until(() => reader.beats > 0);
    await admin.patch(`/api/v1/users/${id}`, { active: false });
    await reader.until(() => reader.ended);
    expect(reader.events.map(({ event }) => event)).toEqual(['ready']);
  });

  testAlone('ends when the home closes, and does not keep it from closing', async () => {
    const reader = await follow();
    // As a browser opens in advance: nothing is asked on it.
    const silent = connect(Number(new URL(home.url).port), '127.0.0.1');
    await once(silent, 'connect');
    silent.on('error', () => undefined);
    const begun = performance.now();
    await home.close();
    expect(performance.now() - begun).toBeLessThan(5000);
    await reader.until(() => reader.ended);
    await home.reopen();
    const again = await follow('', { 'last-event-id': reader.events[0]?.id ?? '' });
    await race(await someone());
    expect(await again.told(1)).toMatchObject([{ event: 'raised' }]);
  });
});
