import { Injectable, ServiceUnavailableException, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { ping } from '#platform/database/sql';

/** Whether requests should be sent here: the database answers, takes writes, and the process isn't stopping. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private stopping = false;
  private closing = false;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws ServiceUnavailableException while it isn't ready. */
  async check(): Promise<void> {
    if (this.stopping) throw new ServiceUnavailableException();
    try {
      await ping(this.unitOfWork.reader);
      await this.unitOfWork.assertWritable();
    } catch {
      throw new ServiceUnavailableException();
    }
  }

  /** The process is about to stop; it still takes requests. */
  goDown(): void {
    this.stopping = true;
  }

  /** Whether it takes no request any more. */
  get isClosing(): boolean {
    return this.closing;
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
    this.closing = true;
  }
}
