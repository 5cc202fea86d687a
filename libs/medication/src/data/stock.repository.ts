import { Injectable } from '@nestjs/common';
import { NotFoundError, type Quantity } from '#platform/kernel';
import { newId, type Page, type PageRequest, type Reader, type Tx } from '#platform/database';
import { deleteRows, insertRows, keysetPage, onConstraint, select, updatePart } from '#platform/database/sql';
import { parseLocalDate, type Instant, type LocalDate } from '#platform/time';
import { isSameLot } from '../domain/ledger.js';
import { newAccount, type StockAccount, type StockLot, type StockPile, type StockRow } from '../domain/stock.js';
import { StockAccountEntity } from './stock-account.entity.js';
import { StockPileEntity } from './stock-pile.entity.js';

const NEWEST_FIRST = { name: 'stock', direction: 'DESC', keys: ['id'] } as const;

/** What a list of stock may be narrowed by. */
export interface StockFilter {
  readonly medicationId?: string | undefined;
  readonly residentId?: string | undefined;
  /** Packs whose last day comes before this one. */
  readonly expiringBefore?: LocalDate | undefined;
  /** Owners that have less than this over all lots. */
  readonly below?: Quantity | undefined;
}

/** What is in stock, as it is stored. Whoever changes it holds the medicine (`MedicationRepository.hold`). */
@Injectable()
export class StockRepository {
  /** One row for each lot of each owner, the newest first; where an owner has nothing left, one that says so. */
  async rows(reader: Reader, filter: StockFilter, page: PageRequest): Promise<Page<StockRow>> {
    const { medicationId, residentId, expiringBefore, below } = filter;
    const query = select(reader, StockPileEntity, 'pile');
    if (medicationId !== undefined) query.andWhere('pile.medicationId = :medicationId', { medicationId });
    if (residentId !== undefined) query.andWhere('pile.residentId = :residentId', { residentId });
    if (expiringBefore !== undefined) {
      query.andWhere(`pile.expiresOn <> '' AND pile.expiresOn < :expiringBefore AND pile.balance > 0`, {
        expiringBefore,
      });
    }
    if (below !== undefined) {
      const low = select(reader, StockAccountEntity, 'account').select('account.id').where('account.balance < :below');
      query.andWhere(`pile.accountId IN (${low.getQuery()})`, { below });
    }
    const { items, nextCursor } = await keysetPage(query, NEWEST_FIRST, page);
    const balances = await this.balances(
      reader,
      items.map(({ accountId }) => accountId),
    );
    return {
      items: items.map(({ accountId, ...row }) => ({
        ...row,
        ...lotOf(row),
        ownerBalance: balances.get(accountId) ?? row.balance,
      })),
      nextCursor,
    };
  }

  /** Which of these medicines are counted: those that have ever moved. */
  async counted(reader: Reader, medicationIds: readonly string[]): Promise<readonly string[]> {
    if (medicationIds.length === 0) return [];
    const rows = await select(reader, StockAccountEntity, 'account')
      .select('DISTINCT account.medicationId', 'medicationId')
      .where('account.medicationId IN (:...medicationIds)', { medicationIds })
      .getRawMany<{ medicationId: string }>();
    return rows.map(({ medicationId }) => medicationId);
  }

  /** What these residents and the home have of these medicines; none where nothing has ever moved. */
  async accounts(
    reader: Reader,
    medicationIds: readonly string[],
    residentIds: readonly string[],
  ): Promise<readonly StockAccount[]> {
    if (medicationIds.length === 0) return [];
    const query = select(reader, StockAccountEntity, 'account');
    query.where('account.medicationId IN (:...medicationIds)', { medicationIds });
    if (residentIds.length === 0) query.andWhere('account.residentId IS NULL');
    else query.andWhere('(account.residentId IS NULL OR account.residentId IN (:...residentIds))', { residentIds });
    return this.withPiles(reader, await query.getMany());
  }

  /** What everyone has who ever had some of these medicines, with what there is of each lot. */
  async accountsOf(reader: Reader, medicationIds: readonly string[]): Promise<readonly StockAccount[]> {
    if (medicationIds.length === 0) return [];
    const query = select(reader, StockAccountEntity, 'account');
    query.where('account.medicationId IN (:...medicationIds)', { medicationIds });
    return this.withPiles(reader, await query.getMany());
  }

  /** @throws NotFoundError */
  async load(reader: Reader, accountId: string): Promise<StockAccount> {
    const query = select(reader, StockAccountEntity, 'account').where('account.id = :accountId', { accountId });
    const [account] = await this.withPiles(reader, await query.getMany());
    if (account === undefined) throw new NotFoundError('stock');
    return account;
  }

  /**
   * What an owner has of a medicine, which is held; who never had any begins with nothing.
   * @throws NotFoundError when there is no such resident
   */
  async open(tx: Tx, medicationId: string, residentId: string | null, at: Instant): Promise<StockAccount> {
    const found = await this.accounts(tx, [medicationId], residentId === null ? [] : [residentId]);
    const own = found.find((account) => account.residentId === residentId);
    if (own !== undefined) return own;
    const begun = newAccount(newId(at), medicationId, residentId);
    const { piles: _piles, ...row } = begun;
    await onConstraint(insertRows(tx, StockAccountEntity, [row]), {
      'foreign-key': () => new NotFoundError('resident'),
    });
    return begun;
  }

  async save(tx: Tx, accounts: readonly StockAccount[], at: Instant): Promise<void> {
    for (const { id, position, balance } of accounts) {
      await updatePart(tx, StockAccountEntity, id, { position, balance });
    }
    await this.savePiles(tx, accounts, at);
  }

  private async savePiles(tx: Tx, accounts: readonly StockAccount[], at: Instant): Promise<void> {
    const stored = await this.pilesOf(
      tx,
      accounts.map(({ id }) => id),
    );
    const added: StockPileEntity[] = [];
    for (const account of accounts) {
      const rows = stored.filter(({ accountId }) => accountId === account.id);
      for (const row of rows) await this.savePile(tx, row, account, at);
      const fresh = account.piles.filter((pile) => !rows.some((row) => isSameLot(pile, lotOf(row))));
      added.push(...fresh.map((pile) => toRow(pile, account, at)));
    }
    await insertRows(tx, StockPileEntity, added);
  }

  private async savePile(tx: Tx, row: StockPileEntity, { piles }: StockAccount, at: Instant): Promise<void> {
    const pile = piles.find((one) => isSameLot(one, lotOf(row)));
    if (pile === undefined) await deleteRows(tx, StockPileEntity, { id: row.id });
    else if (pile.balance !== row.balance) {
      const changes = { balance: pile.balance, version: row.version + 1, updatedAt: at };
      await updatePart(tx, StockPileEntity, row.id, changes);
    }
  }

  private async withPiles(reader: Reader, accounts: readonly StockAccountEntity[]): Promise<readonly StockAccount[]> {
    const piles = await this.pilesOf(
      reader,
      accounts.map(({ id }) => id),
    );
    return accounts.map(({ id, medicationId, residentId, position, balance }) => ({
      ...{ id, medicationId, residentId, position, balance },
      piles: piles.filter(({ accountId }) => accountId === id).map((row) => ({ ...lotOf(row), balance: row.balance })),
    }));
  }

  private async pilesOf(reader: Reader, accountIds: readonly string[]): Promise<readonly StockPileEntity[]> {
    if (accountIds.length === 0) return [];
    return select(reader, StockPileEntity, 'pile')
      .where('pile.accountId IN (:...accountIds)', { accountIds })
      .orderBy('pile.id')
      .getMany();
  }

  private async balances(reader: Reader, accountIds: readonly string[]): Promise<ReadonlyMap<string, Quantity>> {
    if (accountIds.length === 0) return new Map();
    const found = await select(reader, StockAccountEntity, 'account')
      .where('account.id IN (:...ids)', { ids: [...new Set(accountIds)] })
      .getMany();
    return new Map(found.map(({ id, balance }) => [id, balance]));
  }
}

/** The row says an empty word where it isn't known. */
function lotOf({ lot, expiresOn }: Pick<StockPileEntity, 'lot' | 'expiresOn'>): StockLot {
  return { lot: lot === '' ? null : lot, expiresOn: expiresOn === '' ? null : parseLocalDate(expiresOn) };
}

function toRow({ lot, expiresOn, balance }: StockPile, account: StockAccount, at: Instant): StockPileEntity {
  const { id: accountId, medicationId, residentId } = account;
  const stored = { id: newId(at), version: 1, createdAt: at, updatedAt: at };
  return { ...stored, accountId, medicationId, residentId, lot: lot ?? '', expiresOn: expiresOn ?? '', balance };
}
