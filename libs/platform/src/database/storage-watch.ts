import { Logger } from '@nestjs/common';
import type { QueryRunner, Logger as StatementLogger } from 'typeorm';
import { dropConnection } from './drop-connection.js';
import { storageFault, StorageFault } from './storage-fault.js';

/** The least time between two lines about reads that fail, in milliseconds. */
const QUIET = 60_000;

/** For a database of which somebody else tells what is wrong. */
export const UNTOLD: Pick<Logger, 'error' | 'warn'> = { error: () => undefined, warn: () => undefined };

/**
 * Keeps an eye on the storage: sees every statement that fails, and says in the log when trouble begins and when it is
 * over, not at each request that meets it.
 */
export class StorageWatch implements StatementLogger {
  private writing: StorageFault | undefined;
  private damage: StorageFault | undefined;
  private told = -Infinity;

  constructor(private readonly logger: Pick<Logger, 'error' | 'warn'> = new Logger('Storage')) {}

  /** Why writes fail now; undefined: the last one didn't. */
  get fault(): StorageFault | undefined {
    return this.damage ?? this.writing;
  }

  /** A file that was found damaged is not written to any more: what is decided on it can't be trusted. */
  assertWhole(): void {
    if (this.damage !== undefined) throw new StorageFault('damaged', this.damage.reason);
  }

  /**
   * What the caller is to be told of a write that failed.
   * @returns `error` itself when it isn't the storage's fault.
   */
  writeFailed(error: unknown): unknown {
    const fault = storageFault(error);
    if (fault === undefined) return error;
    if (this.fault?.trouble !== fault.trouble) this.logger.error(`writes fail: ${fault.reason}`);
    this.writing = fault;
    return fault;
  }

  wrote(): void {
    if (this.writing !== undefined) this.logger.warn('writes work again');
    this.writing = undefined;
  }

  /** Every page was looked at beside the work, and one isn't what it should be. */
  foundDamaged(reason: string): void {
    if (this.damage !== undefined) return;
    this.damage = new StorageFault('damaged', reason);
    this.logger.error(`the database is damaged, and is not written to until it is restored: ${reason}`);
  }

  logQueryError(error: string | Error, _query: string, _parameters?: unknown[], runner?: QueryRunner): void {
    const fault = storageFault(error);
    if (fault === undefined) return;
    if (fault.trouble === 'unreachable' && runner !== undefined) dropConnection(runner);
    if (fault.trouble === 'damaged' && this.damage === undefined) {
      this.foundDamaged(fault.reason);
    } else if (performance.now() - this.told > QUIET) {
      this.told = performance.now();
      this.logger.error(`a statement failed: ${fault.reason}`);
    }
  }

  /** Every statement before it is run; nothing but tests looks at them. */
  logQuery(): void {}

  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
