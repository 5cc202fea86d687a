import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { readAnswer, Wire } from '../../support/wire.js';

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start();
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** Asks by hand, with these header lines, on a connection of its own. */
async function ask(path: string, ...lines: readonly string[]): Promise<ReturnType<typeof readAnswer>> {
  const wire = await Wire.open(home.url);
  wire.send(`GET ${path} HTTP/1.1`, 'Host: home', 'Connection: close', ...lines, '', '');
  return readAnswer(await wire.toTheEnd());
}

describe('what comes before a body', () => {
  test.each<[string, number, string, () => [string, ...string[]]]>([
    ['headers of 17 KiB', 431, 'headers-too-large', () => ['/health/live', `X-Long: ${'a'.repeat(17_000)}`]],
    [
      'a hundred and more headers',
      431,
      'headers-too-large',
      () => ['/health/live', ...Array.from({ length: 101 }, (_, index) => `X-${index}: 1`)],
    ],
    ['an address of more than 8,000 characters', 414, 'uri-too-long', () => [`/health/live?q=${'a'.repeat(8000)}`]],
    ['a hundred and more parameters', 400, 'malformed-request', () => [`/health/live?${'a=1&'.repeat(100)}`]],
  ])('is refused with %s', async (_, status, code, request) => {
    const answer = await ask(...request());
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('may be long, within reason', async () => {
    const headers = Array.from({ length: 90 }, (_, index) => `X-${index}: ${'a'.repeat(50)}`);
    expect(await ask(`/health/live?q=${'a'.repeat(7000)}`, ...headers)).toMatchObject({ status: 200 });
  });
});

describe('a JSON body', () => {
  const DEEP = '['.repeat(200_000) + ']'.repeat(200_000);
  const wide = (names: number): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, index) => [`name${index}`, index])));

  test.each([
    ['of 200,000 levels', DEEP],
    ['with 200,000 levels in a field', `{"username": "a", "password": ${DEEP}}`],
    ['with 200,000 levels that are never closed', '{"a":'.repeat(200_000)],
    ['with 40,000 names', wide(40_000)],
    ['with 300,000 values', `{"username": [${'0,'.repeat(300_000)}0]}`],
    ['that names a prototype', '{"username": "a", "password": "b", "__proto__": {"roles": ["admin"]}}'],
    ['that names a prototype in disguise', '{"username": "a", "\\u005f_proto__": {"roles": ["admin"]}}'],
    ['that names a constructor', '{"username": "a", "constructor": {"prototype": {"roles": ["admin"]}}}'],
    ['that is empty', ''],
  ])('%s is refused, to a stranger too', async (_, body) => {
    const answer = await home.visitor().post('/api/v1/auth/token', body, { 'content-type': 'application/json' });
    expectProblem(answer, 400, 'malformed-request');
  });

  test('that is no UTF-8 is refused, not stored as something else', async () => {
    const body = new Uint8Array(Buffer.from(JSON.stringify(aResident({ givenName: 'Íñigo' })), 'latin1'));
    const answer = await nurse.post('/api/v1/residents', body, { 'content-type': 'application/json' });
    expectProblem(answer, 400, 'malformed-request');
  });

  test('nested too deep is refused as a merge patch too, and changes nothing', async () => {
    const { id } = await nurse.created('/api/v1/residents', aResident());
    const before = await nurse.read(`/api/v1/residents/${id}`);
    const patch = { 'content-type': 'application/merge-patch+json' };
    for (const body of [`{"notes": "new", "diet": ${DEEP}}`, '{"notes": "new", "__proto__": {}}']) {
      expectProblem(await nurse.patch(`/api/v1/residents/${id}`, body, patch), 400, 'malformed-request');
    }
    expect(await nurse.read(`/api/v1/residents/${id}`)).toEqual(before);
  });

  test.each([
    ['number', '1e400'],
    ['number of many digits', '9'.repeat(100_000)],
    ['text', JSON.stringify('a'.repeat(1_000_000))],
    ['text of half characters', '"\\ud83d"'],
  ])('with a %s out of all bounds is refused by its field, with a key and without', async (_, value) => {
    const body = `{"name": "101", "unit": "Garden", "beds": [{"name": ${value}}]}`;
    const keys: readonly Record<string, string>[] = [{}, { 'idempotency-key': crypto.randomUUID() }];
    for (const key of keys) {
      const answer = await fetch(`${home.url}/api/v1/rooms`, {
        method: 'POST',
        headers: { authorization: `Bearer ${nurse.bearer}`, 'content-type': 'application/json', ...key },
        body,
      });
      expect({ status: answer.status, body: await answer.json() }).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/beds/0/name' }] },
      });
    }
  });

  test('of more than a MiB is refused, whether it says so before or not', async () => {
    const body = JSON.stringify(aResident({ notes: 'a'.repeat(1024 * 1024) }));
    expectProblem(
      await nurse.post('/api/v1/residents', body, { 'content-type': 'application/json' }),
      413,
      'body-too-large',
    );
    const streamed = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    });
    expectProblem(
      await nurse.post('/api/v1/residents', streamed, { 'content-type': 'application/json' }),
      413,
      'body-too-large',
    );
  });

  test('as a form of more than 8 KiB is refused', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expectProblem(await home.visitor().post('/api/v1/auth/token', 'a=1&'.repeat(2100), form), 413, 'body-too-large');
  });
});
