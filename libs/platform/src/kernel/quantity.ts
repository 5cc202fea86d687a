declare const millionths: unique symbol;

/**
 * An exact decimal with up to six places (a dose, a stock balance, a measured value), held as a whole
 * number of millionths so that sums are exact in TypeScript and in SQL. Never a binary float.
 */
export type Quantity = number & { readonly [millionths]: true };

const SCALE = 1_000_000;

/** The largest decimal a quantity may hold, far inside the range where whole numbers are exact. */
export const MAX_QUANTITY = 1_000_000_000;

/** @throws RangeError when `decimal` has more than six places or exceeds {@link MAX_QUANTITY}. */
export function quantity(decimal: number): Quantity {
  if (!isQuantity(decimal)) throw new RangeError(`not a quantity: ${decimal}`);
  return Math.round(decimal * SCALE) as Quantity;
}

/** Whether a JSON number can be held exactly: finite, at most six decimal places, within bounds. */
export function isQuantity(decimal: number): boolean {
  if (!Number.isFinite(decimal) || Math.abs(decimal) > MAX_QUANTITY) return false;
  const units = Math.round(decimal * SCALE);
  return units / SCALE === decimal;
}

/** The decimal to print or to send as JSON. */
export function toDecimal(value: Quantity): number {
  return value / SCALE;
}

/** A quantity as it lies in the database: a whole number of millionths. */
export function fromMillionths(units: number): Quantity {
  if (!Number.isSafeInteger(units)) throw new RangeError(`not a whole number of millionths: ${units}`);
  return units as Quantity;
}

export function add(a: Quantity, b: Quantity): Quantity {
  return (a + b) as Quantity;
}

export function subtract(a: Quantity, b: Quantity): Quantity {
  return (a - b) as Quantity;
}

export function sum(values: readonly Quantity[]): Quantity {
  return values.reduce<number>((total, value) => total + value, 0) as Quantity;
}

export const ZERO = 0 as Quantity;
