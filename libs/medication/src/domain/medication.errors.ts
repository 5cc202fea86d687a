import { DomainError } from '#platform/kernel';

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
