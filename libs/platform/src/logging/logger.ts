import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { LogLevel } from '#platform/config';

/**
 * Structured lines on standard output. Of a request only its id, route, status and time are logged: never its
 * query string, body or headers, which name people and carry credentials.
 */
export function createLogger(level: LogLevel): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.url', 'headers.authorization', 'password', 'pin', 'token'],
    serializers: { err: errorLine },
  });
}

/** A failed statement carries its parameters, which are people's data: the message and stack are enough. */
function errorLine(error: unknown): unknown {
  return error instanceof Error
    ? { type: error.name, message: error.message, stack: error.stack }
    : { type: typeof error };
}

/** The context in which Nest repeats the error that ends a start. */
const START_FAILED = 'ExceptionHandler';

/** Nest's own lines through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  /** A start that failed is told in one line by who started it. */
  error(message: unknown, ...details: unknown[]): void {
    if (details.at(-1) !== START_FAILED) this.logger.error({ stack: details[0] }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
}
