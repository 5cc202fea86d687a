import { describe, expect, test } from '@jest/globals';
import { decodeWindows1252, textEncodingOf } from './text-encoding.js';

describe('an encoding', () => {
  test.each([
    ['utf-8', 'utf-8'],
    ['UTF8', 'utf-8'],
    ['latin1', 'windows-1252'],
    ['ISO-8859-1', 'windows-1252'],
    ['cp1252', 'windows-1252'],
    ['utf-16', undefined],
    ['iso-8859-2', undefined],
    ['', undefined],
    ['no such', undefined],
  ])('is known by its label %j', (label, encoding) => {
    expect(textEncodingOf(label)).toBe(encoding);
  });
});

test('windows-1252 has letters where ISO 8859-1 has control characters, and no character for five bytes', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const text = decodeWindows1252(bytes);
  expect(text.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ');
  expect(text.slice(0, 0x80) + text.slice(0xa0)).toBe(
    [...bytes.subarray(0, 0x80), ...bytes.subarray(0xa0)].map((byte) => String.fromCharCode(byte)).join(''),
  );
});
