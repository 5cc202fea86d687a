import { DomainError } from '#platform/kernel';

/**
 * How much a JSON body may hold, whatever its length: levels within one another, names of one object, values
 * altogether. What the contract asks for stays far below; reading and checking more would keep everyone waiting.
 */
const DEPTH = 32;
const NAMES = 256;
const VALUES = 30_000;

/** 400: readable, but of a shape that no request has. */
class UnboundedJsonError extends DomainError {
  constructor(detail: string) {
    super('malformed', 'malformed-request', detail);
  }
}

/**
 * Looks at a JSON text before it is parsed. Whether it is JSON at all is for the parser to say.
 * @throws UnboundedJsonError
 */
export function refuseUnboundedJson(json: string): void {
  /** Of each object and list that is open: names of the one, -Infinity of the other. */
  const open: number[] = [];
  let values = 1;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (character === '"') index = endOfText(json, index);
    else if (character === '{' || character === '[') {
      values += 1;
      if (open.push(character === '{' ? 1 : -Infinity) > DEPTH) {
        throw new UnboundedJsonError(`The body is nested deeper than ${DEPTH} levels.`);
      }
    } else if (character === '}' || character === ']') open.pop();
    else if (character === ',') {
      values += 1;
      const names = (open.pop() ?? 0) + 1;
      open.push(names);
      if (names > NAMES) throw new UnboundedJsonError(`An object of the body has more than ${NAMES} names.`);
    }
    if (values > VALUES) throw new UnboundedJsonError(`The body has more than ${VALUES} values.`);
  }
}

/** Where the text that begins at `start` ends; the end of all when it doesn't. */
function endOfText(json: string, start: number): number {
  let end = start;
  do {
    end = json.indexOf('"', end + 1);
    if (end === -1) return json.length;
  } while (isEscaped(json, end));
  return end;
}

function isEscaped(json: string, index: number): boolean {
  let backslashes = 0;
  while (json[index - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
