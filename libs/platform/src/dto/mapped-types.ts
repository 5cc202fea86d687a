import type { Type } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage as conversions } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidateIf } from './checks.js';
import { tellLater, type Swagger } from './told-later.js';

/* The mapped types of `@nestjs/swagger`, which say what they have to say in the document when there is one. */

type Takes = (field: string) => boolean;

/** The fields of a class that are named. */
export const PickType = ((of: Type<object>, fields: readonly string[]) =>
  fieldsOf([of], (field) => fields.includes(field))) as Swagger['PickType'];

/** All fields of a class but those that are named. */
export const OmitType = ((of: Type<object>, fields: readonly string[]) =>
  fieldsOf([of], (field) => !fields.includes(field))) as Swagger['OmitType'];

/** The fields of several classes. */
export const IntersectionType = ((...of: Type<object>[]) => fieldsOf(of, () => true)) as Swagger['IntersectionType'];

/** The fields of a class, each of which may be absent. */
export function PartialType<T extends object>(of: Type<T>): Type<Partial<T>> {
  const partial = fieldsOf([of], () => true, { required: false });
  for (const field of checkedIn(of)) {
    ValidateIf((_, value) => value !== undefined)(prototypeOf(partial), field);
  }
  return partial;
}

/** A class with fields of others: checked, converted and documented as they are there. */
function fieldsOf(classes: readonly Type<object>[], takes: Takes, more: ApiPropertyOptions = {}): Type<object> {
  const initial = Object.assign({}, ...classes.map((each) => initialIn(each, takes))) as object;
  class Fields extends Object {
    constructor() {
      super();
      Object.assign(this, initial);
    }
  }
  for (const each of classes) {
    inheritChecks(each, Fields, takes);
    inheritConversions(each, Fields, takes);
  }
  tellLater((swagger) => {
    for (const each of classes) inheritProperties(swagger, each, Fields, takes, more);
  });
  return Fields;
}

/** What fields hold from the beginning. */
function initialIn(type: Type<object>, takes: Takes): object {
  return Object.fromEntries(Object.entries(new type()).filter(([field, value]) => value !== undefined && takes(field)));
}

function inheritChecks(from: Type<object>, to: Type<object>, takes: Takes): void {
  const storage = getMetadataStorage();
  for (const check of storage.getTargetValidationMetadatas(from, '', false, false)) {
    const field = check.propertyName;
    if (!takes(field)) continue;
    const type: unknown = Reflect.getMetadata('design:type', prototypeOf(from), field);
    if (type !== undefined) Reflect.defineMetadata('design:type', type, prototypeOf(to), field);
    storage.addValidationMetadata(Object.assign({}, check, { target: to }));
  }
}

/** Of the fields that a class has checks for: every field that is sent has. */
function inheritConversions(from: Type<object>, to: Type<object>, takes: Takes): void {
  for (const field of [...checkedIn(from)].filter(takes)) {
    for (const transform of conversions.findTransformMetadatas(from, field, TransformationType.PLAIN_TO_CLASS)) {
      conversions.addTransformMetadata({ ...transform, target: to });
    }
    const type = conversions.findTypeMetadata(from, field) as
      ReturnType<typeof conversions.findTypeMetadata> | undefined;
    if (type !== undefined) conversions.addTypeMetadata({ ...type, target: to });
  }
}

function inheritProperties(
  { ApiProperty, DECORATORS }: Swagger,
  from: Type<object>,
  to: Type<object>,
  takes: Takes,
  more: ApiPropertyOptions,
): void {
  const told = (Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES_ARRAY, prototypeOf(from)) ?? []) as string[];
  // Each with a colon before it.
  for (const field of told.map((name) => name.slice(1)).filter(takes)) {
    const known = Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES, prototypeOf(from), field) as object;
    ApiProperty({ ...known, ...more })(prototypeOf(to), field);
  }
}

function checkedIn(type: Type<object>): ReadonlySet<string> {
  const checks = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return new Set(checks.map(({ propertyName }) => propertyName));
}

function prototypeOf(type: Type<object>): object {
  return type.prototype as object;
}
