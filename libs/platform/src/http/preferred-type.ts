import Negotiator from 'negotiator';

/** What a request says of itself, as far as a choice depends on it. */
export interface Headers {
  readonly accept?: string | undefined;
  readonly 'accept-language'?: string | undefined;
}

/**
 * The media type, of those offered, that a caller likes best (RFC 9110 section 12.5.1). In doubt, and where none will do,
 * it is the first.
 */
export function preferredType<T extends string>({ accept }: Headers, offered: readonly [T, ...T[]]): T {
  return choose(new Negotiator({ headers: { accept } }).mediaTypes([...offered]), offered);
}

/** The same of languages (RFC 9110 section 12.5.4). */
export function preferredLanguage<T extends string>(headers: Headers, offered: readonly [T, ...T[]]): T {
  const language = { 'accept-language': headers['accept-language'] };
  return choose(new Negotiator({ headers: language }).languages([...offered]), offered);
}

function choose<T extends string>([best]: readonly string[], offered: readonly [T, ...T[]]): T {
  return offered.find((one) => one === best) ?? offered[0];
}
