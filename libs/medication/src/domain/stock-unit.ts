import { fold, fromMillionths, type FieldError, type Quantity } from '#platform/kernel';

/** How a dose in another unit is counted in stock: one of the medicine's `unit` holds `perUnit` of `unit`. */
export interface DoseUnit {
  /** As prescriptions say it, such as `mg` of a tablet or `drop` of a millilitre. */
  readonly unit: string;
  /** Above zero. */
  readonly perUnit: Quantity;
}

/** The most conversions that one medicine may state. */
export const MAX_DOSE_UNITS = 20;

/** The unit of a medicine of which nobody has said what it is counted in. */
const UNSAID = 'unit';

/** Single pieces, in the singular and folded; a medicine that is counted in units is counted by them. */
const PIECES = new Set(
  (
    'unit piece tablet capsule sachet patch plaster suppository pessary lozenge ampoule ampule vial film enema syringe ' +
    'unidad pieza comprimido capsula sobre parche supositorio ovulo pastilla ampolla vial lamina enema jeringa'
  ).split(' '),
);

/** What is known of how a medicine is counted. */
export interface CountedMedicine {
  readonly unit: string;
  readonly doseUnits: readonly DoseUnit[];
}

/**
 * A quantity in the unit of a dose, in the medicine's own unit: the same where both are the same word, by the conversion
 * that the medicine states, or piece by piece where it is counted in `unit` and the dose is said in tablets, patches and
 * the like. Rounded to a millionth.
 * @returns undefined when it can't be known: nobody guesses how much is gone.
 */
export function toStockUnits(medicine: CountedMedicine, quantity: Quantity, unit: string): Quantity | undefined {
  if (isSameUnit(unit, medicine.unit)) return quantity;
  const stated = medicine.doseUnits.find((one) => isSameUnit(one.unit, unit));
  if (stated !== undefined) return divide(quantity, stated.perUnit);
  const byPiece = nameOf(medicine.unit) === UNSAID && PIECES.has(nameOf(unit));
  return byPiece ? quantity : undefined;
}

/** Conversions that say one unit twice, or the medicine's own. */
export function validateDoseUnits({ unit, doseUnits }: CountedMedicine): FieldError[] {
  const before = [unit];
  return doseUnits.flatMap((stated, index) => {
    const known = before.some((one) => isSameUnit(one, stated.unit));
    before.push(stated.unit);
    const pointer = `/doseUnits/${index}/unit`;
    return known ? [{ pointer, code: 'duplicate', message: 'is said already' }] : [];
  });
}

/** Whether two units are the same word: case, accents and an English or Spanish plural don't count. */
export function isSameUnit(a: string, b: string): boolean {
  return nameOf(a) === nameOf(b);
}

/** `Tablets` is `tablet`; a short word is left as it is, since `ms` isn't many `m`. */
function nameOf(unit: string): string {
  const folded = fold(unit);
  if (folded.length < 4) return folded;
  if (folded.endsWith('ches') || folded.endsWith('dades')) return folded.slice(0, -2);
  return folded.endsWith('ies') ? `${folded.slice(0, -3)}y` : folded.replace(/s$/, '');
}

const SCALE = 1_000_000n;

function divide(quantity: Quantity, by: Quantity): Quantity {
  const divisor = BigInt(by);
  return fromMillionths(Number((BigInt(quantity) * SCALE * 2n + divisor) / (divisor * 2n)));
}
