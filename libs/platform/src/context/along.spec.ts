import { describe, expect, it } from '@jest/globals';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Along } from './along.js';

describe('what goes along with calls', () => {
  const actor = new Along<string>();
  const unit = new Along<true | undefined>();

  it('is there for all that is waited for, and for nothing beside it', async () => {
    const nurse = actor.run('nurse', async () => {
      await setTimeout(1);
      return actor.get();
    });
    const carer = actor.run('carer', async () => {
      await setImmediate();
      return actor.get();
    });
    expect(actor.get()).toBeUndefined();
    expect(await Promise.all([nurse, carer])).toEqual(['nurse', 'carer']);
  });

  it('is kept apart by kind, and another of its kind covers it only inside', () => {
    const seen = actor.run('nurse', () =>
      unit.run(true, () => {
        const inner = unit.run(undefined, () => [actor.get(), unit.get()]);
        const covered = actor.run('system', () => [actor.get(), unit.get()]);
        return [inner, covered, [actor.get(), unit.get()]];
      }),
    );
    expect(seen).toEqual([
      ['nurse', undefined],
      ['system', true],
      ['nurse', true],
    ]);
  });

  it('is gone once the work has thrown', () => {
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => actor.run('nurse', fail)).toThrow('no');
    expect(actor.get()).toBeUndefined();
  });
});
