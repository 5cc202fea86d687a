import type { Resource } from '../support/client.js';

/** A line as the home lists it. */
export interface LedgerLine extends Resource {
  readonly medicationId: string;
  readonly residentId: string | null;
  readonly type: string;
  readonly lot: string | null;
  readonly expiresOn: string | null;
  readonly quantity: number;
  readonly change: number;
  readonly balance: number;
  readonly ownerBalance: number;
  readonly position: number;
  readonly reason: string | null;
  readonly recordedBy: string;
  readonly witnessedBy: string | null;
  readonly counterpartId: string | null;
  readonly corrects: string | null;
}

/** What the plain book makes of a line. */
export type Expected = Pick<LedgerLine, 'position' | 'change' | 'balance' | 'ownerBalance'>;

/** What a line said first and every correction of it since. */
interface Chain {
  readonly first: LedgerLine;
  /** In millionths. */
  readonly expectedThen: number;
  done: number;
}

const MILLION = 1_000_000;

/**
 * The stock of a home in its plainest form: for each owner and medicine, and each lot of theirs, a number, and what each
 * line has to change it by. Sums are of whole millionths.
 */
export class ReferenceStock {
  private readonly owners = new Map<string, { balance: number; lines: number }>();
  private readonly lots = new Map<string, number>();
  private readonly chains = new Map<string, Chain>();

  /** Enters the next line. @returns what has to stand in it */
  enter(line: LedgerLine): Expected {
    const lot = packsOf(line);
    const before = this.lots.get(lot) ?? 0;
    const change = this.changeOf(line, before);
    const owner = this.owners.get(ownerOf(line)) ?? { balance: 0, lines: 0 };
    owner.balance += change;
    owner.lines += 1;
    this.owners.set(ownerOf(line), owner);
    this.lots.set(lot, before + change);
    return {
      position: owner.lines,
      change: change / MILLION,
      balance: (before + change) / MILLION,
      ownerBalance: owner.balance / MILLION,
    };
  }

  /** What is there of each lot of each owner; nothing is left out. */
  balances(): ReadonlyMap<string, number> {
    return new Map([...this.lots].map(([lot, balance]) => [lot, balance / MILLION]));
  }

  private changeOf(line: LedgerLine, before: number): number {
    const said = Math.round(line.quantity * MILLION);
    if (line.corrects !== null) return this.correct(line, line.corrects, said);
    const change = ownChange(line, said, before);
    this.chains.set(line.id, { first: line, expectedThen: before, done: change });
    return change;
  }

  private correct({ id }: LedgerLine, wrong: string, said: number): number {
    const chain = this.chains.get(wrong);
    if (chain === undefined)
      throw new Error(`${id} corrects what was never there, or not the last that was said of it`);
    const change = ownChange(chain.first, said, chain.expectedThen) - chain.done;
    chain.done += change;
    this.chains.delete(wrong);
    this.chains.set(id, chain);
    return change;
  }
}

/** Packs of an owner. */
type Packs = Pick<LedgerLine, 'medicationId' | 'residentId' | 'lot' | 'expiresOn'>;

/** Packs of an owner, as a word. */
export function packsOf({ lot, expiresOn, ...owner }: Packs): string {
  return `${ownerOf(owner)} ${lot ?? '-'} ${expiresOn ?? '-'}`;
}

function ownerOf({ medicationId, residentId }: Pick<LedgerLine, 'medicationId' | 'residentId'>): string {
  return `${medicationId} ${residentId ?? 'home'}`;
}

/** By how much a line of its type changes the lot when nobody corrects it. */
function ownChange({ type, id, counterpartId }: LedgerLine, said: number, before: number): number {
  if (type === 'receipt') return said;
  if (type === 'count') return said - before;
  // Of the two sides of a transfer the one that it comes from is entered first.
  if (type === 'transfer') return counterpartId !== null && id < counterpartId ? -said : said;
  return -said;
}
