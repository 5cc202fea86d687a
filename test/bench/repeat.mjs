import pg from 'pg';

/** Of a column of an instant, the same so many days before. */
function before(column, days) {
  const moment = `("${column}"::timestamptz - interval '${days} days') AT TIME ZONE 'UTC'`;
  return `to_char(${moment}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** An id as one made then would be: its first 48 bits are the time. */
function idBefore(days) {
  const milliseconds = `(extract(epoch FROM "recorded_at"::timestamptz - interval '${days} days') * 1000)::bigint`;
  const hex = `lpad(to_hex(${milliseconds}), 12, '0')`;
  return `left(${hex}, 8) || '-' || right(${hex}, 4) || substr("id", 14)`;
}

/**
 * Repeats the records of a year of administrations in the years before it, straight in PostgreSQL and with its indexes made
 * anew at the end: what would take hours row by row. `years` with the one that is there. @returns how many there are.
 */
export async function repeatBefore(url, years, daysOfYear) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const columns = await client.query(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'administrations' ORDER BY ordinal_position`,
    );
    const names = columns.rows.map(({ column_name: name }) => name);
    const indexes = await client.query(
      `SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'administrations' AND indexname NOT LIKE '%pkey'`,
    );
    for (const { indexname } of indexes.rows) await client.query(`DROP INDEX "${indexname}"`);
    // What refers to others refers to what the first year refers to.
    await client.query('SET session_replication_role = replica');
    await client.query('CREATE TEMP TABLE "a_year" AS SELECT * FROM "administrations"');
    for (let year = years - 1; year > 0; year -= 1) {
      const days = year * daysOfYear;
      const values = names.map((name) => {
        if (name === 'id') return idBefore(days);
        return /(_at|_for)$/.test(name) ? before(name, days) : `"${name}"`;
      });
      await client.query(
        `INSERT INTO "administrations" (${names.map((name) => `"${name}"`).join(', ')})
          SELECT ${values.join(', ')} FROM "a_year" ORDER BY "id"`,
      );
    }
    await client.query(`SET maintenance_work_mem = '1GB'`);
    for (const { indexdef } of indexes.rows) await client.query(indexdef);
    await client.query('VACUUM ANALYZE "administrations"');
    const { rows } = await client.query('SELECT count(*)::int AS count FROM "administrations"');
    return rows[0].count;
  } finally {
    await client.end();
  }
}
