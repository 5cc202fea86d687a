import type { DataSource } from 'typeorm';

/** One column, as the database or an entity has it. */
export interface ColumnShape {
  readonly type: string;
  readonly nullable: boolean;
  readonly primary: boolean;
}

/** Columns by name, by table. */
export type TableShapes = Readonly<Record<string, Readonly<Record<string, ColumnShape>>>>;

/** What the program keeps beside the records themselves. */
const OWN_TABLE = 'migrations';

/**
 * The whole schema, as the database itself describes it: tables, indexes, constraints, triggers and functions, by
 * name. Empty when there is nothing but the list of applied migrations.
 */
export async function schemaOf(source: DataSource): Promise<Record<string, string>> {
  const parts = await source.query<{ name: string; definition: string | null }[]>(
    source.options.type === 'postgres' ? POSTGRES_SCHEMA : SQLITE_SCHEMA,
  );
  return Object.fromEntries(parts.map(({ name, definition }) => [name, definition ?? '']));
}

const SQLITE_SCHEMA = `
  SELECT type || ' ' || name AS name, sql AS definition FROM sqlite_schema
  WHERE tbl_name <> '${OWN_TABLE}' AND tbl_name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1`;

/**
 * A column's place counts the columns before it: PostgreSQL's own number goes on counting those that were dropped.
 * A function of an extension belongs to it, not to us; the extension itself stays when all else is gone.
 */
const POSTGRES_SCHEMA = `
  SELECT 'column ' || table_name || '.' || column_name AS name,
      row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position) || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '') || ' '
        || coalesce(column_default, '') AS definition
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '${OWN_TABLE}'
  UNION ALL SELECT 'index ' || indexname, indexdef
    FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '${OWN_TABLE}'
  UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '${OWN_TABLE}'
  UNION ALL SELECT 'trigger ' || tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL SELECT 'range ' || rngtypid::regtype, rngsubtype::regtype || ' ' || rngcollation::regcollation FROM pg_range
    WHERE rngtypid::regtype::oid IN (SELECT oid FROM pg_type WHERE typnamespace = 'public'::regnamespace)
  ORDER BY 1`;

/** The columns of every table of the database; indexes that are tables within (full-text search) aside. */
export async function tablesOf(source: DataSource): Promise<TableShapes> {
  return source.options.type === 'postgres' ? postgresTables(source) : sqliteTables(source);
}

async function sqliteTables(source: DataSource): Promise<TableShapes> {
  const columns = await source.query<{ tbl: string; name: string; type: string; notnull: number; pk: number }[]>(`
    SELECT l.name AS tbl, c.name, c.type, c."notnull", c.pk
    FROM pragma_table_list l JOIN pragma_table_info(l.name) c
    WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND l.name <> '${OWN_TABLE}'`);
  return byTable(
    columns.map(({ tbl, name, type, notnull, pk }) => [
      tbl,
      name,
      { type: type.toLowerCase(), nullable: notnull === 0, primary: pk > 0 },
    ]),
  );
}

async function postgresTables(source: DataSource): Promise<TableShapes> {
  const columns = await source.query<
    { tbl: string; name: string; type: string; nullable: string; primary_column: boolean }[]
  >(`
    SELECT c.table_name AS tbl, c.column_name AS name, c.data_type AS type, c.is_nullable AS nullable,
      EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indisprimary AND i.indrelid = quote_ident(c.table_name)::regclass AND a.attname = c.column_name)
        AS primary_column
    FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name <> '${OWN_TABLE}'`);
  return byTable(
    columns.map(({ tbl, name, type, nullable, primary_column: primary }) => [
      tbl,
      name,
      { type, nullable: nullable === 'YES', primary },
    ]),
  );
}

function byTable(columns: readonly (readonly [table: string, name: string, shape: ColumnShape])[]): TableShapes {
  const tables: Record<string, Record<string, ColumnShape>> = {};
  for (const [table, name, shape] of columns) (tables[table] ??= {})[name] = shape;
  return tables;
}
