/** Structured logs without people's data. */
export { createLogger, NestLogger } from './logger.js';
export { endQuietly } from './last-words.js';
