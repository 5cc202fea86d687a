import fc from 'fast-check';
import type { OneOfEach } from '../support/builders/one-of-each.js';
import type { OpenApi } from '../support/contract.js';
import { KINDS } from './plain-bodies.js';

/** A schema of the document (OpenAPI 3.0), as far as requests use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** What a home has of each kind, several of each. */
export type Things = readonly OneOfEach[];

const ABSENT = Symbol('absent');
const OFFSETS = ['Z', '+01:00', '-11:30'];

/** Values that fit schemas of a document, as far as a schema tells; ids of things that exist wherever it can. */
export class FittingValues {
  constructor(
    private readonly document: OpenApi,
    private readonly things: Things,
  ) {}

  /** @param name of the field, by which an id is known. */
  of(schema: Schema, name = ''): fc.Arbitrary<unknown> {
    if (schema.$ref !== undefined) return this.of(this.referred(schema.$ref), name);
    const value = this.withExample(schema, name);
    return schema.nullable === true
      ? fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
      : value;
  }

  private withExample(schema: Schema, name: string): fc.Arbitrary<unknown> {
    const ids = this.idsOf(name);
    if (ids.length > 0) return fc.constantFrom(...ids);
    const value = this.byShape(schema, name);
    return schema.example === undefined
      ? value
      : fc.oneof({ weight: 2, arbitrary: value }, { weight: 1, arbitrary: fc.constant(schema.example) });
  }

  private byShape(schema: Schema, name: string): fc.Arbitrary<unknown> {
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    const parts = schema.oneOf ?? schema.allOf;
    if (parts !== undefined) return fc.oneof(...parts.map((part) => this.of(part, name)));
    switch (schema.type) {
      case 'object':
        return this.object(schema);
      case 'array':
        return this.array(schema, name);
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.integer(boundsOf(schema));
      case 'number':
        return decimal(boundsOf(schema));
      case 'string':
        return text(schema, name);
      default:
        throw new Error(`a schema of no known kind: ${JSON.stringify(schema)}`);
    }
  }

  private object({ properties, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
    if (properties === undefined) {
      const key = fc.string({ minLength: 1, maxLength: 20 });
      return fc.dictionary(key, this.of(additionalProperties ?? { type: 'string' }), { maxKeys: 5 });
    }
    const fields = Object.entries(properties).map(([name, schema]): fc.Arbitrary<readonly [string, unknown]> => {
      const value = this.of(schema, name);
      const asked = required.includes(name)
        ? value
        : fc.oneof({ weight: 2, arbitrary: fc.constant(ABSENT) }, { weight: 1, arbitrary: value });
      return asked.map((given) => [name, given]);
    });
    return fc
      .tuple(...fields)
      .map((entries) => Object.fromEntries<unknown>(entries.filter(([, value]) => value !== ABSENT)));
  }

  private array({ items = {}, minItems = 0, maxItems = 10 }: Schema, name: string): fc.Arbitrary<unknown> {
    const most = Math.max(minItems, Math.min(maxItems, 4));
    return fc.array(this.of(items, name), { minLength: minItems, maxLength: most });
  }

  private idsOf(name: string): string[] {
    const kind = KINDS[name];
    return kind === undefined ? [] : this.things.flatMap((one) => one[kind] ?? []);
  }

  /** @throws Error when the document has no such schema. */
  private referred(reference: string): Schema {
    const { schemas } = this.document['components'] as { schemas: Readonly<Record<string, Schema>> };
    const found = schemas[reference.replace(/^.*\//, '')];
    if (found === undefined) throw new Error(`the document has no ${reference}`);
    return found;
  }
}

function text({ format, pattern, minLength = 0, maxLength = 200 }: Schema, name: string): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: 7 });
  if (format === 'date') return day();
  if (format === 'date-time') return instant();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength });
  if (name === 'from' || name === 'to') return fc.oneof(day(), instant());
  const words = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) });
  return fc.oneof(
    { weight: 6, arbitrary: words },
    { weight: 2, arbitrary: day() },
    { weight: 1, arbitrary: fc.constant('x'.repeat(maxLength)) },
  );
}

function boundsOf({ minimum = -1000, maximum = 1_000_000 }: Schema): { min: number; max: number } {
  return { min: minimum, max: maximum };
}

/** Mostly small, as doses and readings are. */
function decimal({ min, max }: { min: number; max: number }): fc.Arbitrary<number> {
  const small = fc.integer({ min: 0, max: 2000 }).map((tenths) => Math.min(max, Math.max(min, tenths / 10)));
  return fc.oneof({ weight: 4, arbitrary: small }, { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }) });
}

/** Within two years of the day of the test, which is in November 2026. */
function day(): fc.Arbitrary<string> {
  return fc
    .date({ noInvalidDate: true, min: new Date('2025-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z') })
    .map((date) => date.toISOString().slice(0, 10));
}

function instant(): fc.Arbitrary<string> {
  return fc
    .tuple(day(), fc.integer({ min: 0, max: 23 }), fc.constantFrom(...OFFSETS))
    .map(([date, hour, offset]) => `${date}T${String(hour).padStart(2, '0')}:00:00${offset}`);
}
