import { Injectable } from '@nestjs/common';
import { MedicationDirectory, StockDirectory, type LineType, type Medication, type StockMovement } from '#medication';
import { displayName, ResidentDirectory } from '#resident';
import { Users, type Caller } from '#platform/access';
import { UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, HomeZone, parseRange, type Instant, type Range, type Zone } from '#platform/time';
import { NotControlledError } from '../domain/prescription.errors.js';
import type { RegisterType } from '../domain/register-words.js';

/** Someone by name. */
export interface Named {
  readonly id: string;
  /** Null: a program, which has none. */
  readonly name: string | null;
}

/** Another line that one points at. */
export interface LineBeside {
  readonly id: string;
  readonly number: number;
  /** Null: the home's. */
  readonly resident: Named | null;
}

/** A line of the ledger, as a register has it. */
export interface RegisterLine {
  readonly movement: StockMovement;
  readonly type: RegisterType;
  /** Null: the home's. */
  readonly resident: Named | null;
  readonly recordedBy: Named;
  readonly witnessedBy: Named | null;
  /** The other side of a transfer. */
  readonly counterpart: LineBeside | null;
  /** The wrong line that this one corrects. */
  readonly corrects: LineBeside | null;
  /** The line that corrects this one, which is wrong. */
  readonly correctedBy: LineBeside | null;
}

/** A page of the register of one medicine. */
export interface Register extends Page<RegisterLine> {
  readonly medication: Medication;
  readonly timeZone: Zone;
  readonly asOf: Instant;
  readonly madeBy: string;
  readonly entered: Range;
  /** Whether it begins with the newest line. */
  readonly isNewest: boolean;
}

export interface RegisterQuery {
  readonly medicationId: string;
  readonly residentId?: string | undefined;
  /** Of the time of entry: instants, or local dates that mean their whole day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const TYPES: Readonly<Record<LineType, RegisterType>> = {
  receipt: 'receipt',
  return: 'returned',
  disposal: 'destroyed',
  count: 'count',
  transfer: 'transfer',
  given: 'given',
  wasted: 'wasted',
  correction: 'correction',
};

/** The register of controlled drugs (clinical.md A4). */
@Injectable()
export class ReadRegister {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly medications: MedicationDirectory,
    private readonly stock: StockDirectory,
    private readonly residents: ResidentDirectory,
    private readonly users: Users,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * As it was entered, the newest first, in a fixed number of statements.
   * @throws NotFoundError, NotControlledError
   */
  async read(query: RegisterQuery, page: PageRequest, { displayName: madeBy }: Caller): Promise<Register> {
    const { reader } = this.unitOfWork;
    const { medicationId, residentId } = query;
    const medication = await this.medications.get(reader, medicationId);
    if (!medication.controlled) throw new NotControlledError(medication.name);
    const entered = parseRange({ from: query.from, to: query.to }, this.zone.id);
    const lines = await this.stock.movements(reader, { medicationId, residentId, ...entered }, page);
    return {
      medication,
      timeZone: this.zone.id,
      asOf: this.clock.now(),
      madeBy,
      entered,
      isNewest: page.cursor === undefined,
      items: await this.withNames(lines.items),
      nextCursor: lines.nextCursor,
    };
  }

  private async withNames(lines: readonly StockMovement[]): Promise<readonly RegisterLine[]> {
    const { reader } = this.unitOfWork;
    const beside = await this.stock.beside(reader, lines);
    const owners = [...lines, ...beside].flatMap(({ residentId }) => residentId ?? []);
    const residents = await this.residents.find(reader, { ids: [...new Set(owners)] });
    const people = lines.flatMap(({ recordedBy, witnessedBy }) => [recordedBy, witnessedBy ?? []].flat());
    const users = await this.users.displayNames(reader, people);
    const names = new Map(residents.map((resident) => [resident.id, displayName(resident)]));
    const owner = (id: string | null): Named | null => (id === null ? null : { id, name: names.get(id) ?? null });
    const user = (id: string): Named => ({ id, name: users.get(id) ?? null });
    const besideOf = (movement: StockMovement | undefined): LineBeside | null =>
      movement === undefined
        ? null
        : { id: movement.id, number: movement.position, resident: owner(movement.residentId) };
    const byId = new Map(beside.map((movement) => [movement.id, movement]));
    const corrections = new Map(beside.map((movement) => [movement.corrects, movement]));
    return lines.map((movement) => ({
      movement,
      type: TYPES[movement.type],
      resident: owner(movement.residentId),
      recordedBy: user(movement.recordedBy),
      witnessedBy: movement.witnessedBy === null ? null : user(movement.witnessedBy),
      counterpart: besideOf(byId.get(movement.counterpartId ?? '')),
      corrects: besideOf(byId.get(movement.corrects ?? '')),
      correctedBy: besideOf(corrections.get(movement.id)),
    }));
  }
}
