import { inSource } from './source-lines.js';

/** What is logged of an error: where it came from and of what kind it is. */
export interface ErrorLine {
  readonly type: string;
  /** Node's, the driver's or PostgreSQL's code, and the names of the table and the constraint that refused. */
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  /** Where it was thrown, innermost first. */
  readonly at?: readonly string[];
  readonly cause?: ErrorLine;
}

const FRAME = /^ {4}at .*:\d+:\d+\)?$/;
const NAME = /^[\w.-]{1,100}$/;
const CAUSES = 3;

/**
 * Never its message, nor anything else that an error carries: those quote what people sent, and a failed statement has
 * it all in its parameters.
 */
export function errorLine(error: unknown, causes = CAUSES): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    ...namesIn(error),
    at: framesOf(error.stack),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: errorLine(error.cause, causes - 1) }),
  };
}

/** The places in a stack trace, without the message that stands before them. */
export function framesOf(stack: unknown): string[] {
  if (typeof stack !== 'string') return [];
  return stack
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => inSource(line.trim()));
}

function namesIn(error: object): Partial<Record<'code' | 'table' | 'constraint', string>> {
  return Object.fromEntries(
    Object.entries(error).filter(
      ([key, value]) => ['code', 'table', 'constraint'].includes(key) && typeof value === 'string' && NAME.test(value),
    ),
  );
}
