import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { storageFault } from '#platform/database';
import { DomainError, type ErrorKind } from '#platform/kernel';

/** The only place that knows statuses. */
const STATUS: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  invalid: 422,
  throttled: 429,
  unavailable: 503,
};

/** Words of ours for what the HTTP layer refuses by itself; its own may name internals. */
const HTTP_PROBLEMS: Readonly<Record<number, { code: string; detail: string }>> = {
  400: { code: 'malformed-request', detail: 'The request cannot be read.' },
  401: { code: 'unauthenticated', detail: 'Valid credentials are needed.' },
  403: { code: 'forbidden', detail: 'This role may not do that.' },
  404: { code: 'not-found', detail: 'There is nothing at this address.' },
  405: { code: 'method-not-allowed', detail: 'This address does not take that method.' },
  408: { code: 'request-timeout', detail: 'The request took too long to arrive.' },
  413: { code: 'body-too-large', detail: 'The body is larger than this address takes.' },
  414: { code: 'uri-too-long', detail: 'The address is too long.' },
  415: { code: 'unsupported-media-type', detail: 'The body is not of a type that this address takes.' },
  429: { code: 'too-many-attempts', detail: 'Too many attempts. Try again later.' },
  431: { code: 'headers-too-large', detail: 'The headers are too large.' },
  503: { code: 'unavailable', detail: 'The service cannot answer now. Try again shortly.' },
};

const UNEXPECTED = { code: 'internal-error', detail: 'Something went wrong on our side. Nothing was changed.' };

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly retryAfter?: number;
}

/** Every error leaves as RFC 9457 problem details: no stack trace, no SQL, no file path. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    sendProblem(error, request, reply);
  }
}

/** For an error that the framework hands to no filter. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  if (problem.status >= 500 && problem.status !== 503) request.log.error({ err: error }, 'unexpected error');
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
  void reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(toBody(problem, request.url)));
}

/**
 * The body of a problem document; rows of a batch carry the same.
 * @param path of the request; empty when it could not be read.
 */
export function problemBody(error: unknown, path: string): Record<string, unknown> {
  return toBody(toProblem(error), path);
}

function toBody({ status, code, detail, extensions }: Problem, url: string): Record<string, unknown> {
  return {
    type: `urn:residencia:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: withoutSecrets(url.split('?', 1)[0] ?? ''),
    code,
    ...extensions,
  };
}

/** A part of a path that has the form of a token (256 bits in base64url) may be a secret address, and is never repeated. */
function withoutSecrets(path: string): string {
  return path.replaceAll(/(?<=\/)[\w-]{43}(?=[./]|$)/g, '...');
}

/** A read that fails for the storage comes as the database throws it; a write, as the unit of work tells it. */
function toProblem(thrown: unknown): Problem {
  const error = storageFault(thrown) ?? thrown;
  if (error instanceof DomainError) {
    const { retryAfter, ...extensions } = error.extensions;
    return {
      status: STATUS[error.kind],
      code: error.code,
      detail: error.message,
      extensions,
      ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
    };
  }
  const status = statusOf(error);
  const known = status === undefined ? undefined : HTTP_PROBLEMS[status];
  if (status === undefined || (known === undefined && status >= 500)) {
    return { status: 500, ...UNEXPECTED, extensions: {} };
  }
  return {
    status,
    ...(known ?? { code: 'bad-request', detail: 'The request cannot be taken.' }),
    extensions: {},
    ...(status === 429 || status === 503 ? { retryAfter: 1 } : {}),
  };
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : undefined;
}
