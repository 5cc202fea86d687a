import { randomUUID } from 'node:crypto';
import type { DataSources } from './data-sources.js';

/** By the clock of the database: those of several machines differ. */
const NOW = instantSql('clock_timestamp()');

/**
 * A row of its own if there is none, or one that nobody holds any more. Its holder may have it again at any time.
 * Parameters: id, holder, seconds.
 */
const TAKE = `INSERT INTO "leases" AS "lease" ("id", "holder", "until")
  VALUES ($1, $2, ${instantSql('clock_timestamp() + make_interval(secs => $3)')})
  ON CONFLICT ("id") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
  WHERE "lease"."until" <= ${NOW} OR "lease"."holder" = excluded."holder"
  RETURNING "id"`;

const LEFT = `SELECT (extract(epoch FROM "until"::timestamptz - clock_timestamp()) * 1000)::integer AS "left"
  FROM "leases" WHERE "id" = $1`;

/**
 * Says which of the home's processes does a piece of periodic work. A lease ends by itself, so that one that was killed
 * keeps nobody from it for long. A SQLite file belongs to one process, which has every lease without asking.
 */
export class Leases {
  private readonly holder = randomUUID();

  constructor(private readonly sources: Pick<DataSources, 'dialect' | 'writer'>) {}

  /**
   * Takes a lease, or makes one that is held here last longer.
   * @param seconds from now.
   * @returns 0: it is held here; else the milliseconds after which it may be free.
   */
  async take(name: string, seconds: number): Promise<number> {
    const { dialect, writer } = this.sources;
    if (dialect === 'sqlite') return 0;
    const taken = await writer.query<unknown[]>(TAKE, [name, this.holder, seconds]);
    if (taken.length > 0) return 0;
    const [held] = await writer.query<{ left: number }[]>(LEFT, [name]);
    return Math.max(1, held?.left ?? 1);
  }

  /** Lets others have at once what is held here. */
  async giveBack(): Promise<void> {
    const { dialect, writer } = this.sources;
    if (dialect === 'postgres') await writer.query('DELETE FROM "leases" WHERE "holder" = $1', [this.holder]);
  }
}

/** SQL of a moment of PostgreSQL as an instant is stored. */
function instantSql(moment: string): string {
  return `to_char((${moment}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
