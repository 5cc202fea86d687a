import type { Environment, HomeProcess } from './process.js';

declare global {
  /** The worker's process for homes (environment.mjs). */
  var homes: {
    /** @returns where the new home listens. */
    open(environment: Environment): Promise<string>;
    close(url: string): Promise<void>;
  };
}

/** Opens a home in the process that this worker has for them. */
export async function inSharedProcess(environment: Environment): Promise<HomeProcess> {
  const origin = await globalThis.homes.open(environment);
  return {
    origin,
    pid: undefined,
    end: async (signal) => {
      if (signal === 'SIGKILL') throw new Error('only a home in a process of its own can be killed');
      await globalThis.homes.close(origin);
      return null;
    },
  };
}
