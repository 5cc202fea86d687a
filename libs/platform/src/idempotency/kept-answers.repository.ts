import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Tx } from '#platform/database';
import { deleteRows, insertRows, onConstraint, select, updatePart } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import { KeptAnswerEntity } from './kept-answer.entity.js';
import type { KeyedRequest } from './keyed-request.js';

/** An answer as it went out. */
export interface KeptAnswer {
  readonly fingerprint: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; null: an answer without a body. */
  readonly body: string | null;
}

/** Another process, or this one, is answering or has answered the same request. */
export class AnsweredElsewhere extends Error {}

/** Of a row whose answer is not made yet; it is never committed. */
const NOT_YET = 0;

/** Rows that one statement forgets. */
const FORGOTTEN_AT_ONCE = 500;

/** Answers to requests that came with a key, as they are stored. */
@Injectable()
export class KeptAnswersRepository {
  async find(reader: Reader, id: string): Promise<KeptAnswer | undefined> {
    const row = await select(reader, KeptAnswerEntity, 'answer').where('answer.id = :id', { id }).getOne();
    return row ?? undefined;
  }

  /**
   * Takes the request for this unit of work. On PostgreSQL, where another process may have it, waits for that one.
   * @throws AnsweredElsewhere when there is an answer.
   */
  async claim(tx: Tx, { id, fingerprint }: KeyedRequest, at: Instant): Promise<void> {
    const row = { id, fingerprint, status: NOT_YET, headers: {}, body: null, keptAt: at };
    await onConstraint(insertRows(tx, KeptAnswerEntity, [row]), {
      uq_kept_answers__id: () => new AnsweredElsewhere(),
    });
  }

  /** Completes what {@link claim} began. */
  async keep(tx: Tx, { id }: KeyedRequest, answer: Omit<KeptAnswer, 'fingerprint'>): Promise<void> {
    await updatePart(tx, KeptAnswerEntity, id, answer);
  }

  /** Forgets some of the answers from before `at`. @returns whether there may be more. */
  async forget(tx: Tx, at: Instant): Promise<boolean> {
    const rows = await select(tx, KeptAnswerEntity, 'answer')
      .select('answer.id', 'id')
      .where('answer.keptAt < :at', { at })
      .orderBy('answer.keptAt')
      .limit(FORGOTTEN_AT_ONCE)
      .getRawMany<{ id: string }>();
    if (rows.length > 0) await deleteRows(tx, KeptAnswerEntity, { id: In(rows.map(({ id }) => id)) });
    return rows.length === FORGOTTEN_AT_ONCE;
  }
}
