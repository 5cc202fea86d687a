import { fold, isQuantity, quantity, words, type Quantity } from '#platform/kernel';
import { parseAtcCode, type AtcCode } from './atc.js';
import { MAX_ROUTES, MEDICATION_LENGTHS } from './medication.js';

/** Why a cell of a catalogue can't be used. */
export class CellFault {
  constructor(
    /** Stable and kebab-case, the same as for a field of a JSON body. */
    readonly code: string,
    readonly message: string,
  ) {}
}

/** Control characters, halves of surrogate pairs, and the sign that a decoder leaves for bytes it couldn't read. */
const UNREADABLE = /[\p{Cc}\p{Cs}\uFFFD]/u;

const YES = new Set(['true', '1', 'si', 'yes']);
const NO = new Set(['false', '0', 'no']);

const AUTHORISED = new Set(['autorizado', 'autorizada']);
const NOT_AUTHORISED = new Set([
  'anulado',
  'anulada',
  'suspenso',
  'suspensa',
  'suspendido',
  'suspendida',
  'revocado',
  'revocada',
]);

const DECIMAL = /^\d{1,10}([.,]\d{1,6})?$/;

/** One line of text: composed (NFC), without runs of white space. */
export function readText(cell: string, maxLength: number): string | CellFault {
  const text = cell.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (UNREADABLE.test(text)) return new CellFault('bad-characters', 'has characters that are not text');
  if (text.length > maxLength) return new CellFault('too-long', `must have at most ${maxLength} characters`);
  return text;
}

export function readBoolean(cell: string): boolean | CellFault {
  const answer = fold(cell);
  if (YES.has(answer)) return true;
  if (NO.has(answer)) return false;
  return new CellFault('not-one-of', 'must be one of true, false, 1, 0, sí, si, yes, no');
}

/** A decimal with a point or a comma, more than zero. */
export function readDailyQuantity(cell: string): Quantity | CellFault {
  const text = cell.trim();
  const decimal = Number(text.replace(',', '.'));
  if (!DECIMAL.test(text)) return new CellFault('wrong-type', 'must be a number with at most six decimal places');
  if (decimal === 0 || !isQuantity(decimal)) return new CellFault('out-of-range', 'must be more than 0, up to 10^9');
  return quantity(decimal);
}

/** Routes with `|` between them (api.md section 9). */
export function readRoutes(cell: string): readonly string[] | CellFault {
  const routes: string[] = [];
  for (const part of cell.split('|')) {
    const route = readText(part, MEDICATION_LENGTHS.route);
    if (route instanceof CellFault) return route;
    if (route !== '' && !routes.includes(route)) routes.push(route);
  }
  return routes.length <= MAX_ROUTES ? routes : new CellFault('too-long', `must have at most ${MAX_ROUTES} items`);
}

export function readAtcCode(cell: string): AtcCode | CellFault {
  try {
    return parseAtcCode(cell.trim());
  } catch (error) {
    if (error instanceof RangeError) return new CellFault('bad-format', `is ${error.message}, and was left out`);
    throw error;
  }
}

/** CIMA's `Estado`: withdrawn (`Anulado`) and suspended (`Suspenso`) medicines are inactive. */
export function readAuthorisation(cell: string): boolean | CellFault {
  const state = fold(cell);
  if (AUTHORISED.has(state)) return true;
  if (NOT_AUTHORISED.has(state)) return false;
  return new CellFault('not-one-of', 'must be one of Autorizado, Anulado, Suspenso, Revocado');
}

/**
 * CIMA's `Observaciones`: narcotics (`Estupefacientes`, the schedules of the 1961 Convention) are controlled. Of the
 * others it says nothing, so that what a home has decided for itself stays.
 */
export function readDispensing(cell: string): true | undefined {
  return words(cell).some((word) => word === 'estupefacientes' || word === 'estupefaciente') ? true : undefined;
}
