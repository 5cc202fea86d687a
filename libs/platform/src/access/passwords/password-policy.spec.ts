import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomPassword } from '../password.js';
import { commonPasswords } from './common-passwords.js';
import { weaknessOf, type PasswordPolicy } from './password-policy.js';

const NURIA = { username: 'n.ruiz', displayName: 'Nuria Ruiz Ñoño' };
let policy: PasswordPolicy;

beforeAll(async () => {
  const common = await commonPasswords();
  policy = { minLength: 12, isCommon: (text) => common.has(text) };
});

function codeOf(password: string, minLength = policy.minLength): string | undefined {
  return weaknessOf(password, NURIA, { ...policy, minLength })?.code;
}

describe('a password is good', () => {
  test.each([
    ['ward-kettle-orchid-9', 'three words and a number'],
    ['correct horse battery', 'words with spaces'],
    ['an entirely new one', 'a sentence without a digit or a capital'],
    ['contraseña & más = ¿sí? +%41', 'any signs'],
    ['kqvztmwxhbnr', 'twelve letters at random'],
    ['485720391857', 'twelve digits at random'],
    ['秋の夜長に虫の声を聞く', 'any script', 11],
    ['🐝🪁🥁🧦🪴🛞🎺🧊🪵🥝🍋🐌', 'twelve pictures'],
    ['a'.repeat(3) + 'kettle on the ward', 'a repetition with enough beside it'],
    ['nuria-kettle-orchid', "the user's name with enough beside it"],
    ['ward kettle orchid nine '.repeat(2), 'a repetition of what is long enough by itself'],
    ['x'.repeat(8) + 'ward-kettle-orchid'.repeat(12), 'a very long one'],
  ])('%j: %s', (password, _, minLength = 12) => {
    expect(codeOf(password, minLength)).toBeUndefined();
  });

  test('when it was drawn at random', () => {
    for (let count = 0; count < 500; count += 1) expect(codeOf(randomPassword())).toBeUndefined();
  });
});

describe('a password is refused', () => {
  test.each([
    ['', 'too-short'],
    ['kettle', 'too-short'],
    ['ward-kettle', 'too-short'],
    ['🐝🪁🥁🧦🪴🛞', 'too-short'],
    ['e\u0301'.repeat(11), 'too-short'],
    ['passwordpassword', 'too-common'],
    ['Password2026!', 'too-common'],
    ['2026!!!Password', 'too-common'],
    ['P@ssw0rd12345', 'too-common'],
    ['p4$$w0rd!!!!!!', 'too-common'],
    ['pass word - 1 2 3 4', 'too-common'],
    ['Contraseña2026', 'too-common'],
    ['ＰＡＳＳＷＯＲＤ１２３４', 'too-common'],
    ['MichaelJackson', 'too-common'],
    ['real.madrid.1902', 'too-common'],
    ['aaaaaaaaaaaa', 'too-guessable'],
    ['            ', 'too-guessable'],
    ['xk7xk7xk7xk7', 'too-guessable'],
    ['kettle kettle kettle', 'too-guessable'],
    ['letmein-letmein', 'too-guessable'],
    ['135790864213579086421357908642', 'too-guessable'],
    ['abcdefghijklmn', 'too-guessable'],
    ['9876543210987', 'too-guessable'],
    ['123-456-789-012', 'too-common'],
    ['987-654-321-098', 'too-guessable'],
    ['qwertyuiop[]asdf', 'too-guessable'],
    ['aaaabbbbccccdddd', 'too-guessable'],
    ['nuriaruiznono', 'too-guessable'],
    ['Nuria.Ruiz.2026', 'too-guessable'],
    ['n.ruiz-n.ruiz-2026', 'too-guessable'],
    ['RuizNuria2026!', 'too-guessable'],
    ['residencia2026', 'too-guessable'],
    ['Residencia-Nuria-1', 'too-guessable'],
    ['my residencia', 'too-guessable'],
  ])('%j: %s', (password, code) => {
    expect(codeOf(password)).toBe(code);
  });

  test('whatever trimmings a common one has', async () => {
    const common = [...(await commonPasswords())].filter((word) => /^[a-z]{5,}$/.test(word));
    const trimmings = fc.string({ unit: fc.constantFrom(...Array.from('0123456789!?.-_ #')), maxLength: 10 });
    fc.assert(
      fc.property(fc.constantFrom(...common), trimmings, trimmings, (word, before, after) => {
        expect(codeOf(`${before}${word.toUpperCase()}${after}`, 1)).toBe('too-common');
      }),
    );
  });

  test('whatever short thing it repeats', () => {
    const short = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(short, fc.integer({ min: 2, max: 20 }), (unit, times) => {
        expect(codeOf(unit.repeat(times))).toBeDefined();
      }),
    );
  });

  test('below the length that the home asks for, whatever that is, and is told it', () => {
    const at = { min: 8, max: 64 };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer(at), (password, minLength) => {
        const short = [...password.normalize('NFC')].length < minLength;
        const weakness = weaknessOf(password, NURIA, { ...policy, minLength });
        expect(weakness?.message === `must have at least ${minLength} characters`).toBe(short);
        expect(weakness?.code === 'too-short').toBe(short);
      }),
    );
  });

  test('the same, however its accents are stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('añéüoSs14 -')), maxLength: 30 }), (password) => {
        expect(codeOf(password.normalize('NFD'))).toBe(codeOf(password.normalize('NFC')));
      }),
    );
  });
});
