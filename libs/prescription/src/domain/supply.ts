import { add, byCodeUnits, subtract, ZERO, type Quantity } from '#platform/kernel';
import { fromEpochMilliseconds, toTemporal, type Instant, type Zone } from '#platform/time';
import type { DoseQuantity } from './prescription.js';
import { Shelf, type Lot } from './shelf.js';
import type { Demand, StockDose } from './stock-demand.js';

/** How far supply is looked ahead, in days: what lasts longer is said to last so long. */
export const SUPPLY_HORIZON_DAYS = 366;

const DAY = 86_400_000;

/** How many days of how many prescriptions are one step, which takes a millisecond or two. */
const DAYS_OF_A_STEP = 500;

/** What an owner has of a medicine. */
export interface OwnerLots {
  /** Null: the home. */
  readonly residentId: string | null;
  readonly lots: readonly Lot[];
}

/** How one owner comes out; of the home: by what falls to its stock after the residents' own is used. */
export interface OwnerSupply {
  readonly needed: Quantity;
  readonly fromOwn: Quantity;
  readonly fromHome: Quantity;
  /** What neither has. */
  readonly missing: Quantity;
  /** The first dose that can't be given in full, in milliseconds of the epoch; null: none is seen. */
  readonly shortAt: number | null;
  /** From when on nothing is certain, because a dose can't be counted in the unit of the stock. */
  readonly uncertainAt: number | null;
}

/** Doses whose unit can't be converted to that of the stock: they are named, and count for nothing. */
export interface UncountedDoses {
  readonly prescriptionId: string;
  readonly residentId: string;
  readonly dose: DoseQuantity;
  /** How many; of those as needed at most. */
  readonly doses: number;
  readonly asNeeded: boolean;
}

type Tally = { -readonly [K in keyof OwnerSupply]: OwnerSupply[K] };

export interface ForecastQuestion {
  /** `[from, to)`, in milliseconds of the epoch. */
  readonly from: number;
  readonly to: number;
  readonly zone: Zone;
  /** Whether it may end as soon as it is known when each owner runs out; quantities then reach only so far. */
  readonly untilShort: boolean;
}

/**
 * Who will lack how much of one medicine, and when. Doses are taken in the order of time: from the resident's own stock
 * first, then from the home's, which all share; of a dose that is short what there is. What has expired isn't given.
 */
export class SupplyForecast {
  private readonly shelves: ReadonlyMap<string | null, Shelf>;
  private readonly tallies = new Map<string | null, Tally>();
  private readonly unsettled: Set<string | null>;
  private readonly atFirst: ReadonlyMap<string | null, Quantity>;
  private readonly named = new Map<string, UncountedDoses>();

  constructor(
    owners: readonly OwnerLots[],
    private readonly demands: readonly Demand[],
    private readonly question: ForecastQuestion,
  ) {
    const { from, zone } = question;
    this.shelves = new Map(owners.map(({ residentId, lots }) => [residentId, new Shelf(lots, from, zone)]));
    this.atFirst = new Map([...this.shelves].map(([owner, shelf]) => [owner, shelf.left]));
    const patients = new Set<string | null>(demands.map(({ residentId }) => residentId));
    if (patients.size > 0) patients.add(null);
    this.unsettled = new Set([...this.shelves.keys()].filter((owner) => patients.has(owner)));
  }

  /** Goes on by some days with each step, so that others can have their turn. @returns to where it has gone. */
  *steps(): Generator<number, void, undefined> {
    const { from, to, untilShort } = this.question;
    const length = Math.max(1, Math.floor(DAYS_OF_A_STEP / Math.max(1, this.demands.length))) * DAY;
    for (let start = from; start < to; start += length) {
      if (untilShort && this.unsettled.size === 0) return;
      const end = Math.min(to, start + length);
      const doses: StockDose[] = [];
      for (const demand of this.whoMatters()) doses.push(...demand.dosesIn(start, end));
      for (const dose of doses.sort(byTime)) this.give(dose);
      yield end;
    }
  }

  /** As far as it has gone. */
  of(residentId: string | null): OwnerSupply {
    return this.tallies.get(residentId) ?? NOTHING;
  }

  /** Whose doses there were. */
  get patients(): readonly string[] {
    return [...this.tallies.keys()].filter((owner) => owner !== null);
  }

  /** Doses that can't be counted, together where they are alike. */
  get uncounted(): readonly UncountedDoses[] {
    return [...this.named.values()];
  }

  /** What an owner had at the beginning that had not expired. */
  inStock(residentId: string | null): Quantity {
    return this.atFirst.get(residentId) ?? ZERO;
  }

  /** What an owner has that expires by an instant and isn't used before. */
  unusedBy(residentId: string | null, at: number): Quantity {
    return this.shelves.get(residentId)?.expiredBy(at) ?? ZERO;
  }

  /** Who has run out takes nothing from the others once the home has, too. */
  private whoMatters(): readonly Demand[] {
    const isShared = this.unsettled.has(null) || (this.shelves.get(null)?.left ?? ZERO) > ZERO;
    if (!this.question.untilShort || isShared) return this.demands;
    return this.demands.filter(({ residentId }) => this.unsettled.has(residentId));
  }

  private give(dose: StockDose): void {
    const { at, residentId, quantity } = dose;
    const who = this.tally(residentId);
    const home = this.shelves.get(null);
    const shared = home === undefined ? undefined : this.tally(null);
    if (quantity === undefined) {
      this.name(dose);
      this.doubt(who, residentId, at);
      if (shared !== undefined) this.doubt(shared, null, at);
      return;
    }
    const fromOwn = this.shelves.get(residentId)?.take(quantity, at) ?? ZERO;
    const asked = subtract(quantity, fromOwn);
    const fromHome = home?.take(asked, at) ?? ZERO;
    // There may be less than is thought, never more: what is short is short.
    if (isUncertain(shared) && asked > ZERO && fromHome === asked) this.doubt(who, residentId, at);
    this.count(who, residentId, { at, needed: quantity, fromOwn, fromHome });
    if (shared !== undefined) this.count(shared, null, { at, needed: asked, fromOwn: fromHome, fromHome: ZERO });
  }

  private name({ prescriptionId, residentId, dose }: StockDose): void {
    const key = `${prescriptionId} ${dose.quantity} ${dose.unit}`;
    const doses = (this.named.get(key)?.doses ?? 0) + 1;
    this.named.set(key, { prescriptionId, residentId, dose, doses, asNeeded: false });
  }

  private count(
    tally: Tally,
    residentId: string | null,
    { at, needed, fromOwn, fromHome }: Pick<OwnerSupply, 'needed' | 'fromOwn' | 'fromHome'> & { readonly at: number },
  ): void {
    const missing = subtract(needed, add(fromOwn, fromHome));
    tally.needed = add(tally.needed, needed);
    tally.fromOwn = add(tally.fromOwn, fromOwn);
    tally.fromHome = add(tally.fromHome, fromHome);
    tally.missing = add(tally.missing, missing);
    if (missing === ZERO) return;
    tally.shortAt ??= at;
    this.unsettled.delete(residentId);
  }

  private doubt(tally: Tally, residentId: string | null, at: number): void {
    tally.uncertainAt ??= at;
    this.unsettled.delete(residentId);
  }

  private tally(residentId: string | null): Tally {
    const known = this.tallies.get(residentId);
    if (known !== undefined) return known;
    const made = { ...NOTHING };
    this.tallies.set(residentId, made);
    return made;
  }
}

const NOTHING: OwnerSupply = {
  needed: ZERO,
  fromOwn: ZERO,
  fromHome: ZERO,
  missing: ZERO,
  shortAt: null,
  uncertainAt: null,
};

function isUncertain(tally: OwnerSupply | undefined): boolean {
  return tally !== undefined && tally.uncertainAt !== null;
}

/**
 * For how many whole days, of the home's wall clock, every dose can be given in full from now on: at most
 * {@link SUPPLY_HORIZON_DAYS}. Null: nothing scheduled draws on it, or a dose does that can't be counted.
 */
export function daysOfSupply({ needed, shortAt, uncertainAt }: OwnerSupply, now: Instant, zone: Zone): number | null {
  if (shortAt !== null && (uncertainAt === null || shortAt < uncertainAt)) return wholeDays(now, shortAt, zone);
  if (uncertainAt !== null || needed === ZERO) return null;
  return SUPPLY_HORIZON_DAYS;
}

function wholeDays(now: Instant, at: number, zone: Zone): number {
  const from = toTemporal(now).toZonedDateTimeISO(zone);
  const to = toTemporal(fromEpochMilliseconds(at)).toZonedDateTimeISO(zone);
  return from.until(to, { largestUnit: 'day' }).days;
}

/** Of doses at one instant always the same one comes first. */
function byTime(a: StockDose, b: StockDose): number {
  return a.at - b.at || byCodeUnits(a.residentId, b.residentId) || byCodeUnits(a.prescriptionId, b.prescriptionId);
}
