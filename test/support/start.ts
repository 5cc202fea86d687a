import { runProgram, type Ended } from './command.js';

/** Starts the built application and waits until it has given up; a start that succeeds is cut off after a while. */
export function startThatFails(environment: Readonly<Record<string, string>>): Promise<Ended> {
  return runProgram('apps/api/src/main.js', [], { PORT: '0', ...environment });
}
