import { Injectable } from '@nestjs/common';
import { NotFoundError, quantity } from '#platform/kernel';
import type { Page, PageRequest, Reader, Stretch, Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, newestIn, select, updateRow } from '#platform/database/sql';
import type { Instant, Window } from '#platform/time';
import type { Assessment } from '../domain/assessment.js';
import { TOLD_OF_ASSESSMENT, type ToldAssessment } from '../domain/describe.js';
import type { Marking } from '../domain/fact.js';
import type { Reading } from '../domain/reading.js';
import { AssessmentEntity } from './assessment.entity.js';

const NEWEST_FIRST = { name: 'assessed-at', direction: 'DESC', keys: ['assessedAt', 'id'] } as const;

/** Scores that are read in one go. */
const SCORES_AT_ONCE = 1000;

interface RawScore {
  readonly id: string;
  readonly takenAt: Instant;
  readonly score: number | null;
  readonly code: string;
}

/** Assessments, as they are stored: added, and marked where they are wrong. */
@Injectable()
export class AssessmentRepository {
  async list(
    reader: Reader,
    residentId: string,
    instrument: string | undefined,
    page: PageRequest,
  ): Promise<Page<Assessment>> {
    const query = select(reader, AssessmentEntity, 'assessment').where('assessment.residentId = :residentId', {
      residentId,
    });
    if (instrument !== undefined) query.andWhere('assessment.instrument = :instrument', { instrument });
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Those of a stretch of time, by any instrument, errors included, newest first. */
  during(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly ToldAssessment[]> {
    const query = select(reader, AssessmentEntity, 'assessment').where('assessment.residentId = :residentId', {
      residentId,
    });
    return newestIn(query, 'assessedAt', stretch, TOLD_OF_ASSESSMENT);
  }

  /**
   * Those of an instrument in a window that are no errors, in order of time, some at a time: the score as the value, the
   * band as the word.
   */
  async *scores(
    reader: Reader,
    residentId: string,
    instrument: string,
    { from, to }: Window,
  ): AsyncGenerator<readonly Reading[], void, undefined> {
    let [at, id] = [from as string, ''];
    for (;;) {
      const rows = await select(reader, AssessmentEntity, 'assessment')
        .select('assessment.id', 'id')
        .addSelect('assessment.assessedAt', 'takenAt')
        .addSelect('assessment.score', 'score')
        .addSelect('assessment.band', 'code')
        .where('assessment.residentId = :residentId AND assessment.instrument = :instrument', {
          residentId,
          instrument,
        })
        .andWhere("assessment.status = 'final'")
        .andWhere('(assessment.assessedAt, assessment.id) > (:at, :id) AND assessment.assessedAt < :to', { at, id, to })
        .orderBy('assessment.assessedAt')
        .addOrderBy('assessment.id')
        .limit(SCORES_AT_ONCE)
        .getRawMany<RawScore>();
      yield rows.map(({ score, ...row }) => ({
        ...row,
        value: score === null ? null : quantity(score),
        components: null,
      }));
      const last = rows.at(-1);
      if (last === undefined || rows.length < SCORES_AT_ONCE) return;
      [at, id] = [last.takenAt, last.id];
    }
  }

  /** The newest of an instrument that is no error. */
  async latest(reader: Reader, residentId: string, instrument: string): Promise<Assessment | undefined> {
    const row = await select(reader, AssessmentEntity, 'assessment')
      .where('assessment.residentId = :residentId AND assessment.instrument = :instrument', { residentId, instrument })
      .andWhere("assessment.status = 'final'")
      .orderBy('assessment.assessedAt', 'DESC')
      .addOrderBy('assessment.id', 'DESC')
      .limit(1)
      .getOne();
    return row ?? undefined;
  }

  /** The newest of each of these instruments that is no error, in no order: a seek for each, whatever the history. */
  async latestOf(reader: Reader, residentId: string, instruments: readonly string[]): Promise<readonly Assessment[]> {
    const seeks = instruments.map(
      (_, index) => `(SELECT "latest"."id" FROM "assessments" "latest" WHERE "latest"."resident_id" = :residentId
        AND "latest"."instrument" = :instrument${index} AND "latest"."status" = 'final'
        ORDER BY "latest"."assessed_at" DESC, "latest"."id" DESC LIMIT 1)`,
    );
    const named = Object.fromEntries(instruments.map((instrument, index) => [`instrument${index}`, instrument]));
    return select(reader, AssessmentEntity, 'assessment')
      .where(`assessment.id IN (${seeks.join(', ')})`, { residentId, ...named })
      .getMany();
  }

  /**
   * The newest of each of these instruments of each of these residents that is no error, in no order: a seek for each in
   * one statement, whatever the history.
   */
  async lastOfEach(
    reader: Reader,
    residentIds: readonly string[],
    instruments: readonly string[],
  ): Promise<readonly Assessment[]> {
    if (residentIds.length === 0 || instruments.length === 0) return [];
    const [who, how] = [values('resident', residentIds), values('instrument', instruments)];
    return select(reader, AssessmentEntity, 'assessment')
      .where(
        `assessment.id IN (SELECT (SELECT "latest"."id" FROM "assessments" "latest"
          WHERE "latest"."resident_id" = "who"."column1" AND "latest"."instrument" = "how"."column1"
          AND "latest"."status" = 'final' ORDER BY "latest"."assessed_at" DESC, "latest"."id" DESC LIMIT 1)
          FROM (${who.table}) "who" CROSS JOIN (${how.table}) "how")`,
        { ...who.named, ...how.named },
      )
      .getMany();
  }

  /** The one of the same instrument before an assessment, that is no error; undefined: there is none. */
  async before(
    reader: Reader,
    { residentId, instrument, assessedAt, id }: Assessment,
  ): Promise<Assessment | undefined> {
    const row = await select(reader, AssessmentEntity, 'assessment')
      .where('assessment.residentId = :residentId AND assessment.instrument = :instrument', { residentId, instrument })
      .andWhere('(assessment.assessedAt, assessment.id) < (:assessedAt, :id)', { assessedAt, id })
      .andWhere("assessment.status = 'final'")
      .orderBy('assessment.assessedAt', 'DESC')
      .addOrderBy('assessment.id', 'DESC')
      .limit(1)
      .getOne();
    return row ?? undefined;
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async load(reader: Reader, residentId: string, id: string): Promise<Assessment> {
    const query = select(reader, AssessmentEntity, 'assessment').where(
      'assessment.id = :id AND assessment.residentId = :residentId',
      { id, residentId },
    );
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('assessment');
    return row;
  }

  async add(tx: Tx, assessment: Assessment): Promise<void> {
    await insertRows(tx, AssessmentEntity, [assessment]);
  }

  /** @throws VersionConflictError */
  async mark(tx: Tx, assessment: Assessment, marking: Marking, at: Instant): Promise<Assessment> {
    const { id, version } = assessment;
    const next = await updateRow(tx, AssessmentEntity, { id, version, at }, marking);
    return { ...assessment, ...marking, version: next, updatedAt: at };
  }
}

/** A table of one column, which both databases call "column1". */
function values(
  name: string,
  all: readonly string[],
): { readonly table: string; readonly named: Readonly<Record<string, string>> } {
  const named = Object.fromEntries(all.map((value, index) => [`${name}${index}`, value]));
  return {
    table: `VALUES ${Object.keys(named)
      .map((key) => `(:${key})`)
      .join(', ')}`,
    named,
  };
}
