import { setTimeout as later } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { makeReader, type Reader } from './handle.js';
import { migrations } from './migrations/index.js';

/** How often replicas are looked at, in milliseconds. */
const LOOKED_EVERY = 1000;

const WRITTEN = `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text AS "position"`;

/** A schema that is older than the program waits for its primary; one that is newer is for the primary to judge, too. */
const REPLAYED = `SELECT pg_is_in_recovery() AS "standby", pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text AS "position",
  EXISTS (SELECT 1 FROM "migrations" WHERE "name" = $1) AS "current"`;

/** What the primary had written at a moment of this process's clock. */
interface Moment {
  readonly at: number;
  readonly position: bigint;
}

/** A replica that may be asked now. */
export interface FitReplica {
  readonly reader: Reader;
  /** It didn't answer: nobody else asks it until it was looked at anew. */
  failed(): void;
}

/**
 * Standbys of the home's PostgreSQL, for reads that may be some seconds old. Again and again the primary is asked how far
 * it has written and each standby how far it has followed: so it is known of when a standby is, whatever clocks say, and
 * also of one that hears nothing of its primary any more.
 */
export class Replicas {
  private readonly closing = new AbortController();
  private readonly all: readonly Replica[];
  private readonly looking: Promise<unknown>[] = [];
  private moments: readonly Moment[] = [];
  private turn = 0;

  /** @param limit how old what is read may be, in milliseconds. */
  constructor(
    private readonly primary: DataSource,
    sources: readonly DataSource[],
    private readonly limit: number,
  ) {
    this.all = sources.map((source, index) => new Replica(`read replica ${index + 1}`, source, limit));
  }

  /** Begins to look; those that can't be reached are looked for as long as it goes on. */
  start(): void {
    this.looking.push(this.again(() => this.lookAtPrimary()));
    for (const replica of this.all) this.looking.push(this.again(() => replica.look(this.moments)));
  }

  /** The next in turn of those that are fit; undefined: none is. */
  next(): FitReplica | undefined {
    const fit = this.all.filter((replica) => replica.isFit());
    this.turn += 1;
    return fit[this.turn % Math.max(1, fit.length)];
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.looking);
    for (const replica of this.all) await replica.close();
  }

  private async lookAtPrimary(): Promise<void> {
    const at = performance.now();
    const [row] = await this.primary.query<{ position: string }[]>(WRITTEN);
    if (row === undefined) return;
    const young = this.moments.filter((moment) => at - moment.at <= this.limit);
    this.moments = [...young, { at, position: BigInt(row.position) }];
  }

  private async again(look: () => Promise<void>): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await look().catch(() => undefined);
      await later(LOOKED_EVERY, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}

class Replica implements FitReplica {
  private readonly logger = new Logger('Storage');
  private wasFit = true;
  /** Everything that was written before is in it; undefined: not known. */
  private asOf: number | undefined;
  private known: Reader | undefined;

  constructor(
    private readonly name: string,
    private readonly source: DataSource,
    private readonly limit: number,
  ) {}

  get reader(): Reader {
    this.known ??= makeReader(this.source.manager, 'postgres');
    return this.known;
  }

  isFit(): boolean {
    return this.asOf !== undefined && performance.now() - this.asOf <= this.limit;
  }

  failed(): void {
    this.asOf = undefined;
  }

  async look(moments: readonly Moment[]): Promise<void> {
    try {
      if (!this.source.isInitialized) await this.source.initialize();
      const [row] = await this.source.query<{ standby: boolean; position: string | null; current: boolean }[]>(
        REPLAYED,
        [migrations.at(-1)?.name],
      );
      const position = row?.position;
      if (row?.standby !== true || !row.current || typeof position !== 'string') this.asOf = undefined;
      else this.asOf = moments.findLast((moment) => moment.position <= BigInt(position))?.at ?? this.asOf;
      this.tell('it is too far behind, of another version, or no standby');
    } catch (error) {
      this.asOf = undefined;
      this.tell(error instanceof Error ? error.message : String(error));
    }
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  /** Once when it changes. */
  private tell(why: string): void {
    const isFit = this.isFit();
    if (isFit && !this.wasFit) this.logger.log(`${this.name} is read from`);
    if (!isFit && this.wasFit) this.logger.warn(`${this.name} is not read from: ${why}`);
    this.wasFit = isFit;
  }
}
