import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayHaveChanged } from './answer-of.js';
import { isNamed } from './entity-tag.js';
import { CREATED_AT } from './route.js';

/**
 * What HTTP says about an answer beside its body (api.md section 1): `ETag` for a single resource and
 * 304 where nothing of it can have changed since that version, `Location` for a created one, `Link: rel="next"` for a list.
 */
@Injectable()
export class Representation {
  constructor(private readonly reflector: Reflector) {}

  /** @returns the body that is sent. */
  represent(context: ExecutionContext, body: unknown): unknown {
    const http = context.switchToHttp();
    const location = this.reflector.get<string | undefined>(CREATED_AT, context.getHandler());
    return represent(body, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), location);
  }
}

function represent(body: unknown, request: FastifyRequest, reply: FastifyReply, location?: string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if ('version' in body && typeof body.version === 'number') {
    const tag = `"${body.version}"`;
    void reply.header('etag', tag);
    if (request.method === 'GET' && !mayHaveChanged(body) && isNamed(request.headers['if-none-match'], tag)) {
      void reply.status(304);
      return undefined;
    }
  }
  const created = location === undefined ? undefined : locationOf(location, request, body);
  if (created !== undefined) void reply.header('location', created);
  if ('nextCursor' in body && typeof body.nextCursor === 'string') {
    void reply.header('link', `<${nextUrl(request.url, body.nextCursor)}>; rel="next"`);
  }
  return body;
}

/** Its names are fields of the answer or the route's own parameters; undefined: not all of them are there. */
function locationOf(template: string, { params }: FastifyRequest, body: object): string | undefined {
  const [fields, named] = [body as Readonly<Record<string, unknown>>, params as Readonly<Record<string, unknown>>];
  const valueOf = (name: string): unknown => fields[name] ?? named[name];
  if (namesIn(template).some((name) => typeof valueOf(name) !== 'string')) return undefined;
  return template.replace(NAME, (_, name: string) => String(valueOf(name)));
}

const NAME = /\{(\w+)\}/g;
const knownNames = new Map<string, readonly string[]>();

/** As many templates as there are routes that create something. */
function namesIn(template: string): readonly string[] {
  let names = knownNames.get(template);
  if (names === undefined) {
    names = [...template.matchAll(NAME)].map(([, name = '']) => name);
    knownNames.set(template, names);
  }
  return names;
}

function nextUrl(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}
