import fc from 'fast-check';
import { addressOf, kindsIn, type OneOfEach } from '../support/builders/one-of-each.js';
import type { Credentials, Method } from '../support/client.js';
import type { OpenApi } from '../support/contract.js';
import { windowOf } from '../support/route-fields.js';
import type { Route } from '../support/route-table.js';
import { changedValues, spelled } from './changed-bodies.js';
import { FittingValues, type Schema } from './fitting-values.js';
import { hostileText, hostileValue } from './hostile-values.js';
import { oddHeaders } from './odd-headers.js';
import { plainBodies } from './plain-bodies.js';

/** One request as it will be sent, but for the credential of its caller. */
export interface FuzzedRequest {
  readonly route: string;
  /** Who asks: by role, `nobody`, or one of those that a route uses up. */
  readonly caller: string;
  readonly method: Method;
  /** Escaped, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What requests are made from. */
export interface Ingredients {
  readonly document: OpenApi;
  /** Several of each kind of thing that the home has. */
  readonly things: readonly OneOfEach[];
  /** Who changes their own password, and asks for tokens. */
  readonly changer: Credentials;
  /** Callers that may call a route, by its name; those who may not are tried now and then. */
  readonly callersOf: (route: Route) => readonly string[];
  readonly strangersOf: (route: Route) => readonly string[];
  /** Texts that others have found to be hard. */
  readonly texts: readonly string[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Content {
  readonly type: string;
  readonly schema: Schema;
}

const CSV =
  'registrationNumber,name,activeSubstance,atcCode,unit,controlled\n062816,"Tablets, 500 mg",paracetamol,N02BE01,tablet,no';

/** Longest text within an address; with every character escaped it passes the bound of the address now and then. */
const TEXT_IN_ADDRESS = 900;

/** Makes requests for the operations of a document. */
export class Requests {
  private readonly fitting: FittingValues;
  private readonly text: fc.Arbitrary<string>;
  private readonly value: fc.Arbitrary<unknown>;

  constructor(private readonly from: Ingredients) {
    this.fitting = new FittingValues(from.document, from.things);
    this.text = hostileText(from.texts);
    this.value = hostileValue(from.texts);
  }

  /** What a well-behaved client sends to a route. */
  plain(route: Route): FuzzedRequest {
    const [things = {}] = this.from.things;
    const [caller = 'nobody'] = this.from.callersOf(route);
    const body = this.plainBody(route, things);
    const query = new URLSearchParams(windowOf(route, { medicationId: things['medications'] ?? '' })).toString();
    return {
      route: route.name,
      caller,
      method: route.method,
      path: addressOf(route.template, things) + (query === '' ? '' : `?${query}`),
      headers: body === undefined ? {} : { 'content-type': contentOf(route)?.type ?? '' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
  }

  /** Anything that could be sent to a route, most of it not far from what it takes. */
  of(route: Route): fc.Arbitrary<FuzzedRequest> {
    const sent = fc.record({
      caller: this.caller(route),
      address: this.address(route),
      query: this.query(route),
      content: this.content(route),
      headers: oddHeaders(route, this.text),
    });
    return sent.map(({ caller, address, query, content, headers }) => ({
      route: route.name,
      caller,
      method: route.method,
      path: address + query,
      headers: { ...(content === undefined ? {} : { 'content-type': content.type }), ...headers },
      ...(content === undefined ? {} : { body: content.body }),
    }));
  }

  private caller(route: Route): fc.Arbitrary<string> {
    return fc.oneof(
      { weight: 15, arbitrary: fc.constantFrom(...this.from.callersOf(route)) },
      { weight: 1, arbitrary: fc.constantFrom(...this.from.strangersOf(route)) },
    );
  }

  private address({ template }: Route): fc.Arbitrary<string> {
    const things = fc.constantFrom(...this.from.things);
    const kinds = kindsIn(template);
    const [first] = kinds;
    if (first === undefined) return fc.constant(template);
    const kind = fc.constantFrom(first, ...kinds);
    const odd = fc.oneof(
      this.text.map(escaped),
      fc.constantFrom('.', '%2e%2e', '%2F', '%00', '%', '%zz', '%c3%28', 'null', '-1', '%20', ';', '*'),
      things.map((one) => one['users'] ?? ''),
    );
    return fc.oneof(
      { weight: 6, arbitrary: things.map((one) => addressOf(template, one)) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(things, kind, odd)
          // An empty segment makes another address.
          .map(([one, changed, segment]) => addressOf(template, { ...one, [changed]: segment === '' ? '-' : segment })),
      },
    );
  }

  private query({ operation }: Route): fc.Arbitrary<string> {
    const parameters = ((operation['parameters'] ?? []) as Parameter[]).filter((one) => one.in === 'query');
    const pairs = parameters.map(({ name, schema }): fc.Arbitrary<readonly string[]> => {
      const value = this.fitting.of({ ...schema, nullable: false }, name).map(String);
      return fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 4, arbitrary: value.map((text) => [`${name}=${escaped(text)}`]) },
        { weight: 1, arbitrary: this.text.map((text) => [`${name}=${escaped(text)}`]) },
        { weight: 1, arbitrary: fc.tuple(value, value).map((two) => two.map((text) => `${name}=${escaped(text)}`)) },
      );
    });
    const odd = fc.constantFrom(
      'nonsense=1',
      '&',
      '=',
      'limit[]=1',
      '__proto__=1',
      '%zz',
      'a=%c3%28',
      '%00=%00',
      '?',
      'id=1',
    );
    const extra = fc.oneof(
      { weight: 12, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: odd.map((one) => [one]) },
      { weight: 1, arbitrary: this.text.map((text) => [escaped(text)]) },
    );
    return fc.tuple(...pairs, extra).map((parts) => {
      const all = parts.flat();
      return all.length === 0 ? '' : `?${all.join('&')}`;
    });
  }

  private content(route: Route): fc.Arbitrary<{ type: string; body: string } | undefined> {
    const taken = contentOf(route);
    const odd = spelled(this.value).map((body) => ({ type: 'application/json', body }));
    const nothing = fc.constant(undefined);
    if (taken === undefined) {
      const unasked = { weight: route.method === 'GET' ? 0 : 1, arbitrary: odd };
      return fc.oneof({ weight: 4, arbitrary: nothing }, unasked);
    }
    if (taken.type === 'text/csv') return this.csv().map((body) => ({ type: taken.type, body }));
    const plain = fc.constantFrom(...this.from.things).map((things) => this.plainBody(route, things));
    const fitting = this.fitting.of(taken.schema);
    const value = fc.oneof(
      { weight: 4, arbitrary: changedValues(plain, this.value) },
      { weight: 3, arbitrary: changedValues(fitting, this.value) },
      { weight: 3, arbitrary: fitting },
    );
    const json = spelled(value).map((body) => ({ type: taken.type, body }));
    const form = value.map((body) => ({ type: 'application/x-www-form-urlencoded', body: asForm(body) }));
    return fc.oneof(
      { weight: 20, arbitrary: json },
      { weight: 1, arbitrary: odd },
      { weight: 1, arbitrary: form },
      { weight: 1, arbitrary: nothing },
    );
  }

  private csv(): fc.Arbitrary<string> {
    const cell = fc.oneof(
      this.text,
      this.text.map((text) => `"${text.replaceAll('"', '""')}"`),
    );
    const row = fc.array(cell, { minLength: 1, maxLength: 8 }).map((cells) => cells.join(','));
    const rows = fc.array(row, { maxLength: 8 });
    const header = fc.oneof({ weight: 5, arbitrary: fc.constant(CSV) }, { weight: 1, arbitrary: row });
    return fc.tuple(header, rows).map(([first, more]) => [first, ...more].join('\n'));
  }

  private plainBody(route: Route, things: OneOfEach): unknown {
    const taken = contentOf(route);
    if (taken === undefined) return undefined;
    if (taken.type === 'text/csv') return CSV;
    const known = plainBodies(things, this.from.changer)[route.name];
    return known ?? fc.sample(this.fitting.of(taken.schema), { numRuns: 1, seed: 1 })[0];
  }
}

function contentOf({ operation }: Route): Content | undefined {
  const { content = {} } = (operation['requestBody'] ?? {}) as { content?: Record<string, { schema: Schema }> };
  const [first] = Object.entries(content);
  return first === undefined ? undefined : { type: first[0], schema: first[1].schema };
}

/** For one segment of an address, or one name or value of its query. */
export function escaped(text: string): string {
  return encodeURIComponent(text.slice(0, TEXT_IN_ADDRESS).toWellFormed());
}

function asForm(value: unknown): string {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new URLSearchParams(
    entries.map(([name, each]): [string, string] => [name, typeof each === 'string' ? each : JSON.stringify(each)]),
  ).toString();
}
