import { Injectable } from '@nestjs/common';
import { MedicationDirectory, type Medication } from '#medication';
import { displayName, ResidentDirectory } from '#resident';
import {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  UnitOfWork,
  type Page,
  type PageRequest,
} from '#platform/database';
import { byCodeUnits, fold } from '#platform/kernel';
import { Clock, epochMilliseconds, HomeZone, localDateOf, type Instant, type LocalDate } from '#platform/time';
import { Lane, nextTurn, toTheEnd } from '#platform/turns';
import { mostAsNeeded } from '../domain/as-needed-bound.js';
import { orderLines, type OrderLine } from '../domain/order-suggestion.js';
import { SupplyForecast } from '../domain/supply.js';
import { supplyEnd } from '../domain/supply-end.js';
import { StockDemands, type MedicineDemand } from './stock-demands.service.js';

/** A line of an order, with what is to be said to a pharmacy. */
export interface SuggestedLine extends OrderLine {
  readonly medication: Medication;
  /** Null: for the home. */
  readonly resident: { readonly id: string; readonly name: string } | null;
  /** Whether stock of the medicine was ever recorded; else nothing is known of what is there. */
  readonly counted: boolean;
  readonly until: Instant;
  /** The day of the first dose that can't be given in full; null: none. */
  readonly runsOutOn: LocalDate | null;
}

type UnnamedLine = Omit<SuggestedLine, 'resident'>;

const ORDER = 'order-suggestion';

/** How many medicines are looked up at once, and how many lists are made at once and may wait. */
const LOOKED_UP = 100;
const AT_ONCE = 2;
const MAY_WAIT = 20;

/** Where a page begins: after this owner's line of this medicine. */
interface After {
  readonly name: string;
  readonly medicationId: string;
  readonly owner: string;
}

/** What to order, so that every scheduled dose until then can be given. */
@Injectable()
export class SuggestOrder {
  private readonly lane = new Lane(AT_ONCE, MAY_WAIT);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly medications: MedicationDirectory,
    private readonly residents: ResidentDirectory,
    private readonly demands: StockDemands,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * By name of medicine, the home first; in turns.
   * @throws BadSupplyEndError, BadCursorError; OverloadedError when too many are asked for at once.
   */
  page(until: string | undefined, { limit, cursor }: PageRequest): Promise<Page<SuggestedLine>> {
    const after = cursor === undefined ? undefined : positionOf(cursor);
    return this.lane.run(limit, async () => {
      const lines: UnnamedLine[] = [];
      let nextCursor: string | null = null;
      for await (const line of this.lines(until, after)) {
        if (lines.length === limit) {
          nextCursor = cursorAfter(lines.at(-1));
          break;
        }
        lines.push(line);
      }
      return { items: await this.withNames(lines), nextCursor };
    });
  }

  /** All of them: at most one for each prescription and one for each medicine. @throws as {@link page} */
  all(until: string | undefined): Promise<readonly SuggestedLine[]> {
    return this.lane.run(Infinity, async () => {
      const lines: UnnamedLine[] = [];
      for await (const line of this.lines(until)) lines.push(line);
      return this.withNames(lines);
    });
  }

  private async *lines(until: string | undefined, after?: After): AsyncGenerator<UnnamedLine, void, undefined> {
    const { reader } = this.unitOfWork;
    const now = this.clock.now();
    const end = supplyEnd(until, now, this.zone.id);
    const ids = await this.inOrder(await this.demands.prescribed(reader, now), after);
    for await (const demand of this.demands.of(reader, ids, now)) {
      const lines = (await this.linesOf(demand, now, end)).filter((line) => !isBefore(line, demand.medicine, after));
      for (const line of lines) {
        const { shortAt } = line;
        yield {
          ...line,
          medication: demand.medicine,
          counted: demand.accounts.length > 0,
          until: end,
          runsOutOn: shortAt === null ? null : localDateOf(shortAt, this.zone.id),
        };
      }
    }
  }

  private async withNames(lines: readonly UnnamedLine[]): Promise<readonly SuggestedLine[]> {
    const people = [...new Set(lines.flatMap(({ residentId }) => residentId ?? []))];
    const names = new Map<string, string>();
    for (let from = 0; from < people.length; from += LOOKED_UP) {
      const ids = people.slice(from, from + LOOKED_UP);
      const found = await this.residents.find(this.unitOfWork.reader, { ids });
      for (const resident of found) names.set(resident.id, displayName(resident));
      await nextTurn();
    }
    return lines.map((line) => {
      const { residentId: id } = line;
      return { ...line, resident: id === null ? null : { id, name: names.get(id) ?? '' } };
    });
  }

  /** The home first, the residents in an order that stays. */
  private async linesOf(demand: MedicineDemand, now: Instant, end: Instant): Promise<readonly OrderLine[]> {
    const { accounts, cases, demands, toStockUnits } = demand;
    const owners = accounts.map(({ residentId, piles }) => ({ residentId, lots: piles }));
    const window = { from: epochMilliseconds(now), to: epochMilliseconds(end) };
    const forecast = new SupplyForecast(owners, demands, { ...window, zone: this.zone.id, untilShort: false });
    await toTheEnd(forecast.steps());
    const asNeeded = cases.map((doseCase) => {
      const { id: prescriptionId, residentId } = doseCase.prescription;
      return { prescriptionId, residentId, most: mostAsNeeded(doseCase, { from: now, to: end }) };
    });
    const holders = new Set(accounts.map(({ residentId }) => residentId));
    const lines = orderLines(forecast, { until: end, holders, asNeeded, toStockUnits });
    return [...lines].sort((a, b) => byCodeUnits(a.residentId ?? '', b.residentId ?? ''));
  }

  /** By name, from the one on in which a page begins. */
  private async inOrder(ids: readonly string[], after: After | undefined): Promise<readonly string[]> {
    const known: { readonly id: string; readonly name: string }[] = [];
    for (let from = 0; from < ids.length; from += LOOKED_UP) {
      const found = await this.medications.find(this.unitOfWork.reader, ids.slice(from, from + LOOKED_UP));
      known.push(...found.map(({ id, name }) => ({ id, name: fold(name) })));
      await nextTurn();
    }
    return known
      .filter(({ id, name }) => after === undefined || compare([name, id], [after.name, after.medicationId]) >= 0)
      .sort((a, b) => compare([a.name, a.id], [b.name, b.id]))
      .map(({ id }) => id);
  }
}

function isBefore({ residentId }: OrderLine, { id }: Medication, after: After | undefined): boolean {
  return after !== undefined && id === after.medicationId && (residentId ?? '') <= after.owner;
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  return byCodeUnits(a[0], b[0]) || byCodeUnits(a[1], b[1]);
}

function positionOf(cursor: string): After {
  const [name, medicationId, owner] = decodeCursor(ORDER, cursor, 3) ?? [];
  if (name === undefined || medicationId === undefined || owner === undefined) throw new BadCursorError();
  return { name, medicationId, owner };
}

function cursorAfter(line: UnnamedLine | undefined): string | null {
  if (line === undefined) return null;
  const { medication, residentId } = line;
  return encodeCursor(ORDER, [fold(medication.name), medication.id, residentId ?? '']);
}
