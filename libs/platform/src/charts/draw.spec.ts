import { describe, expect, test } from '@jest/globals';
import type { Chart } from './chart.js';
import { draw } from './draw.js';
import { FILLS } from './fills.js';
import { cut, legend, legendData, legendHeight, texts, writing } from './parts.js';

const HOSTILE = [
  '</text><script>alert(1)</script>',
  `"'><image href=http://elsewhere/ onload=x>`,
  '</title></desc></svg><b>',
  ']]>&amp;&lt;',
  'a bell \u0007, nothing \u0000 and half a letter \ud800',
];

function chart(text: string, drawing: Chart['drawing'] = {}): Chart {
  const fills = FILLS.map((_, index) => ({ name: String(index), text }));
  return {
    ...{ title: text, description: text, language: 'en', height: 300 },
    drawing: {
      data: [
        { name: 'texts', values: [writing({ x: 10, y: 10, text })] },
        { name: 'fills', values: legendData(fills, 40) },
      ],
      scales: [{ name: 'fill', type: 'ordinal', domain: fills.map(({ name }) => name), range: [...FILLS] }],
      marks: [texts('texts'), ...legend('fills', 'fill')],
      ...drawing,
    },
  };
}

describe('a chart', () => {
  test.each(HOSTILE)('of %j has it as text only, and is whole', async (text) => {
    const svg = await draw(chart(text));
    const tags = new Set([...svg.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag));
    expect([...tags].sort()).toEqual([
      'circle',
      'defs',
      'desc',
      'g',
      'path',
      'pattern',
      'rect',
      'svg',
      'text',
      'title',
    ]);
    // No other `<` or `>`, no `&` but of an escape, no character that XML doesn't have, no style and no address.
    expect(svg.replace(/<\/?[a-z][^<>]*>/g, '')).not.toMatch(/[<>]|&(?!(#\d+|amp|lt|gt);)/);
    expect(svg).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(svg).not.toMatch(/ (style|href|on[a-z]+)="/);
  });

  test('is the same each time, byte for byte', async () => {
    const [first, second, other] = await Promise.all([draw(chart('Ana')), draw(chart('Ana')), draw(chart('Eva'))]);
    expect(first).toBe(second);
    expect(first).not.toBe(other);
  });

  test('says what it is to who can not see it', async () => {
    const svg = await draw({ ...chart(''), title: 'Weight of Ana', description: 'From 61 to 58 kg', language: 'es' });
    const [, title, description] = /aria-labelledby="([\w-]+)" aria-describedby="([\w-]+)"/.exec(svg) ?? [];
    expect(svg).toMatch(/^<svg [^>]*lang="es" role="img"/);
    expect(svg).toContain(`<title id="${title ?? ''}">Weight of Ana</title>`);
    expect(svg).toContain(`<desc id="${description ?? ''}">From 61 to 58 kg</desc>`);
  });

  test('fills every area with a pattern that it has', async () => {
    const svg = await draw(chart('Ana'));
    const used = [...svg.matchAll(/fill="url\(#([\w-]+)\)"/g)].map(([, name]) => name);
    const defined = [...svg.matchAll(/<pattern id="([\w-]+)"/g)].map(([, name]) => name);
    expect(used).toEqual(defined);
    expect(new Set(defined).size).toBe(FILLS.length);
  });

  test('fetches nothing, even if it is told to', async () => {
    const data = [{ name: 'texts', url: 'http://127.0.0.1:1/data.json' }];
    const svg = await draw(chart('Ana', { data, scales: [], marks: [texts('texts')] }));
    expect(svg).not.toContain('Ana</text>');
  });
});

test.each([
  ['Ana', 5, 'Ana'],
  ['Mercedes', 5, 'Merc…'],
  ['Zoë\u0308🏳️‍🌈ab', 5, 'Zoë\u0308🏳️‍🌈…'],
])('%s in %d letters is %s', (text, most, expected) => {
  expect(cut(text, most)).toBe(expected);
});

test.each([
  [0, 0],
  [1, 24],
  [2, 24],
  [7, 96],
])('a legend of %d entries is %d high', (entries, height) => {
  expect(legendHeight(entries)).toBe(height);
});
