import {
  wordRows,
  type Condition,
  type Dialect,
  type KeysetPart,
  type NextRows,
  type Query,
} from '#platform/database/sql';
import { searchWords } from '../domain/search-words.js';
import type { MedicationEntity } from './medication.entity.js';

type Found = Query<MedicationEntity>;
type Part = KeysetPart<MedicationEntity>;

const ORDER = { direction: 'ASC', keys: ['searchRank', 'sortName', 'id'] } as const;

/** Shorter words, such as `20` and `mg`, are in so many names that an index costs more than it saves. */
const INDEXED_LENGTH = 3;

/** Behind a whole name and behind each of its words: it sorts after the blank that follows one, and before letters. */
const END_OF_WORD = '!';

/** No letter sorts after it. */
const END = '\u{10FFFF}';

/**
 * A search in two parts, best match first. Medicines whose name begins with the first word that is sought:
 *
 * 1. the name begins with all that is sought, the last word whole;
 * 2. the name begins with it;
 * 3. each is a whole word of name or substance;
 * 4. each is the beginning of one.
 *
 * Then the others, again where each is a whole word (5) before the rest (6). Of each kind the order is that of
 * {@link searchRank} and then of names. The first part is a range of the index of names. The second asks the full-text index;
 * where most medicines have the words, the next ones in the order of the table are enough.
 *
 * @param all every medicine that the other filters leave, as a new query each time.
 * @returns none where nothing is sought.
 */
export function searchParts(dialect: Dialect, q: string, all: () => Found): readonly Part[] {
  const sought = searchWords(q);
  const [first] = sought;
  if (first === undefined) return [];
  const words = [...new Set(sought)];
  const text = sought.join(' ');
  const starts = range(first, first + END, 'first');
  const apart = not(starts);
  const whole = inText(words, true);
  const part = inText(words, false);
  const query = (...conditions: readonly Condition[]): Found => {
    const made = all().setParameters(rank.parameters);
    for (const { sql, parameters } of conditions) made.andWhere(sql, parameters);
    return made;
  };
  const wholly = range(text, text + END_OF_WORD, 'text');
  const partly = range(text, text + END, 'cut');
  const rank = {
    names: `CASE WHEN ${wholly.sql} THEN '1' WHEN ${partly.sql} THEN '2' WHEN ${whole.sql} THEN '3' ELSE '4' END`,
    others: `CASE WHEN ${whole.sql} THEN '5' ELSE '6' END`,
    parameters: { ...wholly.parameters, ...partly.parameters, ...whole.parameters },
  };
  const areWhole = ({ searchText }: MedicationEntity): boolean =>
    words.every((word) => ` ${searchText} `.includes(` ${word} `));
  const rankOf = (row: MedicationEntity): string => {
    if (!row.sortName.startsWith(first)) return areWhole(row) ? '5' : '6';
    if (row.sortName.startsWith(text)) return ` ${row.sortName} `.startsWith(` ${text} `) ? '1' : '2';
    return areWhole(row) ? '3' : '4';
  };
  const long = words.filter((word) => word.length >= INDEXED_LENGTH);
  const short = long.length > 0 ? words.filter((word) => !long.includes(word)) : [];
  const indexed = (isWhole: boolean): Condition[] => {
    const search = { table: 'medications', column: 'search_text', words: long.length > 0 ? long : words };
    return [wordRows(dialect, 'medication', { ...search, whole: isWhole }, 'words'), inText(short, isWhole, 'short')];
  };
  const others = async (next: NextRows<MedicationEntity>): Promise<readonly MedicationEntity[]> => {
    const near = await next.near('5', query(part, apart));
    if (near?.length === next.count && near.every(areWhole)) return near;
    if (!(await next.areMany(query(part, apart), near))) return next.of(query(...indexed(false), apart));
    const better = await next.ofMany('5', query(whole, apart), query(...indexed(true), apart), next.count);
    if (better.length === next.count) return better;
    const rest = [not(whole), apart];
    const left = next.count - better.length;
    return [...better, ...(await next.ofMany('6', query(part, ...rest), query(...indexed(false), ...rest), left))];
  };
  return [
    {
      order: { ...ORDER, name: 'names', rank: { sql: rank.names, of: rankOf } },
      query: words.length === 1 ? query(starts) : query(starts, part),
    },
    { order: { ...ORDER, name: 'others', rank: { sql: rank.others, of: rankOf } }, query: others },
  ];
}

/** Names from one text to another, which an index serves on both databases. */
function range(from: string, to: string, name: string): Condition {
  return {
    sql: `medication.sortName >= :${name} AND medication.sortName < :${name}End`,
    parameters: { [name]: from, [`${name}End`]: to },
  };
}

/** That each is a word of the text, or begins one: letters and digits, which mean nothing else to LIKE. */
function inText(words: readonly string[], isWhole: boolean, name = isWhole ? 'whole' : 'part'): Condition {
  if (words.length === 0) return { sql: '1 = 1', parameters: {} };
  const tests = words.map((_, index) => `' ' || medication.searchText || ' ' LIKE :${name}${index}`);
  const patterns = words.map((word, index) => [`${name}${index}`, isWhole ? `% ${word} %` : `% ${word}%`] as const);
  return { sql: tests.join(' AND '), parameters: Object.fromEntries(patterns) };
}

function not({ sql, parameters }: Condition): Condition {
  return { sql: `NOT (${sql})`, parameters };
}
