import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

/** What the served OpenAPI document says an answer must be. */
export interface Contract {
  /** Problems of an answer against the document; empty: it agrees. */
  check(answer: { method: string; path: string; status: number; contentType: string; body: unknown }): string[];
  readonly document: OpenApi;
}

export interface OpenApi extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface Operation extends Json {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema?: Json }>> }>>;
}

/** Problem documents carry members of their own; everything else has only what is documented. */
const OPEN_SCHEMAS = new Set(['Problem']);

export async function loadContract(origin: string): Promise<Contract> {
  const document = (await (await fetch(`${origin}/docs/openapi.json`)).json()) as OpenApi;
  return makeContract(document);
}

export function makeContract(document: OpenApi): Contract {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', ...(strict(document) as Json) });
  const routes = Object.keys(document.paths)
    .map((template) => ({ template, pattern: toPattern(template), fixed: template.split('{').length }))
    .sort((a, b) => a.fixed - b.fixed);
  const validators = new Map<string, ValidateFunction>();

  const validator = (pointer: string): ValidateFunction => {
    const known = validators.get(pointer);
    if (known !== undefined) return known;
    const made = ajv.compile({ $ref: `openapi#${pointer}` });
    validators.set(pointer, made);
    return made;
  };

  return {
    document,
    check({ method, path, status, contentType, body }) {
      const route = routes.find(({ pattern }) => pattern.test(path));
      const operation = route === undefined ? undefined : document.paths[route.template]?.[method.toLowerCase()];
      if (route === undefined || operation === undefined)
        return status === 404 ? [] : [`${method} ${path} is not documented`];
      const answer = operation.responses[String(status)];
      if (answer === undefined) return [`${method} ${route.template} does not document ${status}`];
      const type = contentType.split(';', 1)[0] ?? '';
      const media = answer.content?.[type];
      if (media === undefined) {
        return body === undefined || type === ''
          ? []
          : [`${method} ${route.template} ${status} does not document ${type}`];
      }
      if (media.schema === undefined || !type.includes('json')) return [];
      const pointer = [
        'paths',
        route.template,
        method.toLowerCase(),
        'responses',
        String(status),
        'content',
        type,
        'schema',
      ];
      const validate = validator(
        pointer.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join(''),
      );
      if (validate(body)) return [];
      return (validate.errors ?? []).map(
        (error) =>
          `${method} ${route.template} ${status}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
      );
    },
  };
}

function toPattern(template: string): RegExp {
  return new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
}

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a type, and an undocumented member of an object is refused. */
function strict(node: unknown, name = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => strict(item));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]: [string, unknown]) => [key, strict(value, key)] as const);
  const { nullable, ...schema }: Json = Object.fromEntries<unknown>(entries);
  if (schema['type'] === 'object' && schema['properties'] !== undefined && !OPEN_SCHEMAS.has(name)) {
    schema['additionalProperties'] ??= false;
  }
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}
