import { describe, expect, test } from '@jest/globals';
import { bearerOf } from './bearer.js';

const KEY = `rsd_k3n5q7aa_${'x'.repeat(43)}`;
const jwt = (length: number): string => `eyJh.eyJz.${'s'.repeat(length - 10)}`;

describe('an Authorization header holds', () => {
  test.each([
    ['an access token', 'Bearer Zm9yIHRoZSBkb2N1bWVudA', 'token'],
    ['one in whatever letters', 'bEARER Zm9yIHRoZSBkb2N1bWVudA', 'token'],
    ['an access token as long as they get', `Bearer ${'x'.repeat(512)}`, 'token'],
    ['an API key', `Bearer ${KEY}`, 'api-key'],
    ['no API key: it is too short', `Bearer ${KEY.slice(0, -1)}`, 'token'],
    ['no API key: it is too long', `Bearer ${KEY}x`, 'token'],
    ['no API key: its letters are not of its alphabet', `Bearer ${KEY.replace('k3n5', 'K3N5')}`, 'token'],
    ['a JWT', `Bearer ${jwt(1000)}`, 'jwt'],
    ['a JWT as long as they get', `Bearer ${jwt(8192)}`, 'jwt'],
    ['a JWT without a signature', 'Bearer eyJh.eyJz.', 'jwt'],
    ['no JWT: it has five parts', 'Bearer a.b.c.d.e', 'token'],
  ])('%s', (_, header, kind) => {
    expect(bearerOf(header)).toEqual({ kind, value: header.slice('Bearer '.length) });
  });

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic YWRtaW46YWRtaW4=',
    'Bearer two words',
    'Bearer Zm9y\u00e9',
    `Bearer ${'x'.repeat(513)}`,
    `Bearer ${jwt(8193)}`,
    `Bearer ${'='.repeat(100)}`,
  ])('nothing when it reads %j', (header) => {
    expect(bearerOf(header)).toBeUndefined();
  });

  test('its credential without the padding', () => {
    expect(bearerOf('Bearer Zm9y==')).toEqual({ kind: 'token', value: 'Zm9y' });
  });
});
