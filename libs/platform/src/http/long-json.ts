import { eachInTurns } from '#platform/turns';

/** More items than a page has. */
const MANY = 200;

/** Characters that are encoded at once: a buffer for each item would cost more than the item. */
const PIECE = 65_536;

/** Whether an answer has a list longer than a page, which would take long to write in one go. */
export function isLong(body: unknown): body is object {
  return typeof body === 'object' && body !== null && Object.values(body).some(isLongList);
}

/** The same bytes as `JSON.stringify` would give, an item of a long list at a time and in turns with everybody else. */
export async function writeLongJson(body: object): Promise<Buffer> {
  const written: Buffer[] = [];
  let text = '';
  const encode = (): void => {
    written.push(Buffer.from(text));
    text = '';
  };
  await eachInTurns(textOf(body), (part) => {
    text += part;
    if (text.length >= PIECE) encode();
  });
  encode();
  return Buffer.concat(written);
}

function* textOf(body: object): Generator<string, void, undefined> {
  let before = '{';
  for (const [name, value] of Object.entries(body) as [string, unknown][]) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    if (isLongList(value)) yield* listText(value);
    else yield JSON.stringify(value);
    before = ',';
  }
  yield '}';
}

function* listText(items: readonly unknown[]): Generator<string, void, undefined> {
  let before = '[';
  for (const item of items) {
    yield `${before}${JSON.stringify(item ?? null)}`;
    before = ',';
  }
  yield ']';
}

function isLongList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > MANY;
}
