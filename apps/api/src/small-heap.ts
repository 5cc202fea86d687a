import { setFlagsFromString } from 'node:v8';

/** V8's own, of Node 20 and 22. */
const USUAL = ['--semi-space-growth-factor=2', '--opt'];

/**
 * The space for what is new stays as it is. Nothing is optimized: what runs often while modules are loaded hardly runs
 * afterwards, and the compiler takes memory of its own. (Without the baseline compiler, too, code was slower for good.)
 */
const SMALL = ['--semi-space-growth-factor=1', '--no-opt'];

/**
 * Keeps the heap small while the program is loaded: what is made then mostly stays, or is never needed again, and a heap
 * that has grown for it doesn't give the memory back. @returns what lets it grow as requests need it.
 */
export function keepHeapSmall(): () => void {
  SMALL.forEach(setFlagsFromString);
  return () => {
    USUAL.forEach(setFlagsFromString);
  };
}
