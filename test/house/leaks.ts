/** What must not be in a file of the repository, with the name it is reported under. */
const LEAKS: readonly (readonly [string, RegExp])[] = [
  ['a package registry', /https?:\/\/[^\s/]*registry[^\s/]*\.|\bregistry\s*=\s*['"]?https?:|:_auth/i],
  ['an address of where a package came from', /"resolved":/],
  ['a comment that hides from the linter', /eslint-(disable|enable)|\/[/*]\s*eslint /],
  ['a comment that hides from the compiler', /@ts-(ignore|expect-error|nocheck)/],
  ['a comment that hides from the formatter', /prettier-ignore(?!rc)\b(?!')/],
  ['a comment that hides from a count of coverage', /(istanbul|c8|v8) ignore/],
  ['an unfinished merge', /^(<{7}|>{7}) /m],
];

/** The names of what a text lets through that it shouldn't. */
export function leaksIn(text: string): string[] {
  return LEAKS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}
