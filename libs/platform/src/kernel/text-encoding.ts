/** An encoding in which a text file may come. ISO 8859-1 is read as windows-1252, which has all its letters and more. */
export type TextEncoding = 'utf-8' | 'windows-1252';

/** The encoding that a label of the WHATWG list (`latin1`, `ISO-8859-1`, `cp1252`) names; undefined: none of the two. */
export function textEncodingOf(label: string): TextEncoding | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'utf-8' || encoding === 'windows-1252' ? encoding : undefined;
  } catch {
    return undefined;
  }
}

/** What windows-1252 has in place of the control characters U+0080 to U+009F. */
const CP1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

const latin1 = new TextDecoder('latin1');

/**
 * Reads bytes as windows-1252. A byte that it has no character for becomes a control character. Some versions of Node.js
 * decode it as ISO 8859-1, hence the table.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return latin1.decode(bytes).replace(/[\u0080-\u009F]/g, (sign) => CP1252[sign.charCodeAt(0) - 0x80] ?? sign);
}
