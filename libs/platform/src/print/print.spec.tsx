import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { parseInstant, parseZone } from '#platform/time';
import { printedDate, printedDay, printedInstant, printedTime, printedWeekday } from './dates.js';
import { cssString, printed, type Language } from './print.js';

const HOSTILE = [`<script>alert('x')</script>`, `"'><img src=x onerror=y>`, '</style><b>', '</title>', '\u202Edrow'];

function print(text: string, language: Language = 'en'): ReturnType<typeof printed> {
  const body = (
    <p class={text}>
      <bdi>{text}</bdi>
    </p>
  );
  return printed({ title: text, language, foot: text, body });
}

test.each(HOSTILE)('%s is text wherever it stands', async (text) => {
  const { html } = await print(text);
  expect([...html.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag)).toEqual(
    'html head meta meta meta title title style style head body p bdi bdi p body html'.split(' '),
  );
  expect(html).toContain('<html lang="en">');
  expect(html).not.toMatch(/ onerror=y>(?!&)|<script/);
});

test.each(HOSTILE)('the policy lets the style of a page with %s pass, and nothing else', async (text) => {
  const { html, policy } = await print(text, 'es');
  const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(policy).toBe(
    `default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none';style-src 'sha256-${hash}'`,
  );
});

test('a poster is A3 on its long side, in letters of 18 points', async () => {
  const page = { title: 'Programme', language: 'en', foot: '', body: <p>large</p> } as const;
  expect((await printed(page)).html).not.toContain('A3');
  expect((await printed({ ...page, poster: true })).html).toMatch(/@page\{size:A3 landscape;[^]*body\{font-size:18pt/);
});

test('a sheet that lies on its long side says so, and its policy lets that style pass', async () => {
  const page = { title: 'Register', language: 'en', foot: '', body: <p>wide</p> } as const;
  expect((await printed(page)).html).not.toContain('landscape');
  const { html, policy } = await printed({ ...page, landscape: true });
  const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
  expect(style).toContain('@page{size:A4 landscape}');
  expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
});

test.each([
  ['Ortega Núñez, Ana', '"Ortega Núñez, Ana"'],
  ['"}*{color:red', '"\\22 \\7d \\2a \\7b color:red"'],
  ['a\\b\n</style>', '"a\\5c b\\a \\3c \\2f style\\3e "'],
  ['\u{1F600}', '"\\1f600 "'],
])('%j is %s in a style', (text, expected) => {
  expect(cssString(text)).toBe(expected);
});

test.each<[Language, string, string]>([
  ['en', '29 Mar 2026', '29 Mar 2026, 03:30'],
  ['es', '29 mar 2026', '29 mar 2026, 03:30'],
])('in %s a day has its month in letters, and a time is that of the wall clock', (language, day, time) => {
  expect(printedDate('2026-03-29', language)).toBe(day);
  const at = parseInstant('2026-03-29T01:30:00Z');
  expect(printedInstant(at, parseZone('Europe/Madrid'), language)).toBe(time);
});

test.each<[Language, string, string]>([
  ['en', 'Sun 29 Mar', '03:30'],
  ['es', 'dom 29 mar', '03:30'],
])('in %s a day of a week and a time of that day are short', (language, day, time) => {
  expect(printedDay('2026-03-29', language)).toBe(day);
  expect(printedTime(parseInstant('2026-03-29T01:30:00Z'), parseZone('Europe/Madrid'), language)).toBe(time);
});

test.each<[Language, string]>([
  ['en', 'Sunday 29'],
  ['es', 'domingo 29'],
])('in %s a day of one week is at length', (language, day) => {
  expect(printedWeekday('2026-03-29', language)).toBe(day);
});
