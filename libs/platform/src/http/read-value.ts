import { isQuantity, quantity, type Quantity } from '#platform/kernel';
import { Fault } from './fault.js';

/** Reads one JSON value into what the application works with, or says why it can't. */
export type Read<T> = (value: unknown) => T | Fault;

/** Text as a person writes it: well-formed Unicode, no control characters but line breaks and tabs, not blank. */
export function readText(options: { min?: number; max: number; pattern?: RegExp; form?: string }): Read<string> {
  return (value) => {
    if (typeof value !== 'string') return new Fault('wrong-type', 'must be a string');
    if (value.length > options.max) return new Fault('too-long', `must have at most ${options.max} characters`);
    if (value.length < (options.min ?? 1))
      return new Fault('too-short', `must have at least ${options.min ?? 1} characters`);
    if (!value.isWellFormed() || hasControls(value))
      return new Fault('bad-characters', 'has characters that are not text');
    if (value.trim() === '' && (options.min ?? 1) > 0) return new Fault('blank', 'must not be blank');
    if (options.pattern !== undefined && !options.pattern.test(value)) {
      return new Fault('bad-format', `must be ${options.form ?? 'in the documented form'}`);
    }
    return value;
  };
}

/** Text that `parse` accepts or refuses with a RangeError, whose words are given back. */
export function readParsed<T>(parse: (text: string) => T): Read<T> {
  return (value) => {
    if (typeof value !== 'string') return new Fault('wrong-type', 'must be a string');
    try {
      return parse(value);
    } catch (error) {
      if (error instanceof RangeError) return new Fault('bad-format', `is ${plain(error.message)}`);
      throw error;
    }
  };
}

export function readOneOf<const T extends string>(values: readonly T[]): Read<T> {
  return (value) =>
    values.find((candidate) => candidate === value) ?? new Fault('not-one-of', `must be one of ${values.join(', ')}`);
}

export function readInteger(options: { min: number; max: number }): Read<number> {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return new Fault('wrong-type', 'must be a whole number');
    return inRange(value, options);
  };
}

/** A whole number as a query parameter carries it. */
export function readIntegerText(options: { min: number; max: number }): Read<number> {
  return (value) => {
    if (typeof value !== 'string' || !/^-?\d{1,15}$/.test(value))
      return new Fault('wrong-type', 'must be a whole number');
    return inRange(Number(value), options);
  };
}

/** An exact decimal: at most six places. */
export function readQuantity(options: { min: number; max: number }): Read<Quantity> {
  return (value) => {
    if (typeof value !== 'number') return new Fault('wrong-type', 'must be a number');
    if (!isQuantity(value)) return new Fault('out-of-range', 'must have at most six decimal places');
    const checked = inRange(value, options);
    return checked instanceof Fault ? checked : quantity(checked);
  };
}

/** An exact decimal as a query parameter carries it. */
export function readQuantityText(options: { min: number; max: number }): Read<Quantity> {
  const read = readQuantity(options);
  return (value) => {
    if (typeof value !== 'string' || !/^-?\d{1,10}(\.\d{1,6})?$/.test(value))
      return new Fault('wrong-type', 'must be a decimal with at most six places');
    return read(Number(value));
  };
}

export const readBoolean: Read<boolean> = (value) =>
  typeof value === 'boolean' ? value : new Fault('wrong-type', 'must be true or false');

export const readBooleanText: Read<boolean> = (value) =>
  value === 'true' ? true : value === 'false' ? false : new Fault('wrong-type', 'must be true or false');

/** A list of values, each read alike; the first bad one is reported where it stands. */
export function readArray<T>(item: Read<T>, options: { min?: number; max: number; unique?: boolean }): Read<T[]> {
  return (value) => {
    if (!Array.isArray(value)) return new Fault('wrong-type', 'must be an array');
    const size = checkSize(value, options);
    if (size !== undefined) return size;
    const items: T[] = [];
    for (const [index, raw] of (value as unknown[]).entries()) {
      const read = item(raw);
      if (read instanceof Fault) return new Fault(read.code, read.message, `/${index}${read.pointer}`);
      items.push(read);
    }
    if (options.unique === true && new Set(items).size !== items.length) {
      return new Fault('not-unique', 'must not repeat a value');
    }
    return items;
  };
}

/** Words of a closed list as one query parameter carries them, with commas between them; none twice. */
export function readWordList<const T extends string>(values: readonly T[]): Read<T[]> {
  const read = readArray(readOneOf(values), { min: 1, max: values.length, unique: true });
  return (value) => {
    const words = typeof value === 'string' ? read(value.split(',', values.length + 1)) : undefined;
    if (words === undefined) return new Fault('wrong-type', 'must be words with commas between them');
    // One word's place within the parameter has no pointer of its own.
    return words instanceof Fault ? new Fault(words.code, words.message) : words;
  };
}

export function checkSize(value: readonly unknown[], options: { min?: number; max: number }): Fault | undefined {
  if (value.length > options.max) return new Fault('too-long', `must have at most ${options.max} items`);
  if (value.length < (options.min ?? 0)) return new Fault('too-short', `must have at least ${options.min ?? 0} items`);
  return undefined;
}

function inRange(value: number, { min, max }: { min: number; max: number }): number | Fault {
  return value >= min && value <= max ? value : new Fault('out-of-range', `must be from ${min} to ${max}`);
}

function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return true;
  }
  return false;
}

function plain(message: string): string {
  return /^(not|a) /.test(message) ? message : 'not in the documented form';
}
