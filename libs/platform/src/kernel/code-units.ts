/** Negative: `a` comes before `b`. By code units, as both databases sort; a locale has its own ideas. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
