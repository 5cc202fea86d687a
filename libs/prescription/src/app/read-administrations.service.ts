import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { HomeZone, parseRange } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import type { Administration } from '../domain/administration.js';

/** `from` and `to`: instants, or local dates that mean their whole day. */
export interface AdministrationQuery {
  readonly residentId?: string | undefined;
  readonly prescriptionId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The record of what became of doses. */
@Injectable()
export class ReadAdministrations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly administrations: AdministrationRepository,
    private readonly zone: HomeZone,
  ) {}

  list({ from, to, ...filter }: AdministrationQuery, page: PageRequest): Promise<Page<Administration>> {
    const range = parseRange({ from, to }, this.zone.id);
    return this.administrations.list(this.unitOfWork.reader, { ...filter, ...range }, page);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Administration> {
    return this.administrations.load(this.unitOfWork.reader, id);
  }
}
