/** One effect and one answer for a POST that is sent again (`Idempotency-Key`, api.md section 1). */
export { AnswerOnceInterceptor } from './answer-once.interceptor.js';
export { IdempotencyModule } from './idempotency.module.js';
