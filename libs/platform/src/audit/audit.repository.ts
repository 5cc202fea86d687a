import { Injectable } from '@nestjs/common';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { advisoryLock, insertRows, keysetPage, readRows, select } from '#platform/database/sql';
import type { Range } from '#platform/time';
import { canonical, chainedAll, START, type Act, type AuditEntry, type Fields, type Link } from './audit-entry.js';
import { AuditEntryEntity } from './audit-entry.entity.js';

const NEWEST_FIRST = { name: 'at', direction: 'DESC', keys: ['at', 'seq'] } as const;

/** One unit of work at a time appends to the chain; any number, of no other use in the home's database. */
const CHAIN_LOCK = 7_364_825_119;

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
  /** Appends to the chain. On PostgreSQL others who want to append wait from here to the end of this unit of work. */
  async append(tx: Tx, acts: readonly Act[]): Promise<void> {
    if (acts.length === 0) return;
    await advisoryLock(tx, CHAIN_LOCK);
    const entries = chainedAll(await this.head(tx), acts);
    for (let start = 0; start < entries.length; start += ROWS_PER_INSERT) {
      await insertRows(tx, AuditEntryEntity, entries.slice(start, start + ROWS_PER_INSERT).map(toRow));
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

  /** The rows that follow `seq`, in order, as they lie there: for checking. */
  async rowsAfter(reader: Reader, seq: number, count: number): Promise<readonly AuditEntryEntity[]> {
    return select(reader, AuditEntryEntity, 'entry')
      .where('entry.seq > :seq', { seq })
      .orderBy('entry.seq', 'ASC')
      .limit(count)
      .getMany();
  }
}

function toRow({ before, after, ...entry }: AuditEntry): AuditEntryEntity {
  return {
    ...entry,
    before: before === null ? null : canonical(before),
    after: after === null ? null : canonical(after),
  };
}

function toEntry({ before, after, ...row }: AuditEntryEntity): AuditEntry {
  return { ...row, before: parsed(before), after: parsed(after) };
}

function parsed(text: string | null): Fields | null {
  return text === null ? null : (JSON.parse(text) as Fields);
}
