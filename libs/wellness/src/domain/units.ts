import { fromMillionths, MAX_QUANTITY, type Quantity } from '#platform/kernel';

/**
 * An accepted unit (UCUM) and the exact way into a type's own unit:
 * `own = (given - offset) * numerator / denominator`, all whole numbers.
 */
export interface UnitConversion {
  readonly unit: string;
  readonly offset: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** Places a {@link Quantity} keeps. */
export const QUANTITY_DECIMALS = 6;

const MILLION = 10 ** QUANTITY_DECIMALS;

export function sameUnit(unit: string): UnitConversion {
  return { unit, offset: 0, numerator: 1, denominator: 1 };
}

/** A unit that is a plain multiple of the type's own, as an exact fraction. */
export function multipleUnit(unit: string, numerator: number, denominator: number): UnitConversion {
  return { unit, offset: 0, numerator, denominator };
}

/**
 * The quantity nearest to a JSON number: a device that computed in binary may send 36.666666666666664.
 * Undefined for what is no finite number within {@link MAX_QUANTITY}.
 */
export function nearestQuantity(value: unknown): Quantity | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > MAX_QUANTITY) return undefined;
  return fromMillionths(Math.round(value * MILLION));
}

/** Converts into the type's own unit and rounds once, halves away from zero, to `decimals` places (0 to 6). */
export function convert(value: Quantity, conversion: UnitConversion, decimals: number): Quantity {
  const step = 10n ** BigInt(QUANTITY_DECIMALS - decimals);
  const shifted = BigInt(value) - BigInt(conversion.offset) * BigInt(MILLION);
  const steps = divideRounded(shifted * BigInt(conversion.numerator), BigInt(conversion.denominator) * step);
  return fromMillionths(Number(steps * step));
}

/** Halves go away from zero: 38.05 reads 38.1. */
export function roundTo(value: Quantity, decimals: number): Quantity {
  return convert(value, sameUnit(''), decimals);
}

/** The mean of so many quantities of which this is the sum, rounded once to the places that a quantity has. */
export function meanOf(sum: bigint, count: number): Quantity {
  return fromMillionths(Number(divideRounded(sum, BigInt(count))));
}

/** How much of `from` `to` is more, in percent with one decimal; negative where it is less, null where there was nothing. */
export function percentChange(from: Quantity, to: Quantity): number | null {
  if (from <= 0) return null;
  return Number(divideRounded((BigInt(to) - BigInt(from)) * 1000n, BigInt(from))) / 10;
}

/** Whole-number division to the nearest, halves away from zero; `divisor` is positive. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const quotient = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -quotient : quotient;
}
