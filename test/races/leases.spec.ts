import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Leases } from '#platform/database';
import { Sweeps } from '#platform/sweeps';
import { openDatabase, type OpenDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { onPostgres } from '../support/fresh-database.js';

let database: OpenDatabase;
const running = new Set<Process>();

beforeAll(async () => {
  database = await openDatabase([]);
});
afterAll(async () => {
  for (const process of running) await process.stop();
  await database.remove();
});

/** A process of the home, with one sweep, that looks around every second; a SQLite file has but one. */
class Process {
  rounds = 0;
  private readonly sweeps: Sweeps;

  constructor(name: string, work: () => Promise<void> = () => Promise.resolve()) {
    this.sweeps = new Sweeps(1, new Leases(database.sources));
    this.sweeps.register(name, () => {
      this.rounds += 1;
      return work();
    });
    this.sweeps.start();
    running.add(this);
  }

  stop(): Promise<void> {
    running.delete(this);
    return this.sweeps.beforeApplicationShutdown();
  }
}

function processes(name: string): readonly Process[] {
  return Array.from({ length: onPostgres() ? 3 : 1 }, () => new Process(name));
}

const theBusy = (all: readonly Process[]): readonly Process[] => all.filter(({ rounds }) => rounds > 0);

test('of several processes one looks around, again and again, until it stops; then another does', async () => {
  const all = processes('doses');
  await eventually(() => Promise.resolve(all.some(({ rounds }) => rounds > 2)), true);
  const [first] = theBusy(all);
  expect(theBusy(all)).toHaveLength(1);
  await first?.stop();
  const others = onPostgres() ? all.filter((process) => process !== first) : [new Process('doses')];
  await eventually(() => Promise.resolve(theBusy(others).length), 1);
  for (const other of others) await other.stop();
});

test('one that goes on for longer than its lease is done by nobody else', async () => {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const long = new Process('long', () => ended);
  await eventually(() => Promise.resolve(long.rounds), 1);
  const others = onPostgres() ? [new Process('long'), new Process('long')] : [];
  const beside = new Process('short');
  // More rounds than a lease lasts.
  await eventually(() => Promise.resolve(beside.rounds > 3), true);
  expect(theBusy(others)).toEqual([]);
  end();
  for (const one of [long, beside, ...others]) await one.stop();
});

test('a process that was killed keeps its lease until that ends, and its clock says nothing', async () => {
  const [killed, next] = [new Leases(database.sources), new Leases(database.sources)];
  expect(await killed.take('alerts', 1)).toBe(0);
  expect(await killed.take('alerts', 1)).toBe(0);
  const left = await next.take('alerts', 1);
  expect(left).toBeLessThanOrEqual(onPostgres() ? 1000 : 0);
  expect(left > 0).toBe(onPostgres());
  await eventually(() => next.take('alerts', 1), 0);
  expect((await killed.take('alerts', 1)) > 0).toBe(onPostgres());
});
