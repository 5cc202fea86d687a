import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { Sweeps } from '#platform/sweeps';
import { addMinutes, Clock } from '#platform/time';
import { KeptAnswersRepository } from './kept-answers.repository.js';

/** How long an answer is kept, in hours (`IDEMPOTENCY_HOURS`). */
export const KEPT_HOURS = Symbol('kept hours');

/** Forgets answers that nobody may ask for any more, a few at a time so that no request waits long. */
@Injectable()
export class ForgetAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly answers: KeptAnswersRepository,
    private readonly clock: Clock,
    @Inject(KEPT_HOURS) private readonly hours: number,
    sweeps: Sweeps,
  ) {
    sweeps.register('kept answers', () => this.forget());
  }

  private async forget(): Promise<void> {
    const until = addMinutes(this.clock.now(), -60 * this.hours);
    while (await this.unitOfWork.write((tx) => this.answers.forget(tx, until)));
  }
}
