import { describe, expect, test } from '@jest/globals';
import { originsOf, proxiesOf } from './network.js';

describe('the origins whose pages may call the API', () => {
  test('are taken as a browser sends them', () => {
    expect(originsOf('https://ward.example, http://localhost:5173')).toEqual([
      'https://ward.example',
      'http://localhost:5173',
    ]);
  });

  test.each([
    '*',
    'https://*.example',
    'null',
    'ward.example',
    'https://ward.example/',
    'https://ward.example/app',
    'https://ward.example:443',
    'HTTPS://WARD.EXAMPLE',
    'https://user@ward.example',
    'file:///srv/index.html',
    'https://ward.example,',
    'https://ward.example,*',
  ])('are never %s', (text) => {
    expect(() => originsOf(text)).toThrow('must be exact origins');
  });
});

describe('the proxies whose word is taken', () => {
  test('are addresses and ranges', () => {
    expect(proxiesOf('10.0.0.5, 10.1.0.0/16,::1,fd00::/8')).toEqual(['10.0.0.5', '10.1.0.0/16', '::1', 'fd00::/8']);
  });

  test.each([
    'true',
    '*',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/',
    '10.0.0/8',
    '10.0.0.0/8/8',
    'proxy',
    '',
  ])('are never %j', (text) => {
    expect(() => proxiesOf(text)).toThrow('must be addresses or ranges');
  });
});
