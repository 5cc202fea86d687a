import { AuditEntryEntity, verifyTrail, type Verdict } from '#platform/audit/trail';
import type { DatabaseConfig } from '#platform/config';
import {
  assertHoldable,
  assertNoHome,
  differenceOf,
  openHome,
  openNewHome,
  type HomeSide,
  type NewHomeSide,
} from '#platform/database/transfer';
import { firstDifference, sumUp, type Reading, type SummedTable } from './compare.js';
import type { OnProgress } from './progress.js';

export interface TransferOptions {
  /** Whether a home whose audit trail is broken may be moved, as it is. */
  readonly acceptBrokenTrail: boolean;
  readonly onProgress: OnProgress;
  /** Its reason is thrown when it is aborted; the target is then as it was. */
  readonly signal?: AbortSignal;
}

/** What was moved, or would be, or is alike. */
export interface TransferReport {
  /** Each table that a home has, with what its rows come to on both sides. */
  readonly tables: readonly SummedTable[];
  readonly trail: Verdict;
}

/** The databases of a transfer. */
export interface Route {
  readonly from: DatabaseConfig;
  readonly to: DatabaseConfig;
}

const ENTITIES = [AuditEntryEntity];

/**
 * Moves a home that is stopped to another database, which is empty, and looks whether every value of every row came to be
 * there, whether what refers to a row finds it, and whether the audit trail is the same to its last entry. Only then it is
 * there for others; the source is only read.
 * @throws Error with one line; the target is then as it was.
 */
export async function transferHome({ from, to }: Route, options: TransferOptions): Promise<TransferReport> {
  const target = await openNewHome(to, ENTITIES);
  try {
    return await withHome(from, async (source) => {
      const trail = await trailOf(source, options);
      const moved = await move(source, target, options);
      await target.settle();
      await assertAlike(source, target, moved, options);
      assertSameTrail(trail, await trailOf(target, options));
      await target.keep();
      return { tables: moved, trail };
    });
  } finally {
    await target.close();
  }
}

/**
 * Reads all that would be moved, and writes nothing.
 * @throws Error with one line: what a transfer would be refused for, as far as that shows before.
 */
export async function rehearseTransfer({ from, to }: Route, options: TransferOptions): Promise<TransferReport> {
  await assertNoHome(to);
  return withHome(from, async (source) => {
    const trail = await trailOf(source, options);
    const reading = await progressOf(source, 'checking', options);
    const tables: SummedTable[] = [];
    for (const table of source.tables) {
      const held = await sumUp(source, table, reading, (rows) => {
        assertHoldable(to.url.kind, table, rows);
      });
      tables.push(held);
    }
    return { tables, trail };
  });
}

/**
 * Looks whether two homes that are stopped hold the same, value by value.
 * @throws Error with one line, the first difference.
 */
export async function compareHomes({ from, to }: Route, options: TransferOptions): Promise<TransferReport> {
  return withHome(from, (one) =>
    withHome(to, async (other) => {
      assertSameTables(one, other);
      const trail = await trailOf(one, options);
      const reading = await progressOf(one, 'moving', options);
      const tables: SummedTable[] = [];
      for (const table of one.tables) tables.push(await sumUp(one, table, reading));
      await assertAlike(one, other, tables, options);
      assertSameTrail(trail, await trailOf(other, options));
      return { tables, trail };
    }),
  );
}

async function withHome<T>(config: DatabaseConfig, work: (side: HomeSide) => Promise<T>): Promise<T> {
  const side = await openHome(config, ENTITIES);
  try {
    return await work(side);
  } finally {
    await side.close();
  }
}

async function move(source: HomeSide, target: NewHomeSide, options: TransferOptions): Promise<readonly SummedTable[]> {
  assertSameTables(source, target);
  const reading = await progressOf(source, 'moving', options);
  const moved: SummedTable[] = [];
  for (const table of source.tables) {
    const sum = await sumUp(source, table, reading, async (rows) => {
      assertHoldable(target.dialect, table, rows);
      await target.add(table, rows);
    });
    moved.push(sum);
  }
  return moved;
}

function assertSameTables(source: HomeSide, target: HomeSide): void {
  const difference = differenceOf(source.tables, target.tables);
  if (difference !== undefined) throw new Error(difference);
}

/** @param sums of the source. @throws Error with the first difference. */
async function assertAlike(
  source: HomeSide,
  target: HomeSide,
  sums: readonly SummedTable[],
  options: TransferOptions,
): Promise<void> {
  const reading = await progressOf(target, 'checking', options);
  for (const table of source.tables) {
    const there = await sumUp(target, table, reading);
    const here = sums.find(({ name }) => name === table.name);
    if (here?.digest !== there.digest) throw new Error(await firstDifference(table, source, target, options.signal));
  }
}

/** Tells how many of all rows are read, in one stage over all tables. */
async function progressOf(
  side: HomeSide,
  stage: 'moving' | 'checking',
  { onProgress, signal }: TransferOptions,
): Promise<Reading> {
  let total = 0;
  for (const table of side.tables) total += await side.count(table);
  let done = 0;
  return {
    signal,
    onRows: (count) => {
      done += count;
      onProgress(stage, done, total);
    },
  };
}

/** @throws Error with one line when it is broken and that is not accepted. */
async function trailOf(
  { reader }: HomeSide,
  { acceptBrokenTrail, onProgress, signal }: TransferOptions,
): Promise<Verdict> {
  const verdict = await verifyTrail(reader, {
    onProgress: (checked, total) => {
      onProgress('entries', checked, total);
    },
    ...(signal === undefined ? {} : { signal }),
  });
  if (verdict.broken === undefined || acceptBrokenTrail) return verdict;
  const { seq, reason } = verdict.broken;
  throw new Error(`the audit trail is broken at entry ${seq} (${reason}); restore a backup, or --accept-broken-trail`);
}

function assertSameTrail(one: Verdict, other: Verdict): void {
  if (one.head.seq === other.head.seq && one.head.hash === other.head.hash && one.broken?.seq === other.broken?.seq) {
    return;
  }
  throw new Error(`the audit trail ends with entry ${one.head.seq}, and at the target with entry ${other.head.seq}`);
}
