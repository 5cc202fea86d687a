import { fork, type ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import type { StorageWatch } from '../storage-watch.js';
import type { Found } from './file-check.child.js';

/** Bytes up to which every page is looked at before the home opens: some 200 ms. A gigabyte takes five seconds. */
const AT_ONCE = 32 * 1024 * 1024;

/** Whether every page of a file can be looked at while somebody waits. */
export function isSmall(path: string): boolean {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
  return size <= AT_ONCE;
}

/**
 * Looks at every page of a large file while it is served, in a process of its own, which can be ended at any time and
 * comes after whatever else the machine has to do.
 */
export class FileCheck {
  private readonly logger = new Logger('Storage');
  private child: ChildProcess | undefined;

  constructor(
    private readonly path: string,
    private readonly watch: Pick<StorageWatch, 'foundDamaged'>,
  ) {}

  /** What is found is told to the watch. Never throws: a file that could not be looked at is one that may be whole. */
  begin(): void {
    const child = fork(new URL('./file-check.child.js', import.meta.url), [this.path], {
      stdio: 'ignore',
      execArgv: [],
      env: {},
    });
    this.child = child;
    let told = false;
    child.on('message', ({ damage }: Found) => {
      told = true;
      if (damage !== undefined) this.watch.foundDamaged(damage);
    });
    child.once('error', (error) => {
      // One that never began doesn't end either.
      this.child = undefined;
      this.failed(String(error));
    });
    child.once('exit', (code) => {
      if (this.child !== undefined && !told) this.failed(`it ended with ${code ?? 'a signal'}`);
      this.child = undefined;
    });
    // It keeps nobody from ending.
    child.unref();
    child.channel?.unref();
  }

  /** Waits until it has let go of the file, which is closed next: the last one that does so empties the log. */
  async end(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined) return;
    const ended = new Promise((exit) => child.once('exit', exit));
    child.ref();
    child.kill('SIGKILL');
    await ended;
  }

  private failed(reason: string): void {
    this.logger.warn(`the pages of ${this.path} were not looked at: ${reason}`);
  }
}
