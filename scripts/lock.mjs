import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './sources.mjs';

const WAIT_MILLISECONDS = 15 * 60_000;
const ABANDONED_MILLISECONDS = 30_000;

/**
 * Does `work` while no other process on this machine does its own under the same lock: a folder that names its
 * owner's process. A lock whose owner has died is taken over.
 * @param {string} path of the folder, from the root of the repository
 * @param {() => Promise<void>} work
 */
export async function withLock(path, work) {
  const lock = join(ROOT, path);
  mkdirSync(dirname(lock), { recursive: true });
  await acquire(lock);
  const letGo = () => release(lock);
  process.once('exit', letGo);
  try {
    await work();
  } finally {
    process.off('exit', letGo);
    letGo();
  }
}

async function acquire(lock) {
  const deadline = performance.now() + WAIT_MILLISECONDS;
  let told = false;
  while (!create(lock) && !takeOver(lock)) {
    if (!told) console.error(`Waiting for another command that installs or builds (process ${ownerOf(lock) ?? '?'}) …`);
    told = true;
    if (performance.now() > deadline) throw new Error(`gave up waiting for ${lock}; remove it if nothing is running`);
    await sleep(200);
  }
}

/** The folder appears with its owner in it, or not at all. */
function create(lock) {
  const mine = `${lock}-${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'owner'), String(process.pid));
  try {
    renameSync(mine, lock);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) return false;
    throw error;
  }
}

/** The folder disappears at once, never half emptied. */
function release(lock) {
  const done = `${lock}-${process.pid}`;
  renameSync(lock, done);
  rmSync(done, { recursive: true });
}

/** One waiter at a time may take over, and looks again at the owner once it is that one. */
function takeOver(lock) {
  if (isAlive(ownerOf(lock))) return false;
  const turn = join(lock, 'turn');
  try {
    mkdirSync(turn);
  } catch (error) {
    if (error.code === 'EEXIST') abandon(turn);
    return false;
  }
  const dead = !isAlive(ownerOf(lock));
  if (dead) writeFileSync(join(lock, 'owner'), String(process.pid));
  rmdirSync(turn);
  return dead;
}

/** Whoever died while taking over leaves its turn to the next. */
function abandon(turn) {
  const age = Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
  if (age > ABANDONED_MILLISECONDS) rmSync(turn, { recursive: true, force: true });
}

/** The process that holds the lock; undefined when there is none. */
function ownerOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'owner'), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A lock without an owner was just released; one with this process's own number was left by an earlier process. */
function isAlive(pid) {
  if (pid === undefined) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
