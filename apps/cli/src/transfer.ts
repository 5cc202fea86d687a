import { Command } from 'commander';
import {
  ConfigurationError,
  parseDatabaseUrl,
  readDatabaseConfig,
  type DatabaseConfig,
  type Environment,
} from '#platform/config';
import { compareHomes, rehearseTransfer, transferHome, type TransferReport } from '#platform/transfer';
import { stagesOn } from './progress.js';

/** Digits of a digest that are shown. */
const SHOWN = 12;

interface Options {
  readonly from: string;
  readonly to: string;
  readonly acceptBrokenTrail?: true;
  readonly dryRun?: true;
  readonly compare?: true;
}

/** `transfer`: moves a home to another database, and compares the two. */
export function transfer(environment: Environment): Command {
  return new Command('transfer')
    .description('moves a home that is stopped to another database, which is empty, and checks that all of it is there')
    .requiredOption('--from <url>', 'sqlite:FILE or postgres://...; it is only read')
    .requiredOption('--to <url>', 'sqlite:FILE that is not there, or postgres://... of an empty database')
    .option('--accept-broken-trail', 'even when its audit trail is broken')
    .option('--dry-run', 'only says what would be moved')
    .option('--compare', 'moves nothing: says whether two homes hold the same')
    .action(async (options: Options) => {
      const route = {
        from: configOf(environment, '--from', options.from),
        to: configOf(environment, '--to', options.to),
      };
      const stages = stagesOn(process.stderr);
      const report = await interruptible((signal) =>
        work(options)(route, {
          acceptBrokenTrail: options.acceptBrokenTrail === true,
          onProgress: stages.tell,
          signal,
        }),
      ).finally(() => {
        stages.stop();
      });
      process.stdout.write(inWords(report, options));
    });
}

function work({ compare, dryRun }: Options): typeof transferHome {
  if (compare === true) return compareHomes;
  return dryRun === true ? rehearseTransfer : transferHome;
}

function configOf(environment: Environment, option: string, url: string): DatabaseConfig {
  const settings = readDatabaseConfig(environment);
  try {
    return { ...settings, url: parseDatabaseUrl(url) };
  } catch (error) {
    throw new ConfigurationError(option, error instanceof Error ? error.message : String(error));
  }
}

/** Work that a signal to end breaks off, so that it can put back what it has begun. */
async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const end = (signal: NodeJS.Signals): void => {
    ending.abort(new Error(`broken off by ${signal}; the target is as it was`));
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, end);
  try {
    return await work(ending.signal);
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.removeListener(name, end);
  }
}

function inWords({ tables, trail }: TransferReport, { dryRun, compare }: Options): string {
  const filled = tables.filter(({ rows }) => rows > 0);
  const width = Math.max(0, ...filled.map(({ name }) => name.length));
  const lines = filled.map(
    ({ name, rows, digest }) => `${name.padEnd(width)} ${String(rows).padStart(9)}  ${digest.slice(0, SHOWN)}\n`,
  );
  const all = filled.reduce((sum, { rows }) => sum + rows, 0);
  const said =
    compare === true
      ? 'Both hold the same'
      : dryRun === true
        ? 'Nothing is moved; a transfer would move'
        : 'The home is moved, and both sides hold the same';
  const broken = trail.broken === undefined ? '' : `, where it is broken (${trail.broken.reason})`;
  return (
    `${lines.join('')}${said}: ${all} rows of ${filled.length} tables, and the audit trail to entry ${trail.head.seq}` +
    `${trail.head.seq === 0 ? '' : ` (${trail.head.hash.slice(0, SHOWN)})`}${broken}.\n`
  );
}
