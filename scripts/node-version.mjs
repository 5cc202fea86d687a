/**
 * Whether a Node version lies in a range such as `>=20.19.0 <21 || >=22.12.0 <23`.
 * @param {string} version as `process.version` has it, `v20.19.0`
 * @param {string} range comparisons `>=` and `<`, alternatives between `||`
 * @returns {boolean}
 */
export function isSupported(version, range) {
  return range.split('||').some((alternative) =>
    alternative
      .trim()
      .split(/\s+/)
      .every((comparison) => {
        const [, operator, bound] = /^(>=|<)([\d.]+)$/.exec(comparison) ?? [];
        if (operator === undefined) throw new Error(`not a comparison: ${comparison}`);
        const order = compare(version.slice(1), bound);
        return operator === '<' ? order < 0 : order >= 0;
      }),
  );
}

function compare(a, b) {
  const [left, right] = [a, b].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (let i = 0; i < 3; i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
