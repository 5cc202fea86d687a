import type { QueryRunner } from 'typeorm';

/**
 * The two databases. This file and `columns.ts` are the only places that know which one is in use;
 * whatever can't be said portably has one function here that says it for both.
 */
export type Dialect = 'sqlite' | 'postgres';

/** Ends a CREATE TABLE: SQLite's STRICT refuses a value of another type than the column's. */
export function tableSuffix(dialect: Dialect): string {
  return dialect === 'sqlite' ? ' STRICT' : '';
}

/**
 * A full-text index over the folded words of `column`, kept in step by the database itself.
 * SQLite: an external-content FTS5 table `<table>_words` with triggers. PostgreSQL: a GIN index over `to_tsvector`.
 */
export function createWordIndex(dialect: Dialect, table: string, column: string): string[] {
  if (dialect === 'postgres') {
    return [`CREATE INDEX "ix_${table}__words" ON "${table}" USING gin (to_tsvector('simple', "${column}"))`];
  }
  return createFts(table, column, 'words', `tokenize = 'unicode61', prefix = '1 2 3'`);
}

export function dropWordIndex(dialect: Dialect, table: string): string[] {
  return dialect === 'postgres' ? [`DROP INDEX "ix_${table}__words"`] : dropFts(table, 'words');
}

/**
 * PostgreSQL keeps new entries of a word index unsorted at first, and every search reads them all: after a catalogue was
 * imported, megabytes. This leaves it a few pages of them, in KiB.
 */
export function boundUnsortedWords(dialect: Dialect, table: string): string[] {
  return dialect === 'sqlite' ? [] : [`ALTER INDEX "ix_${table}__words" SET (gin_pending_list_limit = 64)`];
}

export function unboundUnsortedWords(dialect: Dialect, table: string): string[] {
  return dialect === 'sqlite' ? [] : [`ALTER INDEX "ix_${table}__words" RESET (gin_pending_list_limit)`];
}

/**
 * An index that finds any part of three characters or more of the folded text in `column`.
 * SQLite: FTS5 with the trigram tokenizer. PostgreSQL: pg_trgm.
 */
export function createPartIndex(dialect: Dialect, table: string, column: string): string[] {
  if (dialect === 'postgres') {
    return [
      'CREATE EXTENSION IF NOT EXISTS pg_trgm',
      `CREATE INDEX "ix_${table}__parts" ON "${table}" USING gin ("${column}" gin_trgm_ops)`,
    ];
  }
  return createFts(table, column, 'parts', `tokenize = 'trigram'`);
}

export function dropPartIndex(dialect: Dialect, table: string): string[] {
  return dialect === 'postgres' ? [`DROP INDEX "ix_${table}__parts"`] : dropFts(table, 'parts');
}

/**
 * A condition that `alias` (of `table`) has every one of `words` as the beginning of some word of its indexed
 * column, and the value of the parameter `name` in it.
 */
export function wordsMatch(
  dialect: Dialect,
  table: string,
  alias: string,
  column: string,
  words: readonly string[],
  name: string,
): Condition {
  if (dialect === 'postgres') {
    return {
      sql: `to_tsvector('simple', "${alias}"."${column}") @@ to_tsquery('simple', :${name})`,
      parameters: { [name]: words.map((word) => `'${word.replaceAll("'", "''")}':*`).join(' & ') },
    };
  }
  return {
    sql: `"${alias}".rowid IN (SELECT rowid FROM "${table}_words" WHERE "${table}_words" MATCH :${name})`,
    parameters: { [name]: words.map((word) => `${ftsString(word)}*`).join(' ') },
  };
}

/** Words that are sought in the indexed column of a table. */
export interface WordSearch {
  readonly table: string;
  readonly column: string;
  readonly words: readonly string[];
  /** Whether each must be a whole word, and not only the beginning of one. */
  readonly whole: boolean;
}

/**
 * As {@link wordsMatch}, and always answered from the word index before anything else: PostgreSQL may else walk an index
 * of the order and make the words of every row anew.
 */
export function wordRows(dialect: Dialect, alias: string, search: WordSearch, name: string): Condition {
  const { table, column, words, whole } = search;
  if (dialect === 'postgres') {
    return {
      sql: `"${alias}".ctid = ANY(ARRAY(SELECT ctid FROM "${table}" WHERE to_tsvector('simple', "${column}") @@ to_tsquery('simple', :${name})))`,
      parameters: { [name]: words.map((word) => `'${word.replaceAll("'", "''")}'${whole ? '' : ':*'}`).join(' & ') },
    };
  }
  return {
    sql: `"${alias}".rowid IN (SELECT rowid FROM "${table}_words" WHERE "${table}_words" MATCH :${name})`,
    parameters: { [name]: words.map((word) => `${ftsString(word)}${whole ? '' : '*'}`).join(' ') },
  };
}

/** A condition that the indexed column of `alias` (of `table`) contains every one of `parts` (3 characters or more). */
export function partsMatch(
  dialect: Dialect,
  table: string,
  alias: string,
  column: string,
  parts: readonly string[],
  name: string,
): Condition {
  if (dialect === 'postgres') {
    const clauses = parts.map((_, index) => `"${alias}"."${column}" LIKE :${name}${index}`);
    return {
      sql: clauses.join(' AND '),
      parameters: Object.fromEntries(parts.map((part, index) => [`${name}${index}`, `%${escapeLike(part)}%`])),
    };
  }
  return {
    sql: `"${alias}".rowid IN (SELECT rowid FROM "${table}_parts" WHERE "${table}_parts" MATCH :${name})`,
    parameters: { [name]: parts.map(ftsString).join(' ') },
  };
}

/** A piece of a WHERE clause with the values of its named parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** The bytes of a text column as they are stored. */
export function bytesOf(dialect: Dialect, column: string): string {
  return dialect === 'sqlite' ? `CAST(${column} AS BLOB)` : `convert_to(${column}, 'UTF8')`;
}

/**
 * SQL that makes a trigger on both databases which runs before each row event and refuses with `message`
 * when `condition` (over NEW and OLD) holds.
 */
export function createRefusal(
  dialect: Dialect,
  name: string,
  table: string,
  event: 'INSERT' | 'UPDATE' | 'DELETE',
  condition: string,
): string[] {
  if (dialect === 'sqlite') {
    return [
      `CREATE TRIGGER "${name}" BEFORE ${event} ON "${table}" WHEN ${condition} BEGIN SELECT RAISE(ABORT, '${name}'); END`,
    ];
  }
  const row = event === 'DELETE' ? 'OLD' : 'NEW';
  return [
    `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF ${condition} THEN RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = '${name}', CONSTRAINT = '${name}'; END IF;
      RETURN ${row}; END $$`,
    `CREATE TRIGGER "${name}" BEFORE ${event} ON "${table}" FOR EACH ROW EXECUTE FUNCTION "${name}"()`,
  ];
}

export function dropRefusal(dialect: Dialect, name: string, table: string): string[] {
  return dialect === 'sqlite'
    ? [`DROP TRIGGER "${name}"`]
    : [`DROP TRIGGER "${name}" ON "${table}"`, `DROP FUNCTION "${name}"()`];
}

/** Stretches of time in two columns, `[from, to)`; no end: it lasts. */
export interface Stretches {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Refuses, by the name `ex_<table>__<column>`, rows of one value of `column` whose stretches overlap; null overlaps with
 * nothing, and so does an empty stretch. PostgreSQL: an exclusion constraint. SQLite: triggers.
 */
export function createNoOverlap(dialect: Dialect, { table, from, to }: Stretches, column: string): string[] {
  const name = `ex_${table}__${column}`;
  if (dialect === 'postgres') {
    return [
      `ALTER TABLE "${table}" ADD CONSTRAINT "${name}" EXCLUDE USING gist
        ("${column}" WITH =, text_range("${from}", "${to}") WITH &&) WHERE ("${column}" IS NOT NULL)`,
    ];
  }
  const overlaps = `EXISTS (SELECT 1 FROM "${table}" AS other
    WHERE other."${column}" = NEW."${column}" AND other."id" <> NEW."id"
      AND other."${from}" < coalesce(NEW."${to}", '~') AND NEW."${from}" < coalesce(other."${to}", '~')
      AND other."${from}" < coalesce(other."${to}", '~') AND NEW."${from}" < coalesce(NEW."${to}", '~'))`;
  return ['insert', 'update'].map(
    (event) => `CREATE TRIGGER "${name}_${event}" BEFORE ${event.toUpperCase()} ON "${table}" WHEN ${overlaps}
      BEGIN SELECT RAISE(ABORT, '${name}'); END`,
  );
}

/** What {@link createNoOverlap} needs of the database: ranges of text, as instants are, and equality in their indexes. */
export function prepareNoOverlap(dialect: Dialect): string[] {
  if (dialect === 'sqlite') return [];
  return [
    'CREATE EXTENSION IF NOT EXISTS btree_gist',
    'CREATE TYPE text_range AS RANGE (subtype = text, collation = "C")',
  ];
}

export function unprepareNoOverlap(dialect: Dialect): string[] {
  return dialect === 'sqlite' ? [] : ['DROP TYPE text_range'];
}

/** SQL that refuses with `name` to empty a table at once; SQLite knows no TRUNCATE. */
export function createTruncateRefusal(dialect: Dialect, name: string, table: string): string[] {
  if (dialect === 'sqlite') return [];
  return [
    `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = '${name}', CONSTRAINT = '${name}'; END $$`,
    `CREATE TRIGGER "${name}" BEFORE TRUNCATE ON "${table}" FOR EACH STATEMENT EXECUTE FUNCTION "${name}"()`,
  ];
}

export function dropTruncateRefusal(dialect: Dialect, name: string, table: string): string[] {
  return dialect === 'sqlite' ? [] : dropRefusal(dialect, name, table);
}

/** A write that changes nothing, and that the disk must take all the same when it is committed. */
export function trialWrite(dialect: Dialect): string {
  return dialect === 'sqlite' ? 'PRAGMA user_version = 0' : 'SELECT txid_current()';
}

function ftsString(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function createFts(table: string, column: string, kind: string, options: string): string[] {
  const index = `${table}_${kind}`;
  const remove = `INSERT INTO "${index}"("${index}", rowid, "${column}") VALUES ('delete', OLD.rowid, OLD."${column}");`;
  const insert = `INSERT INTO "${index}"(rowid, "${column}") VALUES (NEW.rowid, NEW."${column}");`;
  return [
    `CREATE VIRTUAL TABLE "${index}" USING fts5("${column}", content = '${table}', ${options})`,
    `CREATE TRIGGER "${index}_insert" AFTER INSERT ON "${table}" BEGIN ${insert} END`,
    `CREATE TRIGGER "${index}_delete" AFTER DELETE ON "${table}" BEGIN ${remove} END`,
    `CREATE TRIGGER "${index}_update" AFTER UPDATE OF "${column}" ON "${table}" BEGIN ${remove} ${insert} END`,
  ];
}

function dropFts(table: string, kind: string): string[] {
  const index = `${table}_${kind}`;
  return [
    ...['insert', 'delete', 'update'].map((event) => `DROP TRIGGER "${index}_${event}"`),
    `DROP TABLE "${index}"`,
  ];
}

/** The dialect of the database that a migration runs on, or an entity is stored in. */
export function dialectOf(within: Pick<QueryRunner, 'dataSource'>): Dialect {
  return within.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite';
}
