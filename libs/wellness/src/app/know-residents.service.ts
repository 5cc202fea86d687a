import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import type { Instant } from '#platform/time';
import { displayName, ResidentDirectory } from '#resident';

/** Whom facts can be about, and until when. */
@Injectable()
export class KnowResidents {
  constructor(private readonly residents: ResidentDirectory) {}

  /** @throws NotFoundError */
  async expect(reader: Reader, residentId: string): Promise<void> {
    await this.residents.status(reader, residentId);
  }

  /** Family name first. @throws NotFoundError */
  async nameOf(reader: Reader, residentId: string): Promise<string> {
    return displayName(await this.residents.get(reader, residentId));
  }

  /** When the resident died; null: lives. @throws NotFoundError */
  async diedAt(reader: Reader, residentId: string): Promise<Instant | null> {
    const status = await this.residents.status(reader, residentId);
    if (status !== 'deceased') return null;
    return (await this.deaths(reader, [residentId])).get(residentId) ?? null;
  }

  /** The same of several; one whom nobody knows isn't in the answer. */
  async diedAtOf(reader: Reader, residentIds: readonly string[]): Promise<ReadonlyMap<string, Instant | null>> {
    const known = await this.residents.find(reader, { ids: [...new Set(residentIds)] });
    const deceased = known.filter(({ status }) => status === 'deceased').map(({ id }) => id);
    const deaths = await this.deaths(reader, deceased);
    return new Map(known.map(({ id }) => [id, deaths.get(id) ?? null]));
  }

  private async deaths(reader: Reader, residentIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    const periods = await this.residents.statusPeriods(reader, residentIds);
    return new Map(
      [...periods].flatMap(([id, all]) => {
        const death = all.find(({ status }) => status === 'deceased');
        return death === undefined ? [] : [[id, death.from] as const];
      }),
    );
  }
}
