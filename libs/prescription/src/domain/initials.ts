import { byCodeUnits } from '#platform/kernel';

/** Someone who signs. */
export interface Signatory {
  readonly id: string;
  /** Null: a program, which has none. */
  readonly name: string | null;
}

/** What a program signs with. */
const PROGRAM = '@';

/** How many letters initials have at most. */
const MOST = 3;

/** Small words inside a name and titles before it (`Dra. María del Carmen`). */
const SMALL: ReadonlySet<string> = new Set(
  'de del la las los y e da do dos van von dr dra d don doña mr mrs ms miss sr sra srta'.split(' '),
);

/**
 * The initials by which people sign a chart, by id: no two alike, so that a key can say whose they are. Of those with the
 * same the one who was known first keeps them; the others have a number.
 */
export function uniqueInitials(people: readonly Signatory[]): ReadonlyMap<string, string> {
  const initials = new Map<string, string>();
  const taken = new Set<string>();
  // Ids are in order of time.
  for (const { id, name } of [...people].sort((a, b) => byCodeUnits(a.id, b.id))) {
    if (initials.has(id)) continue;
    const own = name === null ? PROGRAM : initialsOf(name);
    let unique = own;
    for (let number = 2; taken.has(unique); number += 1) unique = `${own}${number}`;
    taken.add(unique);
    initials.set(id, unique);
  }
  return initials;
}

function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const big = words.filter((word) => !SMALL.has(word.toLowerCase()));
  const letters = (big.length > 0 ? big : words).map((word) => Array.from(word)[0] ?? '');
  return letters.length === 0 ? '?' : letters.slice(0, MOST).join('').toUpperCase();
}
