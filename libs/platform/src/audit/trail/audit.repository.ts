import { Injectable } from '@nestjs/common';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import {
  bytesOf,
  callAtCommit,
  dialectIn,
  hasTable,
  insertRows,
  keysetPage,
  readRows,
  select,
} from '#platform/database/sql';
import type { Range } from '#platform/time';
import {
  chainedAll,
  hashedText,
  START,
  storedAct,
  type Act,
  type AuditEntry,
  type Fields,
  type Link,
} from './audit-entry.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { COLUMNS, type StoredRow } from './verify-row.js';

const NEWEST_FIRST = { name: 'at', direction: 'DESC', keys: ['at', 'seq'] } as const;

/** The function of PostgreSQL that appends, and lets one at a time do so. */
const APPEND = 'append_to_trail';

/** Said by hand: it is part of every write. */
const HEAD = 'SELECT "seq", "hash" FROM "audit_entries" ORDER BY "seq" DESC LIMIT 1';

/** Entries written by one statement, well below what either database takes. */
const ROWS_PER_INSERT = 500;

/** What a list of entries may be narrowed by. */
export interface AuditFilter extends Partial<Range> {
  readonly residentId?: string | undefined;
  readonly actor?: string | undefined;
  readonly resource?: string | undefined;
}

/** The trail, as it is stored. Nothing here changes or removes an entry, and the database refuses who tries. */
@Injectable()
export class AuditRepository {
  /**
   * Appends to the chain. On PostgreSQL as part of COMMIT, by the server: others who append wait for that, and for nothing
   * that a process of the home does. On SQLite at once, where one unit of work runs at a time.
   */
  async append(tx: Tx, acts: readonly Act[]): Promise<void> {
    if (acts.length === 0) return;
    if (dialectIn(tx) === 'postgres') {
      const stored = acts.map(storedAct).map((act) => ({ ...act, ...hashedText(act) }));
      callAtCommit(tx, APPEND, stored);
      return;
    }
    const entries = chainedAll(await this.head(tx), acts);
    for (let start = 0; start < entries.length; start += ROWS_PER_INSERT) {
      await insertRows(tx, AuditEntryEntity, entries.slice(start, start + ROWS_PER_INSERT));
    }
  }

  /** The last entry. */
  async head(reader: Reader): Promise<Link> {
    const [last] = await readRows<Link>(reader, HEAD);
    return last ?? START;
  }

  /** Newest first. */
  async list(reader: Reader, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>> {
    const query = select(reader, AuditEntryEntity, 'entry');
    const { residentId, actor, resource, from, to } = filter;
    if (residentId !== undefined) query.andWhere('entry.residentId = :residentId', { residentId });
    if (actor !== undefined) query.andWhere('entry.actor = :actor', { actor });
    if (resource !== undefined) query.andWhere('entry.resource = :resource', { resource });
    if (from !== undefined) query.andWhere('entry.at >= :from', { from });
    if (to !== undefined) query.andWhere('entry.at < :to', { to });
    const { items, nextCursor } = await keysetPage(query, NEWEST_FIRST, page);
    return { items: items.map(toEntry), nextCursor };
  }

  /** Whether the database has a trail at all; one that is opened for reading only may be of another program. */
  async exists(reader: Reader): Promise<boolean> {
    return hasTable(reader, AuditEntryEntity);
  }

  /**
   * Rows as they lie there, in order, for checking: from the one with `seq` on, or from the very first, whatever its
   * number. A text that isn't UTF-8 is given as its bytes.
   */
  async storedFrom(reader: Reader, seq: number | undefined, count: number): Promise<readonly StoredRow[]> {
    const query = select(reader, AuditEntryEntity, 'entry').select([]);
    for (const column of COLUMNS) query.addSelect(`entry.${column}`, column);
    if (seq !== undefined) query.where('entry.seq >= :seq', { seq });
    const rows = await query.orderBy('entry.seq', 'ASC').limit(count).getRawMany<StoredRow>();
    const exactly: StoredRow[] = [];
    for (const row of rows) {
      exactly.push(COLUMNS.some((column) => isDoubtful(row[column])) ? await exact(reader, row) : row);
    }
    return exactly;
  }
}

/** Bytes that are no UTF-8 read as this character, which may also have been written. */
function isDoubtful(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\uFFFD');
}

/** The row with the bytes of every text that differs from what is read of it. */
async function exact(reader: Reader, row: StoredRow): Promise<StoredRow> {
  const doubtful = COLUMNS.filter((column) => isDoubtful(row[column]));
  const query = select(reader, AuditEntryEntity, 'entry').select([]).where('entry.seq = :seq', { seq: row.seq });
  for (const column of doubtful) query.addSelect(bytesOf(dialectIn(reader), `entry.${column}`), column);
  const bytes = (await query.getRawOne<Partial<Record<keyof StoredRow, unknown>>>()) ?? {};
  const others = doubtful.flatMap((column) => {
    const value = bytes[column];
    return value instanceof Uint8Array && Buffer.from(String(row[column])).equals(value)
      ? []
      : [[column, value] as const];
  });
  return { ...row, ...Object.fromEntries(others) };
}

function toEntry({ before, after, ...row }: AuditEntryEntity): AuditEntry {
  return { ...row, before: parsed(before), after: parsed(after) };
}

function parsed(text: string | null): Fields | null {
  return text === null ? null : (JSON.parse(text) as Fields);
}
