import { beforeAll, describe, expect, test } from '@jest/globals';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { OPEN, walkRoutes, type DeclaredRoute } from '#platform/access';
import { buildDocument } from '../../apps/api/src/openapi.js';
import { openApplication } from './the-application.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Json = Readonly<Record<string, unknown>>;

let document: OpenAPIObject;
let routes: readonly DeclaredRoute[];

beforeAll(async () => {
  const { app, close } = await openApplication();
  document = await buildDocument(app);
  routes = walkRoutes(app.get(ModulesContainer), app.get(Reflector));
  await close();
}, 60_000);

/** Every documented operation, as `POST /api/v1/rooms`. */
function operations(): Map<string, Operation> {
  const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
  return new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [[`${method.toUpperCase()} ${path}`, operation] as const];
      }),
    ),
  );
}

/** A route as the document names it. */
function documented({ method, path }: DeclaredRoute): string {
  const template = path.replace(/:(\w+)/g, '{$1}');
  return `${method} ${/^\/(health|metrics)/.test(path) ? template : `/api/v1${template}`}`;
}

/** The operations of which something is missing, each with what. */
function lacking(missing: (operation: Operation, route: DeclaredRoute) => readonly string[]): string[] {
  const known = operations();
  return routes.flatMap((route) => {
    const operation = known.get(documented(route));
    return operation === undefined ? [] : missing(operation, route).map((what) => `${documented(route)}: ${what}`);
  });
}

test('every route is in the document, and nothing else is', () => {
  expect([...operations().keys()].sort()).toEqual(routes.map(documented).sort());
});

describe('every operation', () => {
  test('has a summary, one tag that the document describes, and an id of its own', () => {
    const tags = new Set(document.tags?.map(({ name }) => name));
    expect(
      lacking(({ summary = '', tags: [tag = '', ...more] = [], operationId = '' }) => [
        ...(/^[A-Z].{5,79}[^.]$/.test(summary) ? [] : [`summary ${JSON.stringify(summary)}`]),
        ...(tags.has(tag) && more.length === 0 ? [] : [`tag ${tag}`]),
        ...(operationId === '' ? ['operationId'] : []),
      ]),
    ).toEqual([]);
    const ids = [...operations().values()].map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says who may call it', () => {
    expect(
      lacking((operation, { permission }) => {
        const security = JSON.stringify(operation.security);
        const named = (operation as Operation & Json)['x-permission'];
        if (permission === OPEN) return security === '[]' && named === undefined ? [] : ['not open'];
        return security === '[{"oauth2":[]},{"bearer":[]}]' && named === permission ? [] : ['permission'];
      }),
    ).toEqual([]);
  });

  test('describes its success, with a body unless there is none', () => {
    expect(
      lacking(({ responses }) => {
        const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        const [status = '', answer] = successes[0] ?? [];
        const content = answer !== undefined && 'content' in answer ? Object.values(answer.content ?? {}) : [];
        if (successes.length !== 1) return [`${successes.length} successes`];
        if (status === '204') return content.length === 0 ? [] : ['a body with 204'];
        return content.length > 0 && content.every(({ schema }) => schema !== undefined) ? [] : ['no body'];
      }),
    ).toEqual([]);
  });

  test('names every problem that it can answer with, as a problem document', () => {
    expect(
      lacking(({ responses, parameters = [], requestBody }, { permission }) => {
        const places = new Set(parameters.flatMap((parameter) => ('in' in parameter ? [parameter.in] : [])));
        const needed = [
          '503',
          ...(permission === OPEN ? [] : ['401', '403']),
          ...(places.has('path') ? ['404'] : []),
          ...(places.has('query') ? ['400'] : []),
          ...(requestBody === undefined ? [] : ['400', '413', '415', '422']),
        ];
        const problems = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
        return [
          ...needed.filter((status) => responses[status] === undefined).map((status) => `no ${status}`),
          ...problems.filter(([, answer]) => !isProblem(answer)).map(([status]) => `${status} is no problem document`),
        ];
      }),
    ).toEqual([]);
  });

  test('shows a realistic example of what it takes', () => {
    expect(
      lacking(({ requestBody }) => {
        if (requestBody === undefined || !('content' in requestBody)) return [];
        return Object.values(requestBody.content).flatMap(({ schema, example, examples }) =>
          example !== undefined || examples !== undefined ? [] : withoutExample(schema as Json, '', new Set()),
        );
      }),
    ).toEqual([]);
  });
});

function isProblem(answer: unknown): boolean {
  return JSON.stringify(answer).includes(
    '"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}',
  );
}

/** The fields of a body for which a reader of the document would see a made-up value, by JSON Pointer. */
function withoutExample(schema: Json | undefined, pointer: string, seen: ReadonlySet<string>): string[] {
  if (schema === undefined || 'example' in schema || 'enum' in schema || 'default' in schema) return [];
  const reference = typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined;
  if (reference !== undefined) {
    if (seen.has(reference)) return [];
    const found = document.components?.schemas?.[reference.split('/').at(-1) ?? ''] as Json | undefined;
    return withoutExample(found, pointer, new Set([...seen, reference]));
  }
  const parts = [...['allOf', 'oneOf', 'anyOf'].flatMap((key) => (schema[key] ?? []) as Json[])];
  if (parts.length > 0) return parts.flatMap((part) => withoutExample(part, pointer, seen));
  if (schema['type'] === 'array') return withoutExample(schema['items'] as Json, `${pointer}/0`, seen);
  if (schema['type'] === 'object' && schema['properties'] !== undefined) {
    return Object.entries(schema['properties'] as Record<string, Json>).flatMap(([name, property]) =>
      withoutExample(property, `${pointer}/${name}`, seen),
    );
  }
  return schema['type'] === 'boolean' ? [] : [pointer === '' ? 'no example' : `no example of ${pointer}`];
}
