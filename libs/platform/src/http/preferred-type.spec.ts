import { expect, test } from '@jest/globals';
import { preferredLanguage, preferredType } from './preferred-type.js';

const OFFERED = ['application/json', 'text/html'] as const;
const [JSON_TYPE, HTML] = OFFERED;

test.each<[string | undefined, string, string]>([
  [undefined, JSON_TYPE, 'a program says nothing'],
  ['', JSON_TYPE, 'nothing is said'],
  ['*/*', JSON_TYPE, 'anything will do'],
  ['text/html', HTML, 'a page is asked for'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', HTML, 'a browser asks'],
  ['application/json, text/html;q=0.9', JSON_TYPE, 'a page would do'],
  ['application/json;q=0.2, text/html;q=0.3', HTML, 'a page is liked a little better'],
  ['text/*', HTML, 'any text is asked for'],
  ['text/html;q=0, */*', JSON_TYPE, 'anything but a page'],
  ['application/pdf', JSON_TYPE, 'nothing of ours will do'],
  ['TEXT/HTML', HTML, 'it is shouted'],
  [';;;q=x,', JSON_TYPE, 'it can not be read'],
])('Accept: %s gets %s: %s', (accept, expected) => {
  expect(preferredType({ accept }, [...OFFERED])).toBe(expected);
});

test.each<[string | undefined, string]>([
  [undefined, 'en'],
  ['es-ES,es;q=0.9,en;q=0.8', 'es'],
  ['fr, es;q=0.5', 'es'],
  ['fr', 'en'],
  ['*', 'en'],
])('Accept-Language: %s gets %s', (language, expected) => {
  expect(preferredLanguage({ 'accept-language': language }, ['en', 'es'])).toBe(expected);
});
