import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const TURN = 3;

/**
 * The last turn that somebody waits for. All work in turns of this process stands in one line, a turn each time that the
 * event loop goes round: however much of it there is, a request waits for one turn and not for one of each.
 */
let last: Promise<void> = Promise.resolve();

/** Lets everybody else have their turn first: between the reads of long work, each of which keeps the others waiting. */
export function nextTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}

/**
 * Goes through long work step by step, and lets requests, timers and other long work go on before the first step and
 * then every few milliseconds. Only between steps: one should take less than that. Not inside a unit of work, which
 * would keep the other writes waiting.
 * @throws whatever a step throws; the reason of `signal` when that is aborted.
 */
export async function* inTurns<T>(
  steps: Iterable<T> | AsyncIterable<T>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<T, void, undefined> {
  const turn = async (): Promise<number> => {
    await nextTurn();
    signal?.throwIfAborted();
    return performance.now();
  };
  let began = await turn();
  for await (const step of steps) {
    yield step;
    if (performance.now() - began >= TURN) began = await turn();
  }
}

/** Does something with each of many items, in turns as {@link inTurns}, and without the promises that each step of it takes. */
export async function eachInTurns<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  await nextTurn();
  let began = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - began < TURN) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Maps many items {@link eachInTurns}. */
export async function mapInTurns<A, B>(items: readonly A[], map: (item: A) => B): Promise<readonly B[]> {
  const mapped: B[] = [];
  await eachInTurns(items, (item) => mapped.push(map(item)));
  return mapped;
}

/** Goes through long work {@link inTurns} to its end, where only what it does counts. */
export async function toTheEnd(steps: Iterable<unknown>): Promise<void> {
  const turns = inTurns(steps);
  for (let turn = await turns.next(); turn.done !== true; turn = await turns.next());
}
