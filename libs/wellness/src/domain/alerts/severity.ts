/** How soon an alert wants somebody, the least first. */
export const SEVERITIES = ['notice', 'warning', 'urgent', 'emergency'] as const;
export type Severity = (typeof SEVERITIES)[number];

export function isWorse(severity: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(than);
}

export function worst(severities: readonly [Severity, ...Severity[]]): Severity {
  return severities.reduce((a, b) => (isWorse(b, a) ? b : a));
}

/** Of several findings the worst; of equals the first. Undefined: there is none. */
export function worstOf<T extends { readonly severity: Severity }>(found: readonly T[]): T | undefined {
  const [first, ...others] = found;
  return first === undefined ? undefined : others.reduce((a, b) => (isWorse(b.severity, a.severity) ? b : a), first);
}
