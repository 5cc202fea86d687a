import { describe, expect, test } from '@jest/globals';
import { OverloadedError, WriteQueue, type QueueLimits } from './write-queue.js';

/** A job that ends when it is told to. */
class Job {
  end: () => void = () => undefined;
  readonly work = (): Promise<void> =>
    new Promise((end) => {
      this.end = end;
    });
}

function queueWith(limits: Partial<QueueLimits>, milliseconds = 0): WriteQueue {
  let now = 0;
  return new WriteQueue({ width: 1, length: 100, wait: 1000, ...limits }, () => (now += milliseconds));
}

async function settled(): Promise<void> {
  for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
}

describe('a queue of writers', () => {
  test('lets so many in at once, and the others in the order in which they came', async () => {
    const queue = queueWith({ width: 2 });
    const begun: number[] = [];
    const jobs = [0, 1, 2, 3].map(() => new Job());
    const runs = jobs.map((job, index) =>
      queue.run(() => {
        begun.push(index);
        return job.work();
      }),
    );
    await settled();
    expect([begun, queue.length]).toEqual([[0, 1], 4]);
    jobs[1]?.end();
    await settled();
    jobs[0]?.end();
    await settled();
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const job of jobs) job.end();
    await Promise.all(runs);
    expect(queue.length).toBe(0);
  });

  test('refuses who would be one too many, and takes the next when there is room', async () => {
    const queue = queueWith({ length: 2 });
    const [first, second] = [new Job(), new Job()];
    const runs = [queue.run(first.work), queue.run(second.work)];
    await expect(queue.run(() => Promise.resolve())).rejects.toBeInstanceOf(OverloadedError);
    first.end();
    await settled();
    const third = queue.run(() => Promise.resolve('written'));
    second.end();
    await Promise.all(runs);
    expect(await third).toBe('written');
  });

  test('refuses who would wait too long, by what the last jobs took', async () => {
    const queue = queueWith({ wait: 250 }, 200);
    for (let job = 0; job < 120; job += 1) await queue.run(() => Promise.resolve());
    const running = new Job();
    const runs = [queue.run(running.work)];
    expect(queue.expectedWait).toBeCloseTo(200, 0);
    const waiting = new Job();
    runs.push(queue.run(waiting.work));
    expect(queue.expectedWait).toBeCloseTo(400, 0);
    await expect(queue.run(() => Promise.resolve())).rejects.toBeInstanceOf(OverloadedError);
    running.end();
    await settled();
    waiting.end();
    await Promise.all(runs);
  });

  test('takes a rush, but keeps a line short that stands', async () => {
    let now = 0;
    const queue = new WriteQueue({ width: 1, length: 1000, wait: 1000 }, () => now);
    const jobs = Array.from({ length: 200 }, () => new Job());
    const ended: string[] = [];
    const come = (count: number): void => {
      for (const job of jobs.splice(0, count))
        queue.run(job.work).then(
          () => ended.push('done'),
          () => ended.push('refused'),
        );
    };
    for (let job = 0; job < 120; job += 1) {
      await queue.run(() => {
        now += 10;
        return Promise.resolve();
      });
    }
    come(99);
    await settled();
    expect([queue.length, ended]).toEqual([99, []]);
    now += 501;
    come(50);
    await settled();
    expect(queue.length).toBe(99);
    expect(ended).toEqual(Array.from({ length: 50 }, () => 'refused'));
  });

  test('refuses who has waited too long for jobs that hang, and lets the next in when they end', async () => {
    const queue = queueWith({ wait: 10 });
    const hanging = new Job();
    const runs = [queue.run(hanging.work)];
    await expect(queue.run(() => Promise.resolve())).rejects.toBeInstanceOf(OverloadedError);
    expect(queue.length).toBe(1);
    const next = queue.run(() => Promise.resolve('written'));
    hanging.end();
    expect(await next).toBe('written');
    await Promise.all(runs);
  });

  test('goes on after a job that fails', async () => {
    const queue = queueWith({});
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run(() => Promise.resolve('written'))).toBe('written');
    await queue.drained();
  });
});
