import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Home } from '../../support/home.js';
import { startThatFails } from '../../support/start.js';

const WARD = 'https://ward.example';
const STRANGERS = ['https://evil.example', 'https://ward.example.evil.example', 'http://ward.example', 'null'];

async function preflight(home: Home, origin: string): Promise<Response> {
  return fetch(`${home.url}/api/v1/residents`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });
}

function permissions({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
}

describe('a home whose pages live elsewhere', () => {
  let home: Home;
  beforeAll(async () => {
    home = await Home.start({ environment: { CORS_ORIGINS: `${WARD}, http://localhost:5173` } });
  });
  afterAll(() => home.stop());

  test('lets them send what the contract knows, and read its headers, but no cookies', async () => {
    const { status, headers } = await preflight(home, WARD);
    expect({ status, ...Object.fromEntries(headers) }).toMatchObject({
      status: 204,
      'access-control-allow-origin': WARD,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers':
        'authorization, content-type, if-match, if-none-match, idempotency-key, x-request-id',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
    expect(headers.get('access-control-allow-credentials')).toBeNull();

    const answer = await fetch(`${home.url}/api/v1/auth/me`, { headers: { origin: 'http://localhost:5173' } });
    expect({ status: answer.status, ...Object.fromEntries(answer.headers) }).toMatchObject({
      status: 401,
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-expose-headers': 'etag, location, link, retry-after, idempotency-replayed, x-request-id',
      vary: 'Origin',
    });
  });

  test.each(STRANGERS)('says nothing of the kind to pages of %s', async (origin) => {
    const before = await preflight(home, origin);
    const answer = await fetch(`${home.url}/api/v1/auth/me`, { headers: { origin } });
    expect([before.status, permissions(before)]).toEqual([404, []]);
    expect([answer.status, permissions(answer), answer.headers.get('vary')]).toEqual([401, [], 'Origin']);
  });
});

test('a home that names no origins lets no page in', async () => {
  const home = await Home.start();
  try {
    const before = await preflight(home, WARD);
    expect([before.status, permissions(before)]).toEqual([404, []]);
    expect(permissions(await fetch(`${home.url}/api/v1/auth/me`, { headers: { origin: WARD } }))).toEqual([]);
  } finally {
    await home.stop();
  }
});

test.each([
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'https://ward.example/app'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', '0.0.0.0/0'],
])('%s=%s stops the start with one line', async (name, value) => {
  const { code, errors } = await startThatFails({ [name]: value });
  expect(code).toBe(1);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(new RegExp(`^residencia: ${name}: must be `));
});
