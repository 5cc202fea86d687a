import { AsyncLocalStorage } from 'node:async_hooks';

/** What goes along, the innermost first. */
interface Carried {
  readonly kind: Along<unknown>;
  readonly value: unknown;
  readonly outer: Carried | undefined;
}

/** One for all kinds: Node hands the store of each on to every promise. */
const storage = new AsyncLocalStorage<Carried>();

/** A value that goes along with the calls it was set for, however they wait: AsyncLocalStorage, of which there is only one. */
export class Along<T> {
  /** The value that was set innermost; undefined outside of {@link run}. */
  get(): T | undefined {
    let carried = storage.getStore();
    while (carried !== undefined && carried.kind !== this) carried = carried.outer;
    return carried?.value as T | undefined;
  }

  /** Runs `work`, and all that it waits for, with a value. */
  run<R>(value: T, work: () => R): R {
    return storage.run({ kind: this, value, outer: storage.getStore() }, work);
  }
}
