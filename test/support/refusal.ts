import { expect } from '@jest/globals';

/** What an operator is told of work that was refused: one line. @throws Error when it was not refused. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Error)) throw new Error('it was not refused');
  expect(error.message).not.toContain('\n');
  return error.message;
}
