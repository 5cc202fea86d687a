import { addressOf, kindsIn, type OneOfEach } from '../support/builders/one-of-each.js';
import type { Route } from '../support/route-table.js';
import { inHeader } from './odd-headers.js';
import { escaped, type FuzzedRequest } from './requests.js';

/** Where a text can stand in a request that is otherwise as it should be. */
export type Place = (text: string) => FuzzedRequest;

/** Every place of a route: each part of its path that names something, each parameter, each text of its body, each header. */
export function placesOf(route: Route, plain: FuzzedRequest, things: OneOfEach): Place[] {
  const parameters = (route.operation['parameters'] ?? []) as { name: string; in: string }[];
  const { body } = plain;
  return [
    ...kindsIn(route.template).map((kind): Place => (text) => ({
      ...plain,
      path: addressOf(route.template, { ...things, [kind]: escaped(text) }),
    })),
    ...parameters.flatMap(({ name, in: where }): Place[] => {
      if (where === 'query') return [(text) => ({ ...plain, path: `${plain.path}?${name}=${escaped(text)}` })];
      if (where !== 'header') return [];
      return [(text) => ({ ...plain, headers: { ...plain.headers, [name.toLowerCase()]: inHeader(text) } })];
    }),
    ...(typeof body === 'string' && plain.headers['content-type'] === 'application/json'
      ? textsIn(body).map((old): Place => (text) => ({ ...plain, body: body.replace(old, () => JSON.stringify(text)) }))
      : []),
  ];
}

/** The texts that are values of a JSON text, as they are spelled. */
function textsIn(json: string): string[] {
  return [...json.matchAll(/[:[,]("(?:[^"\\]|\\.)*")(?=[,}\]])/g)].flatMap(([, text]) => text ?? []);
}
