import { field, Fault, type FieldOptions, readText, type Read } from '#platform/http';

const readWord = readText({ max: 50 });

/** Taken as it comes, in binary precision too: the type rounds it and judges its range. */
const readNumber: Read<number> = (value) =>
  typeof value === 'number' ? value : new Fault('wrong-type', 'must be a number');

const readValue: Read<number | string> = (value) => (typeof value === 'string' ? readWord(value) : readNumber(value));

const readNumbers: Read<Readonly<Record<string, number>>> = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Fault('wrong-type', 'must be an object');
  }
  const wrong = Object.entries(value).find(([, each]) => typeof each !== 'number');
  if (wrong === undefined) return value as Record<string, number>;
  return new Fault('wrong-type', 'must be a number', `/${wrong[0].replaceAll('~', '~0').replaceAll('/', '~1')}`);
};

/** A measured number. */
export function MeasuredField(options: FieldOptions): PropertyDecorator {
  return field(readNumber, options, { type: Number });
}

/** A measured number or a coded word, as the type has it. */
export function ValueField(options: FieldOptions): PropertyDecorator {
  const oneOf = [
    { type: 'number', nullable: options.optional === true },
    { type: 'string', maxLength: 50 },
  ];
  return field(readValue, options, { oneOf });
}

/** Numbers by the code of their part. */
export function ComponentsField(options: FieldOptions): PropertyDecorator {
  return field(readNumbers, options, { type: 'object', additionalProperties: { type: 'number' } });
}
