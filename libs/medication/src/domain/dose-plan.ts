import type { Quantity } from '#platform/kernel';
import type { LocalDate } from '#platform/time';
import { supplyOn, takeDose, type DoseSupply } from './dose-taking.js';
import type { Posting } from './ledger.js';
import type { StockAccount } from './stock.js';
import { toStockUnits, type CountedMedicine } from './stock-unit.js';

/** A dose that leaves the stock. */
export interface LeavingDose {
  readonly medicationId: string;
  readonly residentId: string;
  /** In {@link unit}, the one of the dose. */
  readonly quantity: Quantity;
  readonly unit: string;
  /** The local day on which it was given or spoilt. */
  readonly day: LocalDate;
  readonly type: 'given' | 'wasted';
  /** What somebody has said that it was given in spite of. */
  readonly acknowledged: ReadonlySet<StockGap>;
}

/** Why stock can't account for a dose: too little of it may be used, or it is counted in another unit. */
export type StockGap = 'short' | 'unit';

/** What a dose does to the stock. */
export type DosePlan =
  /** Nothing of the medicine was ever received: it isn't counted (api.md section 9). */
  | { readonly kind: 'uncounted' }
  /** It is said in a unit that the stock isn't counted in, and takes nothing. */
  | { readonly kind: 'unconvertible'; readonly stockUnit: string; readonly refused: boolean }
  /** Too little may be used, and nobody has acknowledged it: it takes nothing. */
  | { readonly kind: 'refused'; readonly needed: Quantity; readonly stockUnit: string; readonly supply: DoseSupply }
  /** It takes what is there; `short` of what is needed is missing. */
  | {
      readonly kind: 'taken';
      readonly needed: Quantity;
      readonly short: Quantity;
      readonly stockUnit: string;
      /** What there was before. */
      readonly supply: DoseSupply;
      readonly postings: readonly Posting[];
    };

/** Plans doses one after the other: what one takes that is planned is no longer there for the next. */
export class DosePlanner {
  private readonly current: Map<string, StockAccount>;

  /**
   * @param counted the medicines that are counted
   * @param accounts every account of these medicines, of the doses' residents and of the home
   */
  constructor(
    private readonly counted: ReadonlyMap<string, CountedMedicine>,
    accounts: readonly StockAccount[],
  ) {
    this.current = new Map(accounts.map((account) => [keyOf(account.medicationId, account.residentId), account]));
  }

  /** What a dose takes after those that were planned before; one that is refused takes nothing. */
  plan(dose: LeavingDose): DosePlan {
    const plan = this.look(dose);
    for (const { account } of plan.kind === 'taken' ? plan.postings : []) {
      this.current.set(keyOf(account.medicationId, account.residentId), account);
    }
    return plan;
  }

  /** What a dose would take if it were the next one. */
  look({ medicationId, residentId, quantity, unit, day, type, acknowledged }: LeavingDose): DosePlan {
    const medicine = this.counted.get(medicationId);
    if (medicine === undefined) return { kind: 'uncounted' };
    const needed = toStockUnits(medicine, quantity, unit);
    const stockUnit = medicine.unit;
    if (needed === undefined) return { kind: 'unconvertible', stockUnit, refused: !acknowledged.has('unit') };
    const own = this.current.get(keyOf(medicationId, residentId));
    const home = this.current.get(keyOf(medicationId, null));
    const supply = supplyOn({ own, home }, day);
    if (supply.usable < needed && !acknowledged.has('short')) return { kind: 'refused', needed, stockUnit, supply };
    const { postings, short } = takeDose({ own, home }, needed, day, type);
    return { kind: 'taken', needed, short, stockUnit, supply, postings };
  }
}

function keyOf(medicationId: string, residentId: string | null): string {
  return `${medicationId} ${residentId ?? ''}`;
}
