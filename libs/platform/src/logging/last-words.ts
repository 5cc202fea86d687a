import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';

/**
 * Node would print an error that nobody caught with all that it carries, such as the parameters of a failed statement.
 * It is logged like any other instead, and the process ends all the same.
 * @param end ends the process with that exit code.
 */
export function endQuietly(process: Pick<EventEmitter, 'once'>, logger: Logger, end: (code: number) => void): void {
  process.once('uncaughtException', (error: unknown) => {
    logger.fatal({ err: error }, 'the process ends: an error that nobody caught');
    end(1);
  });
}
