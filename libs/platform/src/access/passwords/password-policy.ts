import { fold, words } from '#platform/kernel';
import { repeatedUnit, surprises } from './guessable.js';

/*
 * What a password must be, after NIST SP 800-63B-4: long enough, and none of those that are tried first. No rules on
 * which characters it is made of; it never expires.
 */

/** Whose password it is to be: what everyone knows of them is no secret. */
export interface PasswordOwner {
  readonly username: string;
  readonly displayName: string;
}

export interface PasswordPolicy {
  /** Fewest characters (Unicode code points). */
  readonly minLength: number;
  /** Whether a folded text is one of the passwords that are tried first. */
  readonly isCommon: (text: string) => boolean;
}

/** Why a password is refused. */
export interface PasswordWeakness {
  readonly code: 'too-short' | 'too-common' | 'too-guessable';
  /** Continues a sentence that begins with the field's name. */
  readonly message: string;
}

const PRODUCT = 'residencia';

/** A name shorter than this is found in too many words to say anything. */
const SHORTEST_NAME = 4;

/** Characters that must not follow from those before them, whatever the length. */
const FEWEST_SURPRISES = 6;

const NOT_LETTERS_AT_END = /[^\p{L}]+$/u;
const NOT_LETTERS_AT_START = /^[^\p{L}]+/u;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]+/gu;
const SEPARATORS = /[\s\-_.,/]+/g;

/** Signs that stand for the letter that they look like. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/** @returns undefined when the password is good. */
export function weaknessOf(
  password: string,
  owner: PasswordOwner,
  { minLength, isCommon }: PasswordPolicy,
): PasswordWeakness | undefined {
  if ([...password.normalize('NFC')].length < minLength) {
    return { code: 'too-short', message: `must have at least ${minLength} characters` };
  }
  if (readings(fold(password)).some(isCommon)) {
    return { code: 'too-common', message: 'is one of the passwords that are tried first, or little more' };
  }
  if (isPattern(password.normalize('NFKC').toLowerCase(), minLength)) {
    return { code: 'too-guessable', message: 'is a repetition or a sequence that is easily guessed' };
  }
  if (isMostlyNames(fold(password), owner)) {
    return { code: 'too-guessable', message: 'is little more than the name of its user or of this system' };
  }
  return undefined;
}

/** What is left of a folded password without its trimmings: digits and signs around it, between, or in place of letters. */
function readings(folded: string): string[] {
  const start = folded.replace(NOT_LETTERS_AT_END, '');
  const cores = [folded, start, start.replace(NOT_LETTERS_AT_START, '')];
  return cores.flatMap((core) => [core, lettersAndDigits(core), lettersAndDigits(asLetters(core))]);
}

function isPattern(text: string, minLength: number): boolean {
  return [text, text.replace(SEPARATORS, '')].some((form) => {
    const unit = repeatedUnit(form);
    return surprises(form) < FEWEST_SURPRISES || (unit !== form && [...unit].length < minLength);
  });
}

function isMostlyNames(folded: string, owner: PasswordOwner): boolean {
  const core = lettersAndDigits(folded.replace(NOT_LETTERS_AT_END, '').replace(NOT_LETTERS_AT_START, ''));
  const rest = namesOf(owner).reduce((left, name) => left.replaceAll(name, ''), core);
  return rest !== core && surprises(rest) < FEWEST_SURPRISES;
}

/** Longest first, so that a whole name goes before its parts. */
function namesOf({ username, displayName }: PasswordOwner): string[] {
  const known = [username, displayName].flatMap((name) => [lettersAndDigits(fold(name)), ...words(name)]);
  return [PRODUCT, ...known].filter((name) => name.length >= SHORTEST_NAME).sort((a, b) => b.length - a.length);
}

function lettersAndDigits(text: string): string {
  return text.replace(NEITHER_LETTER_NOR_DIGIT, '');
}

function asLetters(text: string): string {
  return Array.from(text, (sign) => LOOKS_LIKE[sign] ?? sign).join('');
}
