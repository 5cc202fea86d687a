import { Entity } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn, Untracked } from '#platform/database/sql';
import type { Instant } from '#platform/time';

/** The answer to a request that came with a key; its id names caller, route and key. */
@Untracked('It repeats an answer to a change that is told, and is forgotten after a day.')
@Entity('kept_answers')
export class KeptAnswerEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  fingerprint!: string;

  @IntegerColumn()
  status!: number;

  @JsonColumn()
  headers!: Readonly<Record<string, string>>;

  /** JSON; null: an answer without a body. */
  @TextColumn({ nullable: true })
  body!: string | null;

  @TextColumn()
  keptAt!: Instant;
}
