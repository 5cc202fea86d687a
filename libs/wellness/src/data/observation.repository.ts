import { Injectable } from '@nestjs/common';
import { fromMillionths, NotFoundError } from '#platform/kernel';
import type { Page, PageRequest, Reader, Stretch, Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, newestIn, select, updateRow } from '#platform/database/sql';
import type { Instant, Range, Window } from '#platform/time';
import { TOLD_OF_OBSERVATION, type ToldObservation } from '../domain/describe.js';
import type { Marking } from '../domain/fact.js';
import type { Observation } from '../domain/observation.js';
import { readFieldsOf, type Reading } from '../domain/reading.js';
import { ObservationEntity } from './observation.entity.js';

const NEWEST_FIRST = { name: 'taken-at', direction: 'DESC', keys: ['takenAt', 'id'] } as const;

/** Rows of one INSERT: each has 18 values, and SQLite takes 32,766 in one statement. */
const ROWS_PER_INSERT = 1000;

/** Readings that are read in one go: what takes a few milliseconds. */
const READINGS_AT_ONCE = 2000;

/** What a list of one resident's observations may be narrowed by. */
export interface ObservationFilter {
  readonly type?: string | undefined;
  /** When they were taken. */
  readonly taken: Range;
}

/** Observations, as they are stored: added, and marked where they are wrong. */
@Injectable()
export class ObservationRepository {
  async list(
    reader: Reader,
    residentId: string,
    { type, taken }: ObservationFilter,
    page: PageRequest,
  ): Promise<Page<Observation>> {
    const query = select(reader, ObservationEntity, 'observation').where('observation.residentId = :residentId', {
      residentId,
    });
    if (type !== undefined) query.andWhere('observation.type = :type', { type });
    if (taken.from !== undefined) query.andWhere('observation.takenAt >= :from', { from: taken.from });
    if (taken.to !== undefined) query.andWhere('observation.takenAt < :to', { to: taken.to });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Those of a stretch of time, of any type, errors included, newest first. */
  during(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly ToldObservation[]> {
    const query = select(reader, ObservationEntity, 'observation').where('observation.residentId = :residentId', {
      residentId,
    });
    return newestIn(query, 'takenAt', stretch, TOLD_OF_OBSERVATION);
  }

  /**
   * Those of a type in a window that are no errors, in order of time, some at a time: plain rows of an index that has all
   * that is read, since there may be tens of thousands.
   */
  async *readings(
    reader: Reader,
    residentId: string,
    type: string,
    { from, to }: Window,
  ): AsyncGenerator<readonly Reading[], void, undefined> {
    const fields = readFieldsOf(type);
    let [at, id] = [from as string, ''];
    for (;;) {
      const query = select(reader, ObservationEntity, 'observation')
        .select('observation.id', 'id')
        .addSelect('observation.takenAt', 'takenAt');
      for (const field of fields) query.addSelect(`observation.${field}`, field);
      const rows = await query
        .where('observation.residentId = :residentId AND observation.type = :type', { residentId, type })
        .andWhere("observation.status = 'final'")
        .andWhere('(observation.takenAt, observation.id) > (:at, :id) AND observation.takenAt < :to', { at, id, to })
        .orderBy('observation.takenAt')
        .addOrderBy('observation.id')
        .limit(READINGS_AT_ONCE)
        .getRawMany<RawReading>();
      yield rows.map(readingOf);
      const last = rows.at(-1);
      if (last === undefined || rows.length < READINGS_AT_ONCE) return;
      [at, id] = [last.takenAt, last.id];
    }
  }

  /**
   * The newest of each of these types that is no error, in no order: a seek for each, whatever the history.
   * @param until none that was taken later; undefined: whenever.
   */
  async latest(
    reader: Reader,
    residentId: string,
    types: readonly string[],
    until?: Instant,
  ): Promise<readonly Observation[]> {
    const inTime = until === undefined ? '' : 'AND "latest"."taken_at" <= :until';
    const seeks = types.map(
      (_, index) => `(SELECT "latest"."id" FROM "observations" "latest" WHERE "latest"."resident_id" = :residentId
        AND "latest"."type" = :type${index} AND "latest"."status" = 'final' ${inTime}
        ORDER BY "latest"."taken_at" DESC, "latest"."id" DESC LIMIT 1)`,
    );
    const named = Object.fromEntries(types.map((type, index) => [`type${index}`, type]));
    return select(reader, ObservationEntity, 'observation')
      .where(`observation.id IN (${seeks.join(', ')})`, {
        residentId,
        ...named,
        ...(until === undefined ? {} : { until }),
      })
      .getMany();
  }

  /** The newest so many of each type, taken in its stretch (both ends belong to it), that are no errors: a seek for each. */
  async newestOf(
    reader: Reader,
    residentId: string,
    stretches: readonly { readonly type: string; readonly from: Instant; readonly until: Instant }[],
    limit: number,
  ): Promise<readonly Observation[]> {
    if (stretches.length === 0) return [];
    const seeks = stretches.map(
      (_, index) => `SELECT "of${index}"."id" FROM (SELECT "one"."id" FROM "observations" "one"
        WHERE "one"."resident_id" = :residentId AND "one"."type" = :type${index} AND "one"."status" = 'final'
        AND "one"."taken_at" >= :from${index} AND "one"."taken_at" <= :until${index}
        ORDER BY "one"."taken_at" DESC, "one"."id" DESC LIMIT ${limit}) "of${index}"`,
    );
    const named = stretches.map(({ type, from, until }, index) => ({
      [`type${index}`]: type,
      [`from${index}`]: from,
      [`until${index}`]: until,
    }));
    return select(reader, ObservationEntity, 'observation')
      .where(`observation.id IN (${seeks.join(' UNION ALL ')})`, Object.assign({ residentId }, ...named) as object)
      .getMany();
  }

  /**
   * The nearest of a type before and after each of these instants that are no errors, in no order: a seek for each.
   * @param until none that was taken later.
   */
  async nearestTo(
    reader: Reader,
    residentId: string,
    type: string,
    instants: readonly Instant[],
    until: Instant,
  ): Promise<readonly Observation[]> {
    if (instants.length === 0) return [];
    const seek = (taken: string, direction: 'ASC' | 'DESC'): string =>
      `(SELECT "one"."id" FROM "observations" "one" WHERE "one"."resident_id" = :residentId AND "one"."type" = :type
        AND "one"."status" = 'final' AND ${taken}
        ORDER BY "one"."taken_at" ${direction}, "one"."id" ${direction} LIMIT 1)`;
    const seeks = instants.flatMap((_, index) => [
      seek(`"one"."taken_at" <= :at${index}`, 'DESC'),
      seek(`"one"."taken_at" >= :at${index} AND "one"."taken_at" <= :until`, 'ASC'),
    ]);
    const named = Object.fromEntries(instants.map((instant, index) => [`at${index}`, instant]));
    return select(reader, ObservationEntity, 'observation')
      .where(`observation.id IN (${seeks.join(', ')})`, { residentId, type, until, ...named })
      .getMany();
  }

  /**
   * Which of these readings were news: no newer one of the same resident and type, that is no error, was on record.
   * @param together ids of what came at once with them, which makes nothing old.
   */
  async news(tx: Tx, ids: readonly string[], together: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await select(tx, ObservationEntity, 'reading')
      .select('reading.id', 'id')
      .where('reading.id IN (:...ids)', { ids })
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM "observations" "newer" WHERE "newer"."resident_id" = reading.resident_id
          AND "newer"."type" = reading.type AND ("newer"."taken_at", "newer"."id") > (reading.taken_at, reading.id)
          AND "newer"."status" = 'final' AND "newer"."id" NOT IN (:...together))`,
        { together },
      )
      .getRawMany<{ id: string }>();
    return new Set(rows.map(({ id }) => id));
  }

  /** When each of these residents had the newest of a type since an instant that is no error; who had none isn't in it. */
  async lastTaken(
    reader: Reader,
    type: string,
    residentIds: readonly string[],
    since: Instant,
  ): Promise<ReadonlyMap<string, Instant>> {
    if (residentIds.length === 0) return new Map();
    const rows = await select(reader, ObservationEntity, 'observation')
      .select('observation.residentId', 'residentId')
      .addSelect('MAX(observation.takenAt)', 'takenAt')
      .where('observation.residentId IN (:...residentIds) AND observation.type = :type', { residentIds, type })
      .andWhere("observation.takenAt >= :since AND observation.status = 'final'", { since })
      .groupBy('observation.residentId')
      .getRawMany<{ residentId: string; takenAt: Instant }>();
    return new Map(rows.map(({ residentId, takenAt }) => [residentId, takenAt]));
  }

  /** Those of a type and of these residents since an instant that are no errors, in no order. */
  async since(
    reader: Reader,
    type: string,
    residentIds: readonly string[],
    from: Instant,
  ): Promise<readonly Pick<Observation, 'id' | 'residentId' | 'value' | 'takenAt'>[]> {
    if (residentIds.length === 0) return [];
    return select(reader, ObservationEntity, 'observation')
      .where('observation.residentId IN (:...residentIds) AND observation.type = :type', { residentIds, type })
      .andWhere("observation.takenAt >= :from AND observation.status = 'final'", { from })
      .getMany();
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async load(reader: Reader, residentId: string, id: string): Promise<Observation> {
    const query = select(reader, ObservationEntity, 'observation').where(
      'observation.id = :id AND observation.residentId = :residentId',
      { id, residentId },
    );
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('observation');
    return row;
  }

  async add(tx: Tx, observations: readonly Observation[]): Promise<void> {
    for (let start = 0; start < observations.length; start += ROWS_PER_INSERT) {
      await insertRows(tx, ObservationEntity, observations.slice(start, start + ROWS_PER_INSERT));
    }
  }

  /** @throws VersionConflictError */
  async mark(tx: Tx, observation: Observation, marking: Marking, at: Instant): Promise<Observation> {
    const { id, version } = observation;
    const next = await updateRow(tx, ObservationEntity, { id, version, at }, marking);
    return { ...observation, ...marking, version: next, updatedAt: at };
  }
}

/** As both databases give it, as far as its type has it: PostgreSQL says a wide number as text. */
interface RawReading {
  readonly id: string;
  readonly takenAt: Instant;
  readonly value?: number | string | null;
  readonly code?: string | null;
  readonly components?: string | null;
}

function readingOf({ id, takenAt, value = null, code = null, components = null }: RawReading): Reading {
  return {
    id,
    takenAt,
    value: value === null ? null : fromMillionths(Number(value)),
    code,
    components: components === null ? null : (JSON.parse(components) as Reading['components']),
  };
}
