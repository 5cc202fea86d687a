import { SingleBar } from 'cli-progress';

/** How far a long command is: a bar on a terminal, a line a stage elsewhere. */
export interface Progress {
  /** @param total steps of this stage. */
  start(stage: string, total: number): void;
  /** @param count steps that are done; by default one. */
  step(count?: number): void;
  stop(): void;
}

export function progressOn(output: NodeJS.WriteStream): Progress {
  return output.isTTY ? bar(output) : lines(output);
}

/** Progress that is told as so much of a total, stage after stage. Only on a terminal. */
export interface Stages {
  readonly tell: (stage: string, done: number, total: number) => void;
  stop(): void;
}

export function stagesOn(output: NodeJS.WriteStream): Stages {
  if (!output.isTTY) return { tell: () => undefined, stop: () => undefined };
  const progress = bar(output);
  let current: string | undefined;
  let before = 0;
  return {
    tell: (stage, done, total) => {
      if (stage !== current) {
        progress.start(stage, total);
        [current, before] = [stage, 0];
      }
      progress.step(done - before);
      before = done;
    },
    stop: () => {
      progress.stop();
    },
  };
}

function bar(output: NodeJS.WriteStream): Progress {
  const single = new SingleBar({ stream: output, format: '{stage} {bar} {value}/{total}', hideCursor: true });
  return {
    start: (stage, total) => {
      single.stop();
      single.start(total, 0, { stage: stage.padEnd(16) });
    },
    step: (count = 1) => {
      single.increment(count);
    },
    stop: () => {
      single.stop();
    },
  };
}

function lines(output: NodeJS.WriteStream): Progress {
  return {
    start: (stage, total) => output.write(`${stage}: ${total}\n`),
    step: () => undefined,
    stop: () => undefined,
  };
}
