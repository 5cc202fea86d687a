import { decodeWindows1252, type TextEncoding } from '#platform/kernel';
import { MAX_RECORD } from './csv-reader.js';

/** More bytes than a line can have that isn't too long to keep. */
const LONGEST_LINE = 4 * MAX_RECORD;

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** A byte order mark in the middle of a file is a character. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text of a file whose bytes arrive in pieces, in an encoding that is stated or found out, each line once:
 *
 * - A byte order mark says UTF-8, whatever was stated.
 * - With nothing stated, the first line with a byte over 127 decides: it is valid UTF-8, or the file is windows-1252
 *   ({@link guessed}).
 * - What is no character of the file's encoding becomes U+FFFD, which no field takes. So does every byte over 127 of a
 *   line that is valid UTF-8 where the file is windows-1252: nobody writes `Ã³`, so it is a sign of a wrong guess.
 */
export class CatalogueText {
  private encoding: TextEncoding | undefined;
  private pending: Uint8Array = new Uint8Array();
  private isBegun = false;
  private isGuess = false;
  /** Whether what is pending is of a line that is too long to keep. */
  private isInLongLine = false;

  constructor(stated?: TextEncoding) {
    this.encoding = stated;
  }

  /** Whether what was given last is read as windows-1252 although nobody has stated it. */
  get guessed(): boolean {
    return this.isGuess;
  }

  /** What the next bytes complete, in pieces that end with a line. */
  *push(bytes: Uint8Array): Generator<string> {
    const all = joined(this.pending, bytes);
    this.pending = all;
    if (!this.isBegun && all.length < BYTE_ORDER_MARK.length) return;
    const start = this.begin(all);
    const from = this.isInLongLine ? endOfFirstLine(all) : start;
    if (this.isInLongLine && from > 0) {
      this.isInLongLine = false;
      yield wholeEnd(filler(from - 1) + String.fromCharCode(all[from - 1] ?? LINE_FEED));
    }
    const end = Math.max(from, endOfLines(all));
    this.pending = all.slice(end);
    if (end > from) yield* this.read(all.subarray(from, end));
    if (this.pending.length > LONGEST_LINE) {
      this.isInLongLine = true;
      yield filler(this.pending.length - 1);
      this.pending = this.pending.slice(-1);
    }
  }

  /** What is left at the end of the file. */
  *end(): Generator<string> {
    const from = this.begin(this.pending);
    if (!this.isInLongLine) yield* this.read(this.pending.subarray(from));
  }

  /** Where the text begins. */
  private begin(bytes: Uint8Array): number {
    if (this.isBegun) return 0;
    this.isBegun = true;
    if (!BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte)) return 0;
    this.encoding = 'utf-8';
    return BYTE_ORDER_MARK.length;
  }

  private *read(bytes: Uint8Array): Generator<string> {
    const text = this.encoding === 'windows-1252' ? undefined : utf8(bytes);
    if (text === undefined) {
      for (const line of linesOf(bytes)) yield wholeEnd(this.readLine(line));
      return;
    }
    if (text.length !== bytes.length) this.encoding = 'utf-8';
    yield wholeEnd(text);
  }

  private readLine(bytes: Uint8Array): string {
    const text = utf8(bytes);
    if (text?.length === bytes.length) return text;
    if (this.encoding === undefined) {
      this.encoding = text === undefined ? 'windows-1252' : 'utf-8';
      this.isGuess = text === undefined;
    }
    if (this.encoding === 'utf-8') return text ?? lenient.decode(bytes);
    return text === undefined ? decodeWindows1252(bytes) : text.replace(/[^\0-\x7F]/g, '\uFFFD');
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Behind the last line end; a carriage return that is the last byte may be half of one. */
function endOfLines(bytes: Uint8Array): number {
  const feed = bytes.lastIndexOf(LINE_FEED);
  const carriage = bytes.subarray(0, -1).lastIndexOf(CARRIAGE_RETURN);
  return Math.max(feed, carriage) + 1;
}

/** None: 0. */
function endOfFirstLine(bytes: Uint8Array): number {
  const ends = [bytes.indexOf(LINE_FEED), bytes.subarray(0, -1).indexOf(CARRIAGE_RETURN)].filter((at) => at !== -1);
  return ends.length === 0 ? 0 : Math.min(...ends) + 1;
}

/** In place of what no reader keeps: cut anywhere, it would say nothing of the encoding. */
function filler(length: number): string {
  return '?'.repeat(length);
}

/** Each with its line end. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const ends = bytes[at] === LINE_FEED || (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED);
    if (!ends) continue;
    yield bytes.subarray(start, at + 1);
    start = at + 1;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

/** A lone carriage return at its end would wait for its other half. */
function wholeEnd(text: string): string {
  return text.endsWith('\r') ? `${text.slice(0, -1)}\n` : text;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
