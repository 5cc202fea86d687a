import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import type { Environment } from '#platform/config';
import { InvalidFieldsError, textEncodingOf, type TextEncoding } from '#platform/kernel';
import { ImportCatalogue, type ImportReport } from '#medication';
import { withHome } from './open-home.js';
import { stagesOn, type Stages } from './progress.js';

/** Rejected lines that are shown; `--json` has more. */
const SHOWN = 20;

interface Options {
  readonly database?: string;
  readonly dryRun?: true;
  readonly retireMissing?: true;
  readonly encoding?: TextEncoding;
  readonly json?: true;
}

/** `import`: takes in a national catalogue from a file, as `POST /medications/import` does. */
export function importCatalogue(environment: Environment): Command {
  return new Command('import')
    .description('takes in a national catalogue of medicines, and says what became of its lines')
    .argument('<file>', 'CSV in UTF-8 or windows-1252')
    .option('--database <url>', 'sqlite:FILE of a home that is stopped, or postgres://...; by default DATABASE_URL')
    .option('--dry-run', 'only says what the import would do')
    .option('--retire-missing', 'makes inactive what has come from a catalogue and is not in this file')
    .option('--encoding <name>', 'utf-8, or windows-1252 (latin1); by default it is found out', readEncoding)
    .option('--json', 'prints the report as the API answers it')
    .action(async (file: string, { database, dryRun, retireMissing, encoding, json }: Options) => {
      // A file that can't be read is no reason to make a home.
      const { size } = await stat(file);
      const stages = stagesOn(process.stderr);
      const named = database === undefined ? environment : { ...environment, DATABASE_URL: database };
      await withHome(named, async (home) => {
        const report = await home
          .get(ImportCatalogue)
          .run(readWithBar(file, size, stages), {
            dryRun: dryRun === true,
            retireMissing: retireMissing === true,
            encoding,
          })
          .catch(sayWhy)
          .finally(() => {
            stages.stop();
          });
        process.stdout.write(json === true ? `${JSON.stringify(report)}\n` : inWords(report));
      });
    });
}

function readEncoding(label: string): TextEncoding {
  const encoding = textEncodingOf(label);
  if (encoding === undefined) throw new InvalidArgumentError('It must be utf-8 or windows-1252.');
  return encoding;
}

/** The file piece by piece, with a bar in KiB. */
async function* readWithBar(file: string, size: number, stages: Stages): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of createReadStream(file) as AsyncIterable<Uint8Array>) {
    yield piece;
    read += piece.length;
    stages.tell('importing (KiB)', Math.ceil(read / 1024), Math.ceil(size / 1024));
  }
}

function sayWhy(error: unknown): never {
  if (!(error instanceof InvalidFieldsError)) throw error;
  throw new Error(`the header ${error.errors.map(({ pointer, message }) => `${pointer} ${message}`).join(', ')}`);
}

function inWords({ created, updated, unchanged, retired, warnings, rejected, dryRun }: ImportReport): string {
  const shown = rejected
    .slice(0, SHOWN)
    .map(({ line, errors }) => `  line ${line}: ${errors.map(reason).join('; ')}\n`)
    .join('');
  const more = rejected.length > SHOWN ? '  and more; --json shows them.\n' : '';
  const trial = dryRun === true ? 'Nothing is stored; an import would be: ' : '';
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${retired} retired`;
  return `${trial}${counts}, ${warnings.length} warnings, ${rejected.length} rejected.\n${shown}${more}`;
}

function reason({ pointer, message }: { readonly pointer: string; readonly message: string }): string {
  return pointer === '' ? message : `${pointer.slice(1)} ${message}`;
}
