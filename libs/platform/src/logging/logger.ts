import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger, type LogFn } from 'pino';
import type { LogLevel } from '#platform/config';
import { errorLine, framesOf } from './error-line.js';

/**
 * Structured lines on standard output, without people's data. Of a request only its id, method, route, status and time
 * are logged: never its address, query string, body or headers, which name people and carry credentials.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorLine, req: () => 'a request', res: () => 'an answer' },
      hooks: { logMethod: logQuietly },
    },
    destination,
  );
}

/** Words of an error are no words for a line, and neither is an address in the framework's. */
function logQuietly(this: Logger, [first, ...rest]: Parameters<LogFn>, log: LogFn): void {
  if (typeof first === 'string') log.call(this, withoutAddresses(first));
  else if (first instanceof Error) log.call(this, { err: first }, 'error');
  else log.call(this, first, typeof rest[0] === 'string' ? withoutAddresses(rest[0]) : 'error');
}

function withoutAddresses(text: string): string {
  return text.replaceAll(/"\/[^"]*"/g, '"…"');
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
    if (details.at(-1) === START_FAILED) return;
    if (typeof message === 'string') this.logger.error({ at: framesOf(details[0]) }, message);
    else this.logger.error({ err: message }, 'error');
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
}
