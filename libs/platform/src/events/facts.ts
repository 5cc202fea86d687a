import type { Tx } from '#platform/database';
import type { FactType } from '#platform/kernel';

type Subscriber = (tx: Tx, fact: unknown) => Promise<void>;

/**
 * Facts flow against the arrows between domains: the publisher knows no subscriber. Subscribers run in the
 * publisher's own unit of work, in order of subscription, so that all of them agree or nothing happened.
 */
export class Facts {
  private readonly subscribers = new Map<string, Subscriber[]>();

  subscribe<T>(type: FactType<T>, subscriber: (tx: Tx, fact: T) => Promise<void>): void {
    const all = this.subscribers.get(type.name) ?? [];
    all.push((tx, fact) => subscriber(tx, fact as T));
    this.subscribers.set(type.name, all);
  }

  /** @throws whatever a subscriber throws: the whole unit of work is then rolled back. */
  async publish<T>(tx: Tx, type: FactType<T>, fact: T): Promise<void> {
    for (const subscriber of this.subscribers.get(type.name) ?? []) await subscriber(tx, fact);
  }
}
