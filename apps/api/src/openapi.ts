import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { getSchemaPath, tellAll } from '#platform/dto';
import { EXAMPLE_BODY, NOT_KEPT_BECAUSE, ProblemDto } from '#platform/http';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
type ResponseObject = Extract<OperationObject['responses'][string], { description: string }>;

/** Builds the OpenAPI document from the code. */
export async function buildDocument(app: NestFastifyApplication): Promise<OpenAPIObject> {
  const swagger = await import('@nestjs/swagger');
  tellAll(swagger);
  const { DocumentBuilder, SwaggerModule } = swagger;
  const base = new DocumentBuilder()
    .setTitle('Residencia')
    .setDescription(
      'The record system of a care home for older people. Times without an offset are in the home’s zone; ' +
        'answers are in UTC. Every error is RFC 9457 problem details; whatever is asked, a request that takes too ' +
        'long to arrive is refused with 408, one whose address or headers are too long with 414 or 431. The product ' +
        'shows and records; it does not replace clinical judgement.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addOAuth2({
      type: 'oauth2',
      description: 'Sign in with username and password.',
      flows: { password: { tokenUrl: '/api/v1/auth/token', scopes: {} } },
    })
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'Or a token that you have, such as an API key (`rsd_…`).' },
      'bearer',
    )
    .addTag('resident', 'Residents, their movements, rooms, allergies, conditions, contacts and summary')
    .addTag('medication', 'The catalogue of medicines')
    .addTag('stock', 'What came, went and is there: the ledger, balances and the register of controlled drugs')
    .addTag('prescription', 'Prescriptions, rounds, the chart and what became of doses')
    .addTag('activity', 'Activities, sessions, enrolment and attendance')
    .addTag('wellness', 'Observations and assessments')
    .addTag('alerts', 'What somebody ought to know, and the thresholds behind it')
    .addTag('access', 'Signing in, users and API keys')
    .addTag('audit', 'Who did what')
    .addTag('operation', 'Health and metrics')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  for (const item of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(item as Record<string, OperationObject>)) {
      complete(method, operation);
      tellVersion(method, operation, document);
    }
  }
  return document;
}

function complete(method: string, operation: OperationObject): void {
  // Said aloud: an operation that needs no credentials.
  operation.security ??= [];
  if (method === 'post' && !(NOT_KEPT_BECAUSE in operation)) takeKey(operation);
  completeAnswers(method, operation);
  giveExample(operation);
}

/** `Idempotency-Key`, on every POST that doesn't say why not. */
function takeKey(operation: OperationObject): void {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'however often the same request comes with the same key, it has one effect and one answer',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  } as const;
  operation.parameters = [...(operation.parameters ?? []), key];
  addProblem(operation, 400, 'bad-idempotency-key');
  addProblem(operation, 422, 'idempotency-key-reused');
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (!/^2/.test(status) || answer === undefined || !('description' in answer)) continue;
    answer.headers = {
      ...answer.headers,
      'Idempotency-Replayed': { description: 'true: this is the first answer again', schema: { type: 'string' } },
    };
  }
}

/** A route's own example of a whole body becomes that of each media type that it takes. */
function giveExample(operation: OperationObject & { [EXAMPLE_BODY]?: unknown }): void {
  const { [EXAMPLE_BODY]: example, requestBody } = operation;
  if (example === undefined || requestBody === undefined || !('content' in requestBody)) return;
  for (const media of Object.values(requestBody.content)) media.example = example;
  Reflect.deleteProperty(operation, EXAMPLE_BODY);
}

const ETAG = { description: 'the version, as in `"3"`', schema: { type: 'string' } } as const;

/** `ETag` wherever a success has a version; `If-None-Match` wherever it is read. */
function tellVersion(method: string, operation: OperationObject, document: OpenAPIObject): void {
  const success = operation.responses['200'] ?? operation.responses['201'];
  if (success === undefined || !('description' in success) || !isVersioned(success, document)) return;
  success.headers = { ...success.headers, ETag: ETAG };
  if (method !== 'get') return;
  operation.responses['304'] = {
    description: 'It is still a version that `If-None-Match` names, and reads as that has read ever since',
    headers: { ETag: ETAG },
  };
  const asked = {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'the versions that the caller has, as in `"3"`',
    schema: { type: 'string' },
  } as const;
  operation.parameters = [...(operation.parameters ?? []), asked];
}

/** Whether an answer is a stored thing: one whose version is counted, not one whose version has a name. */
function isVersioned({ content }: ResponseObject, { components }: OpenAPIObject): boolean {
  const schema = content?.['application/json']?.schema;
  const name = schema !== undefined && '$ref' in schema ? schema.$ref.split('/').at(-1) : undefined;
  const named = name === undefined ? undefined : components?.schemas?.[name];
  const version = named !== undefined && 'properties' in named ? named.properties?.['version'] : undefined;
  return version !== undefined && 'type' in version && version.type === 'integer';
}

/** Adds the refusals that follow from what an operation takes, so that no route has to repeat them. */
function completeAnswers(method: string, operation: OperationObject): void {
  const takes = new Set((operation.parameters ?? []).map((parameter) => ('in' in parameter ? parameter.in : '')));
  if (takes.has('path')) addProblem(operation, 404, 'not-found');
  if (takes.has('query')) addProblem(operation, 400, 'bad-query');
  if (operation.requestBody !== undefined) addProblem(operation, 422, 'validation-failed');
  // A body is read before it is known that the operation takes none.
  if (method === 'get') return;
  addProblem(operation, 400, 'malformed-request');
  addProblem(operation, 413, 'body-too-large');
  addProblem(operation, 415, 'unsupported-media-type');
}

function addProblem(operation: OperationObject, status: number, code: string): void {
  const known = operation.responses[String(status)];
  const before = known !== undefined && 'description' in known ? [known.description] : [];
  if (before.some((codes) => codes.includes(`\`${code}\``))) return;
  const description = [...before, `\`${code}\``].join(', ');
  operation.responses[String(status)] = {
    description,
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
  };
}
