import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemBody, sendProblem } from '#platform/http';
import { BARE_HEADERS } from './headers.js';

/** What Node names the reasons why it can't read a request. */
const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers a request that the router can't read, as any other refusal is answered. */
export function refuseUnrouted(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(error, request, reply.headers({ ...BARE_HEADERS, 'x-request-id': request.id }));
}

/** Answers what isn't HTTP, or didn't arrive in time, on the bare connection, and ends it. */
export function refuseUnread({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.destroyed || code === 'ECONNRESET') return;
  if (socket.writable) socket.write(answerOf(STATUS[code] ?? 400));
  socket.destroySoon();
}

function answerOf(statusCode: number): string {
  const body = JSON.stringify(problemBody({ statusCode }, ''));
  const headers = {
    ...BARE_HEADERS,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`, ...lines, '', body].join('\r\n');
}
