import { stringify } from 'csv-stringify/sync';

/** What stands in one cell; null: nothing. */
export type Cell = string | number | null;

/**
 * Rows as a spreadsheet opens them: UTF-8 with a byte order mark, commas between cells, CRLF after each row (RFC 4180). A
 * text that a spreadsheet would take for a formula, as one that begins with `=`, has an apostrophe before it.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return stringify([header, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
