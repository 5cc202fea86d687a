import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { readAnswer, Wire } from '../../support/wire.js';

const DATA_POLICY = "default-src 'none';object-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

interface Request {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ environment: { TRUST_PROXY: '127.0.0.1' } });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

/** As the nurse; a body is sent as JSON. */
function ask(path: string, { method, body, headers }: Request = {}): Promise<Response> {
  return fetch(`${home.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer ${nurse.bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}

function expectGuarded(status: number, answer: { status: number; headers: Headers }, policy = DATA_POLICY): void {
  expect({ status: answer.status, ...Object.fromEntries(answer.headers) }).toMatchObject({
    status,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'strict-transport-security']) {
    expect([name, answer.headers.get(name)]).toEqual([name, null]);
  }
}

describe('every answer tells a browser to do nothing with it and to keep none of it', () => {
  test.each<[string, number, string, Request]>([
    ['what was asked for', 200, '/api/v1/residents', {}],
    ['a refusal of a query', 400, '/api/v1/residents?nonsense=1', {}],
    ['a resource that is not there', 404, '/api/v1/residents/0199b1d0-7c00-7000-8000-00000000dead', {}],
    ['an address that is not there', 404, '/nowhere', {}],
    ['an address that is not text', 400, '/api/v1/residents/%zz', {}],
    ['an id that is too long', 404, `/api/v1/residents/${'a'.repeat(300)}`, {}],
    ['a method that is not there', 404, '/api/v1/residents', { method: 'OPTIONS' }],
    ['another method that is not there', 404, '/api/v1/residents', { method: 'PUT', body: '{}' }],
    ['a refusal of a body', 422, '/api/v1/residents', { body: '{}' }],
    ['a body that is not JSON', 400, '/api/v1/residents', { body: '{' }],
    ['something forbidden', 403, '/api/v1/users', {}],
    ['a token that is none', 401, '/api/v1/auth/me', { headers: { authorization: 'Bearer none' } }],
    ['health', 200, '/health/live', {}],
    ['metrics', 200, '/metrics', {}],
  ])('%s', async (_, status, path, request) => {
    const answer = await ask(path, request);
    expectGuarded(status, answer);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('what is not HTTP at all', async () => {
    const wire = await Wire.open(home.url);
    wire.send('GET / HTTP/1.1', 'this is no header', '', '');
    const answer = readAnswer(await wire.toTheEnd());
    expectGuarded(400, answer);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({ status: 400, code: 'malformed-request' });
  });
});

test('a record that a program keeps is asked for by its version, though no browser keeps it', async () => {
  const { id } = await nurse.created('/api/v1/residents', aResident());
  const first = await ask(`/api/v1/residents/${id}`);
  expect(first.headers.get('etag')).toBe('"1"');
  const again = await ask(`/api/v1/residents/${id}`, { headers: { 'if-none-match': '"1"' } });
  expectGuarded(304, again);
  expect([first, again].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
});

describe('the page of the documentation', () => {
  test('may run only files of this server, and only the styles that stand in it', async () => {
    const answer = await ask('/docs');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expectGuarded(200, answer, policy);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    const page = await answer.text();
    expect(page).not.toMatch(/<script>|\son\w+=|<script[^>]+src="?http/);
    const styles = [...page.matchAll(/<style>([^<]*)<\/style>| style="([^"]*)"/g)].map(
      ([, sheet, attribute]) =>
        `'sha256-${createHash('sha256')
          .update(sheet ?? attribute ?? '')
          .digest('base64')}'`,
    );
    expect(styles).toHaveLength(3);
    expect(styles.filter((hash) => !policy.includes(hash))).toEqual([]);
  });

  test.each(['/docs/', '/docs/swagger-ui-init.js', '/docs/swagger-ui-bundle.js', '/docs/openapi.json'])(
    '%s comes under the same policy',
    async (path) => {
      const answer = await ask(path);
      expectGuarded(200, answer, (await ask('/docs')).headers.get('content-security-policy') ?? '');
    },
  );
});

describe('a browser is asked to stay with TLS', () => {
  const overTls = { 'x-forwarded-proto': 'https' };

  test('where a trusted proxy says that the request came over it', async () => {
    const answer = await ask('/api/v1/auth/me', { headers: overTls });
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });

  test('but not on the word of anyone else', async () => {
    const elsewhere = await Home.start({ environment: { TRUST_PROXY: '10.0.0.0/8, fd00::/8' } });
    try {
      const answer = await fetch(`${elsewhere.url}/api/v1/auth/me`, { headers: overTls });
      expectGuarded(401, answer);
    } finally {
      await elsewhere.stop();
    }
  });
});
