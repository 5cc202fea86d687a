/** Sequences that fingers and memory follow: digits, the alphabet, and the rows and columns of keyboards. */
const TRACKS = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjklñ',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!@#$%^&*()',
].flatMap((track) => [track.repeat(2), [...track.repeat(2)].reverse().join('')]);

/** Shortest stretch that counts as a sequence: two letters in a row are neighbours in many a word. */
const SHORTEST_RUN = 3;

/**
 * How many characters of `text` don't follow from those before them. A stretch of one character, or one along a row of
 * a keyboard, the digits or the alphabet (in either direction), counts once: `aaaa`, `4321` and `qwerty` each count 1.
 * @param text in lower case.
 */
export function surprises(text: string): number {
  const characters = [...text];
  let count = 0;
  for (let index = 0; index < characters.length; count += 1) index += predictable(characters, index);
  return count;
}

/** The length of the stretch that begins at `index`; 1 where nothing is to be foreseen. */
function predictable(characters: readonly string[], index: number): number {
  const longest = Math.max(sameFrom(characters, index), trackFrom(characters, index));
  return longest < SHORTEST_RUN ? 1 : longest;
}

function sameFrom(characters: readonly string[], index: number): number {
  let end = index + 1;
  while (end < characters.length && characters[end] === characters[index]) end += 1;
  return end - index;
}

function trackFrom(characters: readonly string[], index: number): number {
  let length = 1;
  while (index + length < characters.length && isOnTrack(characters.slice(index, index + length + 1).join(''))) {
    length += 1;
  }
  return length;
}

function isOnTrack(stretch: string): boolean {
  return TRACKS.some((track) => track.includes(stretch));
}

/**
 * The one thing that a text repeats, the last time perhaps in part: `abcabca` repeats `abc`. The text itself when there
 * is nothing that it holds at least twice.
 */
export function repeatedUnit(text: string): string {
  const characters = [...text];
  for (let length = 1; length * 2 <= characters.length; length += 1) {
    if (characters.every((character, index) => character === characters[index % length])) {
      return characters.slice(0, length).join('');
    }
  }
  return text;
}
