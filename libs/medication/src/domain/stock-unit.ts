import { fold, fromMillionths, MAX_QUANTITY, quantity, type FieldError, type Quantity } from '#platform/kernel';

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
  )
    .split(' ')
    .map(nameOf),
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
 * @returns undefined when it can't be known, or is more than can be counted: nobody guesses how much is gone.
 */
export function toStockUnits(medicine: CountedMedicine, said: Quantity, unit: string): Quantity | undefined {
  if (isSameUnit(unit, medicine.unit)) return said;
  const stated = medicine.doseUnits.find((one) => isSameUnit(one.unit, unit));
  if (stated !== undefined) return divide(said, stated.perUnit);
  const byPiece = nameOf(medicine.unit) === UNSAID && PIECES.has(nameOf(unit));
  return byPiece ? said : undefined;
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

/**
 * `Tablets` is `tablet`, `viales` is `vial`, and `parches` is `parche`, as `patches` is `patch`; a short word is left as it
 * is, since `ms` isn't many `m`.
 */
function nameOf(unit: string): string {
  const folded = fold(unit);
  if (folded.length < 4) return folded;
  if (folded.endsWith('ies')) return `${folded.slice(0, -3)}y`;
  return folded.replace(/s$/, '').replace(/(ch|[dlnrx])e$/, '$1');
}

const SCALE = 1_000_000n;
const MOST = BigInt(quantity(MAX_QUANTITY));

function divide(said: Quantity, by: Quantity): Quantity | undefined {
  const divisor = BigInt(by);
  const units = (BigInt(said) * SCALE * 2n + divisor) / (divisor * 2n);
  return units > MOST ? undefined : fromMillionths(Number(units));
}
