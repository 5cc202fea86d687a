import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { causeOf } from '#platform/database/files';

/** Longest line of a tool's complaint that is passed on. */
const LONGEST = 300;

type Tool = 'pg_dump' | 'pg_restore';

/**
 * Runs one of PostgreSQL's own programs.
 * @param database what it connects to; undefined: nothing.
 * @throws Error with one line: the program is missing, or the first thing that it complained of.
 */
export async function runTool(tool: Tool, args: readonly string[], database?: string): Promise<void> {
  if (database === undefined) {
    await run(tool, args);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'residencia-'));
  try {
    await run(tool, ['--no-password', '--dbname', await withoutPassword(database, folder), ...args]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The address of a database, with its password in a file: every user of a machine sees the words of a command. */
async function withoutPassword(database: string, folder: string): Promise<string> {
  const url = new URL(database);
  if (url.password === '') return database;
  const file = join(folder, 'password');
  await writeFile(file, `*:*:*:*:${decodeURIComponent(url.password).replaceAll(/[\\:]/g, '\\$&')}\n`, { mode: 0o600 });
  url.password = '';
  url.searchParams.set('passfile', file);
  return url.href;
}

async function run(tool: Tool, args: readonly string[]): Promise<void> {
  const child = spawn(tool, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < LONGEST) complaint += text;
  });
  const code = await new Promise<number | null>((ended, failed) => {
    child.once('error', failed);
    child.once('close', ended);
  }).catch((error: unknown) => {
    const why = causeOf(error).code ?? '';
    throw new Error(`${tool} can't be run here (${why}); install the client programs of PostgreSQL`, { cause: error });
  });
  if (code !== 0) throw new Error(firstLineOf(complaint) || `${tool} ended with ${String(code)}`);
}

function firstLineOf(complaint: string): string {
  return (complaint.split('\n')[0] ?? '').slice(0, LONGEST);
}
