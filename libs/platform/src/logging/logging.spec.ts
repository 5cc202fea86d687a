import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { createLogger, endQuietly, NestLogger } from './index.js';

const SECRETS = ['Carmen', 'Ortega', '0199b1d0', 'hunter2'];

/** As a database driver and TypeORM throw it: the statement's parameters in every corner. */
class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';
  readonly query = 'INSERT INTO resident (family_name) VALUES ($1)';
  readonly parameters = ['Ortega'];
  readonly code = '23505';
  readonly table = 'resident';
  readonly constraint = 'one_identifier';
  readonly detail = 'Key (family_name)=(Ortega) already exists.';

  constructor() {
    super('duplicate key: Carmen\n    at Ortega', { cause: new SyntaxError('Unexpected token: "hunter2"') });
  }
}

/** The lines that `write` leaves in a log of everything. */
function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger('trace', { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a log line', () => {
  test('of an error says its kind and its place, and nothing that it quotes or carries', () => {
    const [line] = linesOf((logger) => {
      logger.error({ err: new QueryFailedError() }, 'unexpected error');
    });
    const at = [expect.stringContaining('logging.spec.ts')];
    expect(line).toMatchObject({
      level: 50,
      msg: 'unexpected error',
      err: {
        type: 'QueryFailedError',
        code: '23505',
        table: 'resident',
        constraint: 'one_identifier',
        at: expect.arrayContaining(at),
        cause: { type: 'SyntaxError', at: expect.arrayContaining(at) },
      },
    });
  });

  test.each<[string, (logger: ReturnType<typeof createLogger>) => void]>([
    [
      'an error with words beside it',
      (logger) => {
        logger.error({ err: new QueryFailedError() }, 'unexpected');
      },
    ],
    [
      'an error without words beside it',
      (logger) => {
        logger.warn({ err: new QueryFailedError() });
      },
    ],
    [
      'an error alone',
      (logger) => {
        logger.warn(new QueryFailedError());
      },
    ],
    [
      'an error and more words to it',
      (logger) => {
        logger.warn(new QueryFailedError(), 'Carmen %s', 'Ortega');
      },
    ],
    [
      'an error in a line of a request',
      (logger) => {
        logger.child({ reqId: '1' }).error(new QueryFailedError());
      },
    ],
    [
      'a request',
      (logger) => {
        logger.info({ req: { url: '/x?q=Carmen', headers: { authorization: 'hunter2' } } }, 'came');
      },
    ],
    [
      'an answer',
      (logger) => {
        logger.info({ res: { headers: { location: '/api/v1/residents/0199b1d0' } } }, 'went');
      },
    ],
    [
      'the words of the framework',
      (logger) => {
        logger.warn('did you forget it in the "/api/v1/residents/0199b1d0" (GET) route?');
      },
    ],
    [
      'an error that Nest has caught',
      (logger) => {
        new NestLogger(logger).error(new QueryFailedError(), 'Carmen', 'Handler');
      },
    ],
    [
      'a trace that Nest was given',
      (logger) => {
        new NestLogger(logger).error('failed', new QueryFailedError().stack, 'Handler');
      },
    ],
    [
      'something thrown that is no error',
      (logger) => {
        logger.error({ err: { name: 'Carmen' } }, 'unexpected');
      },
    ],
  ])('of %s holds nothing of it', (_, write) => {
    const lines = linesOf(write);
    expect(lines).toHaveLength(1);
    const text = JSON.stringify(lines);
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test('of a chain of causes without end has an end', () => {
    const error = new Error('round');
    error.cause = error;
    const [line] = linesOf((logger) => {
      logger.error({ err: error }, 'unexpected');
    });
    expect(line).toMatchObject({ err: { cause: { cause: { cause: { type: 'Error' } } } } });
  });
});

test('an error that nobody caught is logged like any other, and the process ends', () => {
  const events = new EventEmitter();
  const codes: number[] = [];
  const [line] = linesOf((logger) => {
    endQuietly(events, logger, (code) => codes.push(code));
    events.emit('uncaughtException', new QueryFailedError());
  });
  expect(line).toMatchObject({ level: 60, err: { type: 'QueryFailedError', code: '23505' } });
  expect(SECRETS.filter((secret) => JSON.stringify(line).includes(secret))).toEqual([]);
  expect(codes).toEqual([1]);
});
