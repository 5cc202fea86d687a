/** Units of UCUM that people write otherwise. */
const WRITTEN: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', Cel: '°C', '{score}': '' };

/** A number with its unit (UCUM) as people write it: `36.6 °C`, and nothing after a score. */
export function withUnit(measured: string, unit: string | null): string {
  const written = unit === null ? '' : (WRITTEN[unit] ?? unit);
  return written === '' ? measured : `${measured} ${written}`;
}
