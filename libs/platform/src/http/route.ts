import { applyDecorators, HttpCode, SetMetadata, type Type } from '@nestjs/common';
import {
  ApiBody,
  ApiExtension,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  getSchemaPath,
  type ApiBodyOptions,
  type ApiResponseOptions,
} from '#platform/dto';
import { ProblemDto } from './problem.js';

/** Where a created resource can be read: a path template with the route's own parameters and fields of the answer. */
export const CREATED_AT = 'residencia:created-at';

/** Why the answer of a POST isn't kept under its `Idempotency-Key`; absent: it is kept. */
export const NOT_KEPT = 'residencia:not-kept';

/** The same, in the document. */
export const NOT_KEPT_BECAUSE = 'x-not-kept-because';

/** What one route is and answers; stands above each route, beside its permission. */
export interface RouteOptions {
  readonly summary: string;
  readonly description?: string;
  /** The body of a success; absent: none. */
  readonly returns?: Type<object>;
  /** The media type of a success that is text and no JSON. */
  readonly text?: string;
  /** The same is answered as a page to print, where `Accept` likes `text/html` best (`Printable` of #platform/print). */
  readonly printable?: boolean;
  /** The same is answered whole as CSV, where `Accept` likes `text/csv` best (`AlsoCsv`). */
  readonly csv?: boolean;
  /** Default 200; 201 for a POST that creates, 204 for a DELETE. */
  readonly status?: 200 | 201 | 204;
  /** With 201: the `Location`, such as `/api/v1/residents/{id}`. */
  readonly location?: string;
  /** Refusals by status, each with the codes it may carry. 401, 403 and 503 are added by themselves. */
  readonly problems?: Readonly<Record<number, readonly string[]>>;
  /** The route needs no credentials. */
  readonly open?: boolean;
  /** Takes `If-Match` (412 on an old version). */
  readonly ifMatch?: boolean;
  /** A POST whose `Idempotency-Key` counts for nothing, and why (api.md section 1). */
  readonly notKept?: string;
  /** A body other than the handler's DTO class. */
  readonly body?: ApiBodyOptions;
  /** A whole body as an example, where the examples of its fields make no sense together. */
  readonly example?: object;
}

/** Holds {@link RouteOptions.example} until the document is complete. */
export const EXAMPLE_BODY = 'x-example-body';

const ALWAYS: Readonly<Record<number, readonly string[]>> = { 503: ['overloaded', 'unavailable'] };
const GUARDED: Readonly<Record<number, readonly string[]>> = {
  401: ['unauthenticated'],
  403: ['forbidden'],
  503: ['issuer-unreachable'],
};
const IF_MATCH: Readonly<Record<number, readonly string[]>> = { 412: ['version-conflict'] };

/** Documents a route and sets its status. */
export function Route(options: RouteOptions): MethodDecorator {
  const status = options.status ?? 200;
  const problems = merge(
    ALWAYS,
    options.open === true ? {} : GUARDED,
    options.ifMatch === true ? IF_MATCH : {},
    options.problems ?? {},
  );
  return applyDecorators(
    HttpCode(status),
    ApiOperation({
      summary: options.summary,
      ...(options.description === undefined ? {} : { description: options.description }),
    }),
    ApiExtraModels(
      ProblemDto,
      ...(textsOf(options).length > 0 && options.returns !== undefined ? [options.returns] : []),
    ),
    ApiResponse(success(status, options)),
    ...Object.entries(problems).map(([code, codes]) => ApiResponse(problem(Number(code), codes))),
    ...(options.ifMatch === true
      ? [ApiHeader({ name: 'If-Match', required: false, description: 'the version that was read, as in `"3"`' })]
      : []),
    ...(options.body === undefined ? [] : [ApiBody(options.body)]),
    ...(options.example === undefined ? [] : [ApiExtension(EXAMPLE_BODY, options.example)]),
    ...(options.location === undefined ? [] : [SetMetadata(CREATED_AT, options.location)]),
    ...(options.notKept === undefined
      ? []
      : [SetMetadata(NOT_KEPT, options.notKept), ApiExtension(NOT_KEPT_BECAUSE, options.notKept)]),
  );
}

function success(status: number, options: RouteOptions): ApiResponseOptions {
  const headers: ApiResponseOptions['headers'] =
    options.location === undefined
      ? {}
      : { Location: { description: 'where it can be read', schema: { type: 'string' } } };
  const description = { 200: 'Done', 201: 'Created', 204: 'Done, nothing to say' }[status] ?? 'Done';
  if (options.text !== undefined) {
    return { status, description, headers, content: { [options.text]: { schema: { type: 'string' } } } };
  }
  const texts = textsOf(options);
  if (texts.length > 0 && options.returns !== undefined) {
    const others = texts.map((type): [string, object] => [type, { schema: { type: 'string' } }]);
    const content: Record<string, object> = {
      'application/json': { schema: { $ref: getSchemaPath(options.returns) } },
      ...Object.fromEntries(others),
    };
    return { status, description, headers, content };
  }
  return { status, description, headers, ...(options.returns === undefined ? {} : { type: options.returns }) };
}

/** As what an answer in JSON can be had too. */
function textsOf({ printable, csv }: RouteOptions): readonly string[] {
  return [...(printable === true ? ['text/html'] : []), ...(csv === true ? ['text/csv'] : [])];
}

function problem(status: number, codes: readonly string[]): ApiResponseOptions {
  return {
    status,
    description: codes.map((code) => `\`${code}\``).join(', '),
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
  };
}

function merge(...tables: readonly Readonly<Record<number, readonly string[]>>[]): Record<number, string[]> {
  const all: Record<number, string[]> = {};
  for (const table of tables) {
    for (const [status, codes] of Object.entries(table)) {
      all[Number(status)] = [...new Set([...(all[Number(status)] ?? []), ...codes])];
    }
  }
  return all;
}
