import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KeepResidents, ReadOccupancy } from '#resident';
import { onPostgres } from '../support/fresh-database.js';
import { Inspected, type Statement } from './plans.js';

/** As many as a region has. */
const RESIDENTS = 10_000;
const AT_ONCE = 1_000;
const THEN = '2026-11-01T00:00:00.000Z';
const GIVEN = ['José María', 'Carmen', 'Ana', 'Íñigo', 'María del Carmen', 'Ángel', 'Josefa'];
const FAMILY = [
  'García',
  'Núñez',
  'Álvarez',
  'Zúñiga',
  'Ortega',
  'Muñoz',
  'López',
  'Pérez',
  'Gil',
  'Etxeberria',
  'Ruiz',
];

let home: Inspected;

beforeAll(async () => {
  home = await Inspected.open();
  for (let from = 0; from < RESIDENTS; from += AT_ONCE) await register(from);
  if (onPostgres()) await home.write('ANALYZE');
}, 60_000);
afterAll(() => home.close());

/** Straight into the database: each by one request would take longer than all else here. */
async function register(from: number): Promise<void> {
  const rows = Array.from({ length: AT_ONCE }, (_, index) => {
    const number = from + index;
    const given = GIVEN[number % GIVEN.length] ?? '';
    const family = [7, 13].map((step) => FAMILY[(number * step + Math.floor(number / 11)) % FAMILY.length]).join(' ');
    const identifier = `cip${String(100_000 + number * 37)}`;
    const names = [
      `r${number}`,
      given,
      family,
      plain(`${family}, ${given}`),
      plain(`${given} ${family}  ${identifier}`),
    ];
    return `(${names.map((name) => `'${name}'`).join(', ')}, '1938-04-17', 'female', 'pre-admission', 1, '${THEN}', '${THEN}')`;
  });
  await home.write(`INSERT INTO "residents" ("id", "given_name", "family_name", "sort_name", "search_text", "birth_date",
    "sex", "status", "version", "created_at", "updated_at") VALUES ${rows.join(', ')}`);
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** What a list of residents reads of them. */
async function search(q: string): Promise<{ readonly found: readonly string[]; readonly statement: Statement }> {
  let found: readonly string[] = [];
  const statements = await home.statementsOf(async () => {
    const { items } = await home.app.get(KeepResidents).list({ q }, { limit: 200 });
    found = items.map(({ givenName, familyName }) => `${givenName} ${familyName}`);
  });
  const [statement, ...others] = statements.filter(({ sql }) => sql.includes('FROM "residents"'));
  if (statement === undefined || others.length > 0)
    throw new Error(`${statements.length} statements look for residents`);
  return { found, statement };
}

/** PostgreSQL may as well look through so few rows; what the index can do is asked. */
const BY_INDEX = ['seqscan', 'indexscan'];

const INDEX = onPostgres()
  ? /Bitmap Index Scan ix_residents__(parts|words) \(/
  : /SCAN residents_(parts|words) VIRTUAL TABLE INDEX/;

test.each([
  ['uñe', 'part of a surname, with its tilde', /Núñez/],
  ['nunez zuniga', 'two surnames, without accents', /Núñez Zúñiga|Zúñiga Núñez/],
  ['jose gil etx', 'parts of three names', /Jos.* (Gil Etxeberria|Etxeberria Gil)/],
  ['jo', 'two letters, the beginning of a name', /Jos/],
  ['CIP1037', 'the beginning of an identifier', /./],
  ['69963', 'the end of an identifier', /./],
])('among 10,000 residents %s (%s) is found in one statement, by an index', async (q, _, name) => {
  const { found, statement } = await search(q);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((one) => !name.test(one))).toEqual([]);
  const plan = await home.planOf(statement, BY_INDEX);
  expect(plan).toMatch(INDEX);
  expect(plan).not.toMatch(/SCAN resident(;|$)|Seq Scan/);
});

test('the occupancy of an instant of the past is read in one statement, each bed by an index', async () => {
  const statements = await home.statementsOf(() => home.app.get(ReadOccupancy).at(undefined));
  expect(statements).toHaveLength(1);
  const [statement] = statements;
  if (statement === undefined) throw new Error('there is no statement');
  const plan = await home.planOf(statement, ['seqscan', 'hashjoin', 'mergejoin', 'bitmapscan']);
  expect(plan).toMatch(
    onPostgres() ? /Index Scan (ix_stays__bed_id_from_at|ex_stays__bed_id) / : /USING INDEX ix_stays__bed_id_from_at/,
  );
});
