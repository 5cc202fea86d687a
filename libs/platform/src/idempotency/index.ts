/** One effect and one answer for a POST that is sent again (`Idempotency-Key`, api.md section 1). */
export { AnswerOnce } from './answer-once.js';
export { IdempotencyModule } from './idempotency.module.js';
