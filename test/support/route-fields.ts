import type { OpenApi } from './contract.js';
import type { Route } from './route-table.js';

type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly type?: string };
}

/** The fields of a route's body that name another thing: those that end in `Id`, at any depth. */
export function idFieldsOf(document: OpenApi, { operation }: Route): string[] {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const { $ref, properties }: Schema = { ...node };
    if (typeof $ref === 'string') look(referred(document, $ref));
    for (const name of Object.keys(properties ?? {})) if (name.endsWith('Id')) found.add(name);
    Object.values(node).forEach(look);
  };
  look(operation['requestBody']);
  return [...found].sort();
}

/** The filters of a list that name another thing; the id of an event is a number. */
export function idFiltersOf(route: Route): string[] {
  return queryOf(route).flatMap(({ name, schema }) =>
    name.endsWith('Id') && schema?.type !== 'integer' ? [name] : [],
  );
}

/** What some reads can't do without beside a window. */
const ASKED: Readonly<Record<string, string>> = { type: 'heart-rate' };

/** What a list can not be asked without: its window, the 24th of November 2026, and what `ids` has for it. */
export function windowOf(route: Route, ids: Readonly<Record<string, string>> = {}): Record<string, string> {
  const needed = queryOf(route).filter(({ required }) => required === true);
  return Object.fromEntries(needed.map(({ name }) => [name, ids[name] ?? ASKED[name] ?? '2026-11-24']));
}

function queryOf({ operation: { parameters } }: Route): Parameter[] {
  return ((parameters ?? []) as Parameter[]).filter((parameter) => parameter.in === 'query');
}

/** What a reference within the document leads to. */
function referred(document: OpenApi, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Schema | undefined)?.[key], document);
}
