import { Injectable } from '@nestjs/common';
import { expectVersion, given, type AsRead } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, HomeZone, localDateOf } from '#platform/time';
import { ResidentRepository, type ResidentFilter } from '../data/resident.repository.js';
import { checkLifeDates } from '../domain/life-dates.js';
import { register, type NewResident, type Resident, type ResidentDetails } from '../domain/resident.js';
import { mayReadOtherwise } from '../domain/room.js';

/** Who lives here, and what is known of them. */
@Injectable()
export class KeepResidents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly residents: ResidentRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  list(filter: ResidentFilter, page: PageRequest): Promise<Page<Resident>> {
    return this.residents.list(this.unitOfWork.reader, filter, page);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<AsRead<Resident>> {
    const { record, room } = await this.residents.read(this.unitOfWork.reader, id);
    return { record, mayHaveChanged: room !== undefined && mayReadOtherwise(room, record.updatedAt) };
  }

  /** @throws InvalidFieldsError, IdentifierTakenError */
  async register(details: NewResident): Promise<Resident> {
    const at = this.clock.now();
    checkLifeDates(details, localDateOf(at, this.zone.id));
    const resident = register(details, newId(at), at);
    await this.unitOfWork.write((tx) => this.residents.add(tx, resident));
    return resident;
  }

  /** @throws NotFoundError, InvalidFieldsError, IdentifierTakenError, VersionConflictError */
  change(id: string, changes: Partial<ResidentDetails>, version: number | undefined): Promise<Resident> {
    return this.unitOfWork.write(async (tx) => {
      const resident = await this.residents.load(tx, id);
      expectVersion(resident, version);
      const at = this.clock.now();
      checkLifeDates(changes, localDateOf(at, this.zone.id));
      return this.residents.change(tx, resident, given(changes), at);
    });
  }
}
