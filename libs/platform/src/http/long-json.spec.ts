import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLong, writeLongJson } from './long-json.js';

test('a long answer is written as any other is, to the byte', async () => {
  const value = fc.jsonValue({ maxDepth: 2 });
  const some = fc.array(fc.option(value, { nil: undefined }), { maxLength: 10 });
  const note = fc.constantFrom('José', '👵', '\ud800', 'a "note"\n', undefined);
  await fc.assert(
    fc.asyncProperty(some, note, value, async (items, note, rest) => {
      const long = { items: [...items, ...Array<object>(201).fill({ name: 'José' })], note, rest };
      expect(isLong(long)).toBe(true);
      expect((await writeLongJson(long)).toString()).toBe(JSON.stringify(long));
    }),
    { numRuns: 20 },
  );
});

test.each([
  ['a page', { items: Array(200).fill(0) }],
  ['a bare list', Array(300).fill(0)],
  ['a text', 'text'],
  ['null', null],
  ['nothing', undefined],
])('%s is not a long answer', (_, body) => {
  expect(isLong(body)).toBe(false);
});
