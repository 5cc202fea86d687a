import { DomainError, toDecimal, type Quantity } from '#platform/kernel';
import type { LocalDate } from '#platform/time';
import type { StockLot } from './stock.js';

/** 409: another medicine has this registration number. */
export class DuplicateRegistrationNumberError extends DomainError {
  constructor(registrationNumber: string) {
    super('conflict', 'duplicate-registration-number', 'Another medicine has this registration number.', {
      registrationNumber,
    });
  }
}

/** 409: another medicine has this national code. */
export class DuplicateNationalCodeError extends DomainError {
  constructor(nationalCode: string) {
    super('conflict', 'duplicate-national-code', 'Another medicine has this national code.', { nationalCode });
  }
}

/** 409: another catalogue is being imported, and it takes long. */
export class ImportInProgressError extends DomainError {
  /** @param retryAfter seconds after which it may be over. */
  constructor(retryAfter: number) {
    super('conflict', 'import-in-progress', 'Another catalogue is being imported. Try again when that has ended.', {
      retryAfter,
    });
  }
}

/** 409: less is there than would go. */
export class InsufficientStockError extends DomainError {
  constructor(lot: StockLot, available: Quantity, requested: Quantity) {
    super('conflict', 'insufficient-stock', 'There is less in stock than that.', {
      ...lot,
      available: toDecimal(available),
      requested: toDecimal(requested),
    });
  }
}

/** 409: packs of this lot are known to expire on another day. */
export class LotExpiryDiffersError extends DomainError {
  constructor(lot: string, expiresOn: LocalDate | null) {
    super('conflict', 'lot-expiry-differs', 'Packs of this lot are in stock with another expiry date.', {
      lot,
      expiresOn,
    });
  }
}

/** 409: a line of the ledger that can't be corrected, or not any more. */
export class NotCorrectableError extends DomainError {
  constructor(code: 'already-corrected' | 'corrected-with-its-dose', detail: string, facts: Record<string, string>) {
    super('conflict', code, detail, facts);
  }
}

/** 409: a discrepancy doesn't go back, and nothing in it is overwritten. */
export class DiscrepancyStandsError extends DomainError {
  constructor(action: 'explain' | 'close', currentStatus: string) {
    const why =
      action === 'explain'
        ? 'The discrepancy has been explained already.'
        : 'The discrepancy has to be explained first.';
    super('conflict', 'illegal-transition', currentStatus === 'closed' ? 'The discrepancy is closed.' : why, {
      action,
      currentStatus,
    });
  }
}

/** 422: a second person has to be present, and none is named (clinical.md A4). */
export class WitnessRequiredError extends DomainError {
  constructor(medicine: string) {
    super('invalid', 'witness-required', `${medicine} needs a witness.`);
  }
}

/** 409: stock of the medicine was counted in its unit: another would change what every balance means. */
export class UnitInUseError extends DomainError {
  constructor() {
    super('conflict', 'unit-in-use', 'Stock of this medicine has been counted in its unit, which stays.');
  }
}
