import { subtract, ZERO, type FieldError, type Quantity } from '#platform/kernel';
import { isYetToCome, type Instant } from '#platform/time';
import { isSameLot, lotMeant, lotReceived, post, type NamedLot, type Posting } from './ledger.js';
import type { MovementType, StockAccount, StockLot } from './stock.js';
import { toStockUnits, type CountedMedicine } from './stock-unit.js';

/** What somebody enters into the ledger. */
export interface MoveCommand extends NamedLot {
  readonly medicationId: string;
  /** Whose stock it is; null: the home's own. */
  readonly residentId: string | null;
  /** Of a transfer: to whom; null: to the home's own stock. */
  readonly toResidentId: string | null;
  readonly type: MovementType;
  /** In `unit`; of a count what was counted. */
  readonly quantity: Quantity;
  /** Null: the medicine's own. */
  readonly unit: string | null;
  /** Null: now. */
  readonly at: Instant | null;
  readonly reason: string | null;
}

/** A command that can be read, with its quantity in the medicine's unit. */
export type ReadableMove = Omit<MoveCommand, 'unit'>;

/** Every field of a command that is not acceptable, whatever is in stock. */
export function validateMove(command: MoveCommand, medicine: CountedMedicine, now: Instant): FieldError[] {
  const { type, quantity, unit, residentId, toResidentId, reason, at } = command;
  const errors: FieldError[] = [];
  const refuse = (pointer: string, code: string, message: string): number => errors.push({ pointer, code, message });
  const inUnits = inOwnUnit(quantity, unit, medicine);
  if (type !== 'count' && (quantity === ZERO || inUnits === ZERO)) {
    refuse('/quantity', 'out-of-range', "must be more than 0, to a millionth of the medicine's unit");
  }
  if (inUnits === undefined) {
    refuse('/unit', 'unit-mismatch', `the medicine is counted in ${medicine.unit} and states no conversion`);
  }
  if (type === 'transfer' && toResidentId === residentId) {
    refuse('/toResidentId', 'same-owner', 'must be another owner than `residentId`; left out: the home');
  }
  if (type !== 'transfer' && toResidentId !== null) refuse('/toResidentId', 'unexpected', 'is only for a transfer');
  if (type === 'disposal' && reason === null) refuse('/reason', 'required', 'is needed for a disposal');
  if (at !== null && isYetToCome(at, now)) refuse('/at', 'in-the-future', 'must not be in the future');
  return errors;
}

/** The command with its quantity in the medicine's unit. @throws RangeError when {@link validateMove} refuses it */
export function readable({ unit, ...command }: MoveCommand, medicine: CountedMedicine): ReadableMove {
  const quantity = inOwnUnit(command.quantity, unit, medicine);
  if (quantity === undefined) throw new RangeError(`${unit ?? ''} can't be converted to ${medicine.unit}`);
  return { ...command, quantity };
}

/**
 * The lines that a movement leaves: one, and of a transfer a second in the ledger of whom it goes to.
 * @param to the account that a transfer goes to; undefined for all else
 * @throws InsufficientStockError, LotExpiryDiffersError, InvalidFieldsError
 */
export function move(own: StockAccount, to: StockAccount | undefined, command: ReadableMove): readonly Posting[] {
  const { type, quantity } = command;
  const gone = subtract(ZERO, quantity);
  if (type === 'receipt') return [post(own, { type, ...lotReceived(own, command), quantity, change: quantity })];
  const lot = lotMeant(own, command);
  if (type === 'count') {
    const change = subtract(quantity, balanceOf(own, lot));
    return [post(own, { type, ...lot, quantity, change })];
  }
  const out = post(own, { type, ...lot, quantity, change: gone });
  if (type !== 'transfer') return [out];
  if (to === undefined) throw new Error('a transfer goes somewhere');
  return [out, post(to, { type, ...lot, quantity, change: quantity })];
}

/** What there is of a lot. */
export function balanceOf({ piles }: StockAccount, lot: StockLot): Quantity {
  return piles.find((pile) => isSameLot(pile, lot))?.balance ?? ZERO;
}

function inOwnUnit(quantity: Quantity, unit: string | null, medicine: CountedMedicine): Quantity | undefined {
  return unit === null ? quantity : toStockUnits(medicine, quantity, unit);
}
