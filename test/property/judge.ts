import type { Contract } from '../support/contract.js';
import { ROOT } from '../support/root.js';
import type { FuzzedRequest } from './requests.js';
import type { RawAnswer } from './sender.js';

type Json = Readonly<Record<string, unknown>>;

/** Longest address that reaches a route, and most parameters of its query (apps/api). */
const ADDRESS = 8000;
const PARAMETERS = 100;

/** What only the inside of the program says: its files, its libraries, the errors of its databases. Hostile texts name files of /etc. */
const INSIDE =
  /node_modules|\bdist\/(apps|libs)|file:\/\/\/(?!etc\/)|SQLITE_|QueryFailed|TypeORM|SqliteError|residencia-test-|\n {4}at /;
const SQL =
  /\b(SELECT|INSERT|UPDATE|DELETE)\b.+\b(FROM|INTO|SET|WHERE)\b|relation "|column "|constraint "|syntax error at/i;
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const POINTER = /^(\/([^~/]|~[01])*)*$/;

/** Everything that is wrong with an answer, in words; empty: it is as the contract promises. */
export function faultsOf(contract: Contract, request: FuzzedRequest, { status, headers, text }: RawAnswer): string[] {
  const contentType = headers['content-type'] ?? '';
  const body = contentType.includes('json') && text !== '' ? parsed(text) : text === '' ? undefined : text;
  if (body === NOT_JSON) return [`${status} with ${contentType} that is no JSON`];
  const path = request.path.replace(/\?.*$/s, '');
  const early = refusedBeforeRouting(request.path);
  const documented =
    early === status ? [] : contract.check({ method: request.method, path, status, contentType, body });
  return [
    ...documented,
    ...(status >= 500 && status !== 503 ? [`${status} is a failure of ours`] : []),
    ...(status >= 400 ? problemFaults(status, contentType, body, path) : []),
    ...((status === 503 || status === 429) && headers['retry-after'] === undefined ? ['no Retry-After'] : []),
    ...(headers['x-request-id'] === undefined ? ['no X-Request-Id'] : []),
    ...(INSIDE.test(text) || text.includes(ROOT) ? ['the inside of the program shows'] : []),
  ];
}

const NOT_JSON = Symbol('not JSON');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return NOT_JSON;
  }
}

/** The status of what no operation of the document gets to see: an address that is too long, or can't be decoded. */
function refusedBeforeRouting(path: string): number | undefined {
  if (path.length > ADDRESS) return 414;
  if (path.split('&').length > PARAMETERS) return 400;
  try {
    decodeURIComponent(path.replace(/\?.*$/s, ''));
    return undefined;
  } catch {
    return 400;
  }
}

/** A part of a path in the form of a token is not repeated. */
const SECRET = /(?<=\/)[\w-]{43}(?=[./]|$)/g;

function problemFaults(status: number, contentType: string, body: unknown, path: string): string[] {
  if (!/^application\/problem\+json(;|$)/.test(contentType)) return [`a problem as ${contentType}`];
  const { type, title, detail, instance, code, errors = [], ...rest }: Json = { ...(body as Json) };
  const fields = errors as readonly Json[];
  const words = [title, detail, ...fields.map(({ message }) => message)].map(String);
  return [
    ...(rest['status'] === status ? [] : [`a problem of status ${String(rest['status'])}`]),
    ...(CODE.test(String(code)) ? [] : [`code ${String(code)}`]),
    ...(type === `urn:residencia:problem:${String(code)}` ? [] : [`type ${String(type)}`]),
    ...(instance === path.replaceAll(SECRET, '...') ? [] : [`instance ${String(instance)}`]),
    ...(words.every((each) => each.trim() !== '') ? [] : ['an empty message']),
    ...words.filter((each) => SQL.test(each)).map((each) => `SQL: ${each}`),
    ...fields.flatMap((field) => [
      ...(POINTER.test(String(field['pointer'])) ? [] : [`pointer ${String(field['pointer'])}`]),
      ...(CODE.test(String(field['code'])) ? [] : [`code ${String(field['code'])} of a field`]),
    ]),
  ];
}
