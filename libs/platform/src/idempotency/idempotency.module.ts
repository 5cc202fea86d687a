import { Module, type DynamicModule } from '@nestjs/common';
import { AnswerOnce } from './answer-once.js';
import { ForgetAnswers, KEPT_HOURS } from './forget-answers.service.js';
import { KeptAnswerEntity } from './kept-answer.entity.js';
import { KeptAnswersRepository } from './kept-answers.repository.js';

/** Answers that are kept for who asks again. */
@Module({})
export class IdempotencyModule {
  static readonly entities = [KeptAnswerEntity];

  /** @param keptHours how long an answer is kept. */
  static forRoot(keptHours: number): DynamicModule {
    return {
      module: IdempotencyModule,
      providers: [{ provide: KEPT_HOURS, useValue: keptHours }, KeptAnswersRepository, ForgetAnswers, AnswerOnce],
      exports: [AnswerOnce],
    };
  }
}
