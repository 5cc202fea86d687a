import { setFlagsFromString } from 'node:v8';

/** V8's own, of Node 20 and 22. */
const USUAL = ['--semi-space-growth-factor=2', '--heap-growing-percent=0', '--opt', '--sparkplug'];

/**
 * The space for what is new stays as it is, and a collection comes before the heap has doubled. Nothing is compiled to
 * machine code: what runs often while modules are loaded hardly runs afterwards, and the compilers take memory of their own.
 */
const SMALL = ['--semi-space-growth-factor=1', '--heap-growing-percent=40', '--no-opt', '--no-sparkplug'];

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
