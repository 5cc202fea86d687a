const WORDS = '[a-z][a-z0-9]*(-[a-z0-9]+)*';

/** What may lie in `libs/<domain>/src`, relative to it: the rooms of a domain and how their files are named. */
const ROOMS = [
  'index\\.ts',
  '<domain>\\.module\\.ts',
  `api/${WORDS}\\.(controller|dto|chart)\\.ts`,
  `api/${WORDS}\\.page\\.tsx`,
  `app/${WORDS}\\.service\\.ts`,
  `app/on-${WORDS}\\.ts`,
  'app/<domain>\\.timeline\\.ts',
  'domain/<domain>\\.(errors|facts)\\.ts',
  `domain/(${WORDS}/)?${WORDS}\\.ts`,
  `data/${WORDS}\\.(entity|repository)\\.ts`,
  `(api|app|domain|data)/(${WORDS}/)?${WORDS}(\\.[a-z]+)?\\.spec\\.ts`,
];

/**
 * Whether a source has a room.
 * @param path from the root of the repository, with `/`.
 */
export function hasRoom(path: string): boolean {
  const [, domain, rest] = /^libs\/([^/]+)\/src\/(.+)$/.exec(path) ?? [];
  if (domain === undefined || rest === undefined) return false;
  if (domain === 'platform')
    return new RegExp(`^(${WORDS}/){1,2}(\\d{4}-)?${WORDS}(\\.[a-z]+){0,2}\\.tsx?$`).test(rest);
  return ROOMS.some((room) => new RegExp(`^${room.replaceAll('<domain>', domain)}$`).test(rest));
}
