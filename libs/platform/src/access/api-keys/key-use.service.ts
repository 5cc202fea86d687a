import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { NotFoundError } from '#platform/kernel';
import { Clock, startOfMinute, type Instant } from '#platform/time';
import type { ApiKey } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';

/** Keeps when each key was last used: beside the request, which is neither slower for it nor fails with it. */
@Injectable()
export class KeyUse {
  private readonly logger = new Logger(KeyUse.name);
  /** The last minute of each key that was written down, or tried to be; as many as there are keys. */
  private readonly noted = new Map<string, Instant>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeysRepository,
    private readonly clock: Clock,
  ) {}

  /** Has the use of a key written down, once a minute. */
  note({ id, lastUsedAt }: ApiKey): void {
    const minute = startOfMinute(this.clock.now());
    if (this.noted.get(id) === minute || (lastUsedAt !== null && lastUsedAt >= minute)) return;
    this.noted.set(id, minute);
    this.write(id, minute).catch((error: unknown) => {
      if (error instanceof NotFoundError) return;
      this.logger.error('the use of an API key was not written down', error instanceof Error ? error.stack : undefined);
    });
  }

  /** @throws NotFoundError when the key was revoked meanwhile. */
  private async write(id: string, minute: Instant): Promise<void> {
    await this.unitOfWork.write(async (tx) => {
      const key = await this.keys.load(tx, id);
      const known = key.lastUsedAt !== null && key.lastUsedAt >= minute;
      if (!known) await this.keys.change(tx, key, { lastUsedAt: minute }, this.clock.now());
    });
  }
}
