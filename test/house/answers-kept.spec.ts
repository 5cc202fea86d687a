import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from './canaries.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly 'x-not-kept-because'?: string;
}

/** Routes whose answer is not kept under an Idempotency-Key; each says why in the document. */
const NOT_KEPT = [
  '/api/v1/activities/calendar-links',
  '/api/v1/api-keys',
  '/api/v1/auth/logout',
  '/api/v1/auth/password',
  '/api/v1/auth/pin',
  '/api/v1/auth/token',
  '/api/v1/medications/import',
];

test('every POST takes an Idempotency-Key, but for those that say why not', () => {
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as {
    paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const posts = Object.entries(paths).flatMap(([path, { post }]) => (post === undefined ? [] : [{ path, post }]));
  const taking = posts.filter(({ post }) => post.parameters?.some(({ name }) => name === 'Idempotency-Key') === true);
  const excused = posts.filter(({ post }) => (post['x-not-kept-because'] ?? '').endsWith('.'));
  expect(excused.map(({ path }) => path).sort()).toEqual(NOT_KEPT);
  expect(taking.length + excused.length).toBe(posts.length);
  expect(taking.filter((one) => excused.includes(one))).toEqual([]);
  expect(taking.length).toBeGreaterThan(20);
});
