import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { ROOT } from './sources.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.residencia-installed');

/** Whether node_modules holds what the lock file says, with native code for this Node. */
export function isInstalled() {
  const wanted = stamp();
  if (read(STAMP) === wanted) return true;
  if (!holdsWhatIsLocked() || !nativeCodeLoads()) return false;
  writeFileSync(STAMP, wanted);
  return true;
}

/** Installs from the lock file, development tools included: the build needs them. */
export async function install() {
  console.error('Installing packages (compiling better-sqlite3 may take a minute or two) …');
  const args = ['ci', '--no-audit', '--no-fund', '--include=dev'];
  const npm = process.env.npm_execpath;
  const stdio = ['ignore', 2, 2];
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], { stdio })
    : await run('npm', args, { stdio, shell: process.platform === 'win32' });
  if (code !== 0) {
    console.error('npm ci failed; see above.');
    process.exit(code);
  }
  writeFileSync(STAMP, stamp());
}

function stamp() {
  const { platform, arch, versions } = process;
  const lock = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  return `${lock} ${platform}-${arch} modules-${versions.modules}\n`;
}

/** Compares the lock file with npm's own account of what it installed. */
function holdsWhatIsLocked() {
  const installed = read(INSTALLED);
  if (installed === undefined) return false;
  const there = JSON.parse(installed).packages;
  const locked = JSON.parse(readFileSync(LOCK, 'utf8')).packages;
  const same = (path) =>
    there[path]?.version === locked[path]?.version && there[path]?.integrity === locked[path]?.integrity;
  const needed = Object.keys(locked).filter(
    (path) => path !== '' && !locked[path].optional && !locked[path].peerOptional,
  );
  return needed.every(same) && Object.keys(there).every(same);
}

function nativeCodeLoads() {
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', probe], { cwd: ROOT, stdio: 'ignore' }).status === 0;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
