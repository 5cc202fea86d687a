import { add, InvalidFieldsError, subtract, sum, ZERO, type Quantity } from '#platform/kernel';
import { post, type Posting } from './ledger.js';
import type { StockAccount, StockMovement } from './stock.js';
import { NotCorrectableError } from './medication.errors.js';

/**
 * A line and what corrected it, the first one first; the last one stands. A line alone is one that nobody has corrected.
 */
export type CorrectedLine = readonly [StockMovement, ...StockMovement[]];

/**
 * The line that puts a wrong one right, in the same lot.
 * @param lines the wrong line and its corrections so far
 * @param quantity what is right instead; zero: it never happened. Of a count what was there.
 * @throws NotCorrectableError for a dose, whose own record is to be corrected; InvalidFieldsError when nothing changes;
 * InsufficientStockError when less is left than would have to go
 */
export function correctLine(account: StockAccount, lines: CorrectedLine, quantity: Quantity): Posting {
  const [first] = lines;
  if (first.administrationId !== null) {
    const { administrationId } = first;
    throw new NotCorrectableError('corrected-with-its-dose', 'The record of the dose is to be corrected instead.', {
      administrationId,
    });
  }
  const stands = lines.at(-1) ?? first;
  const done = sum(lines.map(({ change }) => change));
  const change = subtract(rightChange(first, quantity), done);
  if (change === ZERO) {
    throw new InvalidFieldsError([{ pointer: '/quantity', code: 'unchanged', message: 'is what the ledger says' }]);
  }
  const { lot, expiresOn } = stands;
  return post(account, { type: 'correction', lot, expiresOn, quantity, change });
}

/**
 * The line that gives back what a wrong record of a dose took.
 * @param line of a dose that nobody has corrected
 */
export function giveBack(account: StockAccount, { lot, expiresOn, change }: StockMovement): Posting {
  return post(account, { type: 'correction', lot, expiresOn, quantity: ZERO, change: subtract(ZERO, change) });
}

/** What a line should have done to the balance. A count is of what was expected when it was made. */
function rightChange({ type, quantity: said, change }: StockMovement, quantity: Quantity): Quantity {
  if (type === 'count') return add(change, subtract(quantity, said));
  return change < 0 ? subtract(ZERO, quantity) : quantity;
}
