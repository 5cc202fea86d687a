import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import { firstIdAt, type Page, type PageRequest, type Reader, type Tx } from '#platform/database';
import { insertRows, keysetPage, onConstraint, select } from '#platform/database/sql';
import type { Instant, Range } from '#platform/time';
import type { CorrectedLine } from '../domain/correct-line.js';
import type { LineType, StockMovement } from '../domain/stock.js';
import { NotCorrectableError } from '../domain/medication.errors.js';
import { StockAccountEntity } from './stock-account.entity.js';
import { StockMovementEntity } from './stock-movement.entity.js';

const NEWEST_FIRST = { name: 'stock-movements', direction: 'DESC', keys: ['id'] } as const;

/** What a list of lines may be narrowed by; the range is of the time of entry, which is the order of the ledger. */
export interface MovementFilter extends Range {
  readonly medicationId?: string | undefined;
  readonly residentId?: string | undefined;
  readonly type?: LineType | undefined;
}

/** The lines of the ledger, as they are stored. They are only ever added: the database refuses all else. */
@Injectable()
export class StockMovementRepository {
  /** As they were entered, the newest first. */
  list(reader: Reader, filter: MovementFilter, page: PageRequest): Promise<Page<StockMovement>> {
    const query = select(reader, StockMovementEntity, 'line');
    const { medicationId, residentId, type, from, to } = filter;
    if (medicationId !== undefined) query.andWhere('line.medicationId = :medicationId', { medicationId });
    if (residentId !== undefined) query.andWhere('line.residentId = :residentId', { residentId });
    if (type !== undefined) query.andWhere('line.type = :type', { type });
    // A line has its id of the moment of its entry: with it the stretch is found by the index that lists go by.
    if (from !== undefined)
      query.andWhere('line.recordedAt >= :from AND line.id >= :first', { from, first: firstIdAt(from) });
    if (to !== undefined) query.andWhere('line.recordedAt < :to AND line.id < :end', { to, end: firstIdAt(to) });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<StockMovement> {
    const row = await select(reader, StockMovementEntity, 'line').where('line.id = :id', { id }).getOne();
    if (row === null) throw new NotFoundError('stock movement');
    return row;
  }

  /** A line and what has corrected it, the first one first, from any of them. @throws NotFoundError */
  async corrected(reader: Reader, id: string): Promise<CorrectedLine> {
    let first = await this.load(reader, id);
    while (first.corrects !== null) first = await this.load(reader, first.corrects);
    const lines: [StockMovement, ...StockMovement[]] = [first];
    for (let last: StockMovement | undefined = first; last !== undefined;) {
      last = await this.correctionOf(reader, last.id);
      if (last !== undefined) lines.push(last);
    }
    return lines;
  }

  /** The lines that these point at, and those that correct them. */
  async beside(reader: Reader, lines: readonly StockMovement[]): Promise<readonly StockMovement[]> {
    if (lines.length === 0) return [];
    const pointedAt = lines.flatMap(({ corrects, counterpartId }) => [corrects, counterpartId]);
    const ids = pointedAt.filter((id) => id !== null);
    const wrong = lines.map(({ id }) => id);
    const correcting = await select(reader, StockMovementEntity, 'line')
      .where('line.corrects IN (:...wrong)', { wrong })
      .getMany();
    if (ids.length === 0) return correcting;
    const named = await select(reader, StockMovementEntity, 'line').where('line.id IN (:...ids)', { ids }).getMany();
    return [...named, ...correcting];
  }

  /** What the record of a dose took, and what was given back since. */
  async ofAdministration(reader: Reader, administrationId: string): Promise<readonly StockMovement[]> {
    return select(reader, StockMovementEntity, 'line')
      .where('line.administrationId = :administrationId', { administrationId })
      .orderBy('line.id')
      .getMany();
  }

  /** When the last line of these accounts was entered; undefined: they have none. Asked before more are written. */
  async lastEntered(tx: Tx, accountIds: readonly string[]): Promise<Instant | undefined> {
    if (accountIds.length === 0) return undefined;
    const rows = await select(tx, StockAccountEntity, 'account')
      .innerJoin(StockMovementEntity, 'line', 'line.accountId = account.id AND line.position = account.position')
      .select('line.recordedAt', 'recordedAt')
      .where('account.id IN (:...accountIds)', { accountIds })
      .getRawMany<{ recordedAt: Instant }>();
    return rows
      .map(({ recordedAt }) => recordedAt)
      .toSorted()
      .at(-1);
  }

  /** @throws NotCorrectableError when one corrects what has been corrected already */
  async add(tx: Tx, lines: readonly StockMovement[]): Promise<void> {
    await onConstraint(insertRows(tx, StockMovementEntity, lines), {
      uq_stock_movements__corrects: () =>
        new NotCorrectableError('already-corrected', 'This line has been corrected already.', {}),
    });
  }

  private async correctionOf(reader: Reader, corrects: string): Promise<StockMovement | undefined> {
    const query = select(reader, StockMovementEntity, 'line').where('line.corrects = :corrects', { corrects });
    return (await query.getOne()) ?? undefined;
  }
}
