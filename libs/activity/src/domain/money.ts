import type { Quantity } from '#platform/kernel';

/** An amount of a currency (FHIR Money). */
export interface Money {
  readonly value: Quantity;
  /** ISO 4217, such as `EUR`. */
  readonly currency: string;
}

/** The most that something may cost, in any currency. */
export const MAX_COST = 1_000_000;

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** @throws RangeError when it is no code of ISO 4217. */
export function parseCurrency(text: string): string {
  if (!CURRENCIES.has(text)) throw new RangeError('not a currency of ISO 4217, as in EUR');
  return text;
}
