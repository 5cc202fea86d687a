import { describe, expect, test } from '@jest/globals';
import { ALLOWANCES, decide, RANKS, type Standing } from './standing.js';
import { NO_FAILURES } from './tally.js';

const NOW = Date.parse('2026-11-24T09:00:00Z');

function someone(standing: Partial<Standing>): Standing {
  return {
    trusted: false,
    known: false,
    pair: NO_FAILURES,
    account: NO_FAILURES,
    network: NO_FAILURES,
    ...standing,
  };
}

function fails(count: number): Standing['pair'] {
  return { count, at: NOW };
}

const { pair, account, network, knownNetwork } = ALLOWANCES;
const EVERYTHING = { account: fails(account.most), network: fails(knownNetwork.most) };

describe('who tries to sign in', () => {
  test.each<[string, Partial<Standing>, keyof typeof RANKS]>([
    ['from somewhere new', {}, 'stranger'],
    ['from somewhere new, after one failure', { network: fails(1) }, 'stranger'],
    ['from where more has failed', { network: fails(2) }, 'suspect'],
    ['from where much has failed', { network: fails(network.most - 1) }, 'suspect'],
    ['from where someone works', { known: true }, 'known'],
    ['from where a ward mistypes', { known: true, network: fails(knownNetwork.most - 1) }, 'known'],
    ['from where someone works, as one whom strangers attack', { known: true, account: fails(account.most) }, 'known'],
    ['as always', { trusted: true, known: true }, 'trusted'],
    ['as always, after many mistakes', { trusted: true, known: true, pair: fails(pair.most - 1) }, 'trusted'],
    ['as always, whatever others do', { trusted: true, known: true, ...EVERYTHING }, 'trusted'],
  ])('%s is let in: %j as %s', (_, standing, rank) => {
    expect(decide(someone(standing), NOW)).toEqual({ rank: RANKS[rank] });
  });

  test.each<[string, Partial<Standing>, number]>([
    ['as one whom strangers attack, and is one', { account: fails(account.most) }, 30],
    ['from where too much has failed', { network: fails(network.most) }, 6],
    ['from where too much has failed even for a ward', { known: true, network: fails(knownNetwork.most) }, 6],
    ['too often, from somewhere new', { pair: fails(pair.most) }, 60],
    ['too often, from where someone works', { known: true, pair: fails(pair.most) }, 60],
    ['too often, as always', { trusted: true, known: true, pair: fails(pair.most) }, 60],
    ['too often in every way', { pair: fails(pair.most), ...EVERYTHING }, 906],
  ])('%s waits: %j for %i seconds', (_, standing, retryAfter) => {
    expect(decide(someone(standing), NOW)).toEqual({ retryAfter });
  });

  test('waits a minute at most where they are trusted', () => {
    for (let count = 0; count <= pair.most; count += 0.25) {
      const decision = decide(someone({ trusted: true, known: true, ...EVERYTHING, pair: fails(count) }), NOW);
      expect('retryAfter' in decision ? decision.retryAfter : 0).toBeLessThanOrEqual(60);
    }
  });
});
