import { toDecimal, type Quantity } from '#platform/kernel';
import type { Check } from './check.js';

/** The rules that stock makes for a dose, which somebody who answers for it can go past (api.md section 9). */
const RULES = { short: 'insufficient-stock', unit: 'unit-mismatch' } as const;

/** Why stock can't account for a dose, as the domain of medicines tells it apart. */
type StockGap = keyof typeof RULES;

/** What is in stock for a dose, as the domain of medicines plans it; amounts are in the unit of the stock. */
export type StockAnswer =
  | { readonly kind: 'uncounted' }
  | { readonly kind: 'unconvertible'; readonly stockUnit: string; readonly refused: boolean }
  | (Counted & { readonly kind: 'refused' })
  | (Counted & { readonly kind: 'taken' });

interface Counted {
  readonly needed: Quantity;
  readonly stockUnit: string;
  /** What may be used that day, and what has expired. */
  readonly supply: { readonly usable: Quantity; readonly expired: Quantity };
}

/** What somebody answers for who acknowledges these codes. */
export function answeredFor(codes: readonly string[]): ReadonlySet<StockGap> {
  const gaps: readonly StockGap[] = ['short', 'unit'];
  return new Set(gaps.filter((gap) => codes.includes(RULES[gap])));
}

/**
 * Whether the stock can account for a dose. Only medicines that were ever received are counted.
 * @param unit the one of the dose
 */
export function inStock(stock: StockAnswer, unit: string): Check {
  const { short: rule, unit: mismatch } = RULES;
  if (stock.kind === 'uncounted') {
    return { rule, outcome: 'pass', detail: 'The medicine is not counted.', facts: { counted: false } };
  }
  const { stockUnit } = stock;
  if (stock.kind === 'unconvertible') {
    const detail = `The stock is counted in ${stockUnit}, and the medicine states no conversion from ${unit}.`;
    return { rule: mismatch, outcome: stock.refused ? 'block' : 'warn', detail, facts: { unit, stockUnit } };
  }
  const { needed, supply } = stock;
  const facts = {
    counted: true,
    needed: toDecimal(needed),
    usable: toDecimal(supply.usable),
    expired: toDecimal(supply.expired),
    unit: stockUnit,
  };
  if (supply.usable >= needed) return { rule, outcome: 'pass', detail: 'The dose is in stock.', facts };
  const detail = `The dose takes ${facts.needed} ${stockUnit}; ${facts.usable} may be used, ${facts.expired} expired.`;
  return { rule, outcome: stock.kind === 'refused' ? 'block' : 'warn', detail, facts };
}
