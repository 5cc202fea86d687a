import { readFileSync } from 'node:fs';

/** A setting has a value that can't be used. The start stops with this one line. */
export class ConfigurationError extends Error {
  constructor(
    readonly setting: string,
    problem: string,
  ) {
    super(`${setting}: ${problem}`);
    this.name = 'ConfigurationError';
  }
}

/** What is known of one setting: enough to read it and to print the table in the README. */
export interface Setting<T> {
  readonly name: string;
  /** What it does, its unit and its bound, for the settings table. */
  readonly help: string;
  /** Text used when the variable is absent; undefined: the setting has no value then. */
  readonly default: string | undefined;
  /** A secret may come from a file named by `<NAME>_FILE`, and is never printed. */
  readonly secret: boolean;
  readonly parse: (text: string) => T;
}

export type Environment = Readonly<Record<string, string | undefined>>;

type Definitions<T> = { readonly [K in keyof T]: Setting<T[K]> };

/**
 * Reads one area's settings from the environment. An empty variable counts as absent.
 * @throws ConfigurationError naming the first setting whose value can't be used.
 */
export function readSettings<T>(definitions: Definitions<T>, environment: Environment): T {
  const entries = Object.entries<Setting<unknown>>(definitions).map(([key, setting]) => [
    key,
    readOne(setting, environment),
  ]);
  return Object.fromEntries(entries) as T;
}

function readOne(setting: Setting<unknown>, environment: Environment): unknown {
  const text = textOf(setting, environment);
  if (text === undefined) return undefined;
  try {
    return setting.parse(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(setting.name, setting.secret ? problem : `${problem}, not ${JSON.stringify(text)}`);
  }
}

function textOf(setting: Setting<unknown>, environment: Environment): string | undefined {
  const direct = environment[setting.name];
  if (direct !== undefined && direct !== '') return direct;
  const file = setting.secret ? environment[`${setting.name}_FILE`] : undefined;
  if (file === undefined || file === '') return setting.default;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigurationError(`${setting.name}_FILE`, 'the file it names cannot be read');
  }
}

interface Options {
  readonly default?: string;
  readonly help: string;
}

export function text(name: string, options: Options): Setting<string> {
  return { name, help: options.help, default: options.default, secret: false, parse: (value) => value };
}

/** A value that may be absent. */
export function optional<T>(setting: Setting<T>): Setting<T | undefined> {
  return { ...setting, default: undefined };
}

/** A value that may come from a file, and is never printed. */
export function hidden<T>(setting: Setting<T>): Setting<T> {
  return { ...setting, secret: true };
}

export function secret(name: string, options: Options & { min: number; max: number }): Setting<string> {
  return {
    name,
    help: options.help,
    default: options.default,
    secret: true,
    parse: (value) => {
      if (value.length >= options.min && value.length <= options.max) return value;
      throw new RangeError(`must have ${options.min} to ${options.max} characters`);
    },
  };
}

export function integer(name: string, options: Options & { min: number; max: number }): Setting<number> {
  return {
    name,
    help: options.help,
    default: options.default,
    secret: false,
    parse: (value) => {
      const number = Number(value);
      if (/^-?\d+$/.test(value) && number >= options.min && number <= options.max) return number;
      throw new RangeError(`must be a whole number from ${options.min} to ${options.max}`);
    },
  };
}

export function oneOf<const T extends string>(name: string, values: readonly T[], options: Options): Setting<T> {
  return {
    name,
    help: options.help,
    default: options.default,
    secret: false,
    parse: (value) => {
      const found = values.find((candidate) => candidate === value);
      if (found !== undefined) return found;
      throw new RangeError(`must be one of ${values.join(', ')}`);
    },
  };
}

export function parsed<T>(name: string, parse: (value: string) => T, options: Options): Setting<T> {
  return { name, help: options.help, default: options.default, secret: false, parse };
}
