import { fork } from 'node:child_process';
import { join } from 'node:path';
import { TestEnvironment } from 'jest-environment-node';

/** Of this Jest worker, whatever file it runs; made when it is first needed, and anew when it has ended. */
let host;

/** Gives the files that it runs the worker's one process for homes, as `globalThis.homes` (shared-process.ts). */
export default class HomesEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.homes = {
      open: (environment) => ask({ environment }),
      close: (url) => ask({ url }),
    };
  }
}

function ask(question) {
  host ??= start();
  return host(question);
}

function start() {
  const child = fork(join(import.meta.dirname, 'host.mjs'), {
    execArgv: [],
    env: { PATH: process.env.PATH, NODE_ENV: 'test' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map();
  let turns = 0;
  child.on('message', ({ turn, opened, failure }) => {
    const { resolve, reject } = waiting.get(turn);
    waiting.delete(turn);
    if (waiting.size === 0) rest();
    if (failure === undefined) resolve(opened);
    else reject(new Error(failure));
  });
  child.once('exit', (code) => {
    host = undefined;
    for (const { reject } of waiting.values()) reject(new Error(`the process of the homes ended with ${code}`));
  });
  /** A process without a question must not keep the worker from ending. */
  const rest = () => {
    child.unref();
    child.channel?.unref();
  };
  return (question) =>
    new Promise((resolve, reject) => {
      turns += 1;
      waiting.set(turns, { resolve, reject });
      child.channel?.ref();
      child.send({ turn: turns, ...question });
    });
}
