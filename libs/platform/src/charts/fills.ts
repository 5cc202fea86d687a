/** The ink of a pattern that repeats in squares of `side`, on a light ground. */
interface Pattern {
  readonly side: number;
  readonly ground: string;
  readonly ink: string;
  readonly rotate?: number;
}

const stroke = (path: string, width: number): string =>
  `<path d="${path}" fill="none" stroke="#111" stroke-width="${width}"/>`;

/** In an order in which neighbours differ most; told apart in black and white too. */
const PATTERNS: readonly Pattern[] = [
  { side: 8, ground: '#333', ink: '' },
  { side: 7, ground: '#cfe6f7', ink: stroke('M3.5 0V7', 1.6), rotate: 45 },
  { side: 7, ground: '#fff', ink: '' },
  { side: 7, ground: '#ffe3ad', ink: '<circle cx="3.5" cy="3.5" r="1.7" fill="#111"/>' },
  { side: 6, ground: '#d3efd8', ink: stroke('M0 3H6', 1.6) },
  { side: 8, ground: '#f7d5e6', ink: stroke('M0 4H8M4 0V8', 1.2), rotate: 45 },
  { side: 5, ground: '#e4e4e4', ink: stroke('M2.5 0V5', 2.2), rotate: -45 },
];

/** Fills of areas that are told apart without colour; at most so many kinds in one chart. */
export const FILLS: readonly string[] = PATTERNS.map((_, index) => `url(#${nameOf(index)})`);

/** What {@link FILLS} refer to; the same in every chart, so that two of them in one page don't disturb each other. */
export const FILL_DEFINITIONS = `<defs>${PATTERNS.map(definition).join('')}</defs>`;

function nameOf(index: number): string {
  return `fill-${index + 1}`;
}

function definition({ side, ground, ink, rotate }: Pattern, index: number): string {
  const turned = rotate === undefined ? '' : ` patternTransform="rotate(${rotate})"`;
  return (
    `<pattern id="${nameOf(index)}" width="${side}" height="${side}" patternUnits="userSpaceOnUse"${turned}>` +
    `<path d="M0 0H${side}V${side}H0Z" fill="${ground}"/>${ink}</pattern>`
  );
}
