import { createHash } from 'node:crypto';
import type { Loader } from 'vega';
import { Lane, nextTurn } from '#platform/turns';
import { CHART_WIDTH, type Chart } from './chart.js';
import { FILL_DEFINITIONS } from './fills.js';
import { THEME } from './theme.js';

/** To lay out a chart takes some ten milliseconds in one go: one after the other, with turns for everybody between. */
const lane = new Lane(1, 50);

/** A chart has all its data in it; nothing is fetched, whatever a specification says. */
const NOTHING_FROM_OUTSIDE: Loader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
};

/**
 * A chart as SVG: the same for the same chart, byte for byte, with nothing that runs or is fetched.
 * @throws OverloadedError when too many are asked for at once.
 */
export function draw(chart: Chart): Promise<string> {
  return lane.run(chart.height, async () => {
    await nextTurn();
    // Loaded when the first chart is asked for: a home that never draws one does without.
    const { parse, View } = await import('vega');
    const frame = { width: CHART_WIDTH, height: chart.height, padding: 0, autosize: 'none' } as const;
    const view = new View(parse({ ...frame, ...chart.drawing }, THEME), {
      renderer: 'none',
      loader: NOTHING_FROM_OUTSIDE,
    });
    try {
      return framed(await view.toSVG(), chart);
    } finally {
      view.finalize();
    }
  });
}

/** In a root of our own, which says what it is to programs that read aloud. */
function framed(svg: string, { title, description, language, height }: Chart): string {
  const drawing = svg.slice(svg.indexOf('>') + 1);
  const names = createHash('sha256').update(title).update(description).digest('hex').slice(0, 8);
  const [titleId, descriptionId] = [`title-${names}`, `description-${names}`];
  const head =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CHART_WIDTH} ${height}" width="${CHART_WIDTH}" ` +
    `height="${height}" lang="${language}" role="img" aria-labelledby="${titleId}" aria-describedby="${descriptionId}">`;
  const told = `<title id="${titleId}">${escaped(title)}</title><desc id="${descriptionId}">${escaped(description)}</desc>`;
  return whole(head + told + FILL_DEFINITIONS + drawing);
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** XML can't say every character, not even escaped. */
function whole(svg: string): string {
  return svg.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('a chart fetches nothing'));
}
