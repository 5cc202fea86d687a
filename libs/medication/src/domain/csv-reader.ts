/** A record of a CSV file (RFC 4180), or a line that is none. */
export interface CsvRecord {
  /** The physical line on which it begins; the first is 1. */
  readonly line: number;
  /** Undefined: its quotes make no sense, or it is longer than {@link MAX_RECORD}. */
  readonly cells: readonly string[] | undefined;
}

/** The most characters that one record may have. */
export const MAX_RECORD = 65_536;

/** The most lines that a record may run over before its quote is taken for a stray one. */
export const MAX_LINES = 50;

/** A carriage return that ends a piece may be half of a line end. */
const LINE_END = /\r\n|\n|\r(?!$)/g;

interface Line {
  readonly number: number;
  /** Undefined where the line was too long to keep. */
  readonly text: string | undefined;
}

/** `open`: ends inside a quoted cell. `lost`: can't be read. */
type Cells = readonly string[] | 'open' | 'lost';

/**
 * Reads a CSV text piece by piece, holding no more than one record. Its first line decides between `,` and `;`. Cells
 * in quotes may hold line breaks; a quote inside an unquoted cell is a plain character; blank lines don't count.
 * Where a quote is never closed, or is closed by one of a later record, only the line with the stray quote is lost:
 * the lines behind it are read anew.
 */
export class CsvReader {
  private rest = '';
  /** Whether the line of {@link rest} is too long to keep. */
  private tooLong = false;
  private lines = 0;
  private delimiter: string | undefined;
  /** How many cells the first record has. */
  private width: number | undefined;
  /** The lines of a record whose quote is still open. */
  private open: readonly Line[] = [];

  /** The records that end within the next piece of the text. */
  *push(piece: string): Generator<CsvRecord> {
    const text = this.rest + piece;
    let start = 0;
    for (const { index, 0: end } of text.matchAll(LINE_END)) {
      yield* this.take(text.slice(start, index));
      start = index + end.length;
    }
    this.rest = text.slice(start);
    if (this.rest.length > MAX_RECORD) {
      this.tooLong = true;
      this.rest = this.rest.endsWith('\r') ? '\r' : '';
    }
  }

  /** The records that the end of the text ends. */
  *end(): Generator<CsvRecord> {
    if (this.rest !== '' || this.tooLong) yield* this.take(this.rest.replace(/\r$/, ''));
    for (let [stray, ...behind] = this.open; stray !== undefined; [stray, ...behind] = this.open) {
      this.open = [];
      yield { line: stray.number, cells: undefined };
      yield* this.read(behind);
    }
  }

  private *take(text: string): Generator<CsvRecord> {
    this.lines += 1;
    const tooLong = this.tooLong || text.length > MAX_RECORD;
    this.tooLong = false;
    if (text === '' && !tooLong && this.open.length === 0) return;
    yield* this.read([{ number: this.lines, text: tooLong ? undefined : text }]);
  }

  private *read(coming: readonly Line[]): Generator<CsvRecord> {
    const waiting = [...coming];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [first, ...others] = [...this.open, next];
      this.open = [];
      const cells = this.cellsOf(first, others);
      if (cells === 'open') this.open = [first, ...others];
      else if (cells === 'lost') {
        yield { line: first.number, cells: undefined };
        waiting.unshift(...others);
      } else if (cells.length > 0) yield { line: first.number, cells };
    }
  }

  /** None for a blank line. */
  private cellsOf(first: Line, others: readonly Line[]): Cells {
    const texts = [first, ...others].map((line) => line.text);
    if (!texts.every((text) => text !== undefined)) return 'lost';
    const text = texts.join('\n');
    if (text.trim() === '') return [];
    this.delimiter ??= delimiterOf(text);
    const cells = readCells(text, this.delimiter);
    if (cells === 'open') return texts.length > MAX_LINES || text.length > MAX_RECORD ? 'lost' : 'open';
    if (cells === 'lost' || this.hidesRecords(cells, texts.slice(1), this.delimiter)) return 'lost';
    this.width ??= cells.length;
    return cells;
  }

  /** Whether a record of the wrong width has swallowed a line that is a right one by itself. */
  private hidesRecords(cells: readonly string[], others: readonly string[], delimiter: string): boolean {
    const isRight = (found: Cells) => Array.isArray(found) && found.length === this.width;
    return this.width !== undefined && !isRight(cells) && others.some((text) => isRight(readCells(text, delimiter)));
  }
}

/** The one of the two that the line has more of outside quotes. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
}

function readCells(text: string, delimiter: string): Cells {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = text[at] === '"';
    const end = quoted ? closingQuote(text, at + 1) : text.indexOf(delimiter, at);
    if (end === -1 && quoted) return 'open';
    if (end === -1) return [...cells, text.slice(at)];
    cells.push(quoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end));
    const behind = quoted ? end + 1 : end;
    if (behind === text.length) return cells;
    if (text[behind] !== delimiter) return 'lost';
    at = behind + 1;
  }
}

/** Two quotes stand for one inside the cell. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
