import fc from 'fast-check';

/** How an act is sent: once, twice at once with one key, or a second time after its answer. */
export type Sending = 'once' | 'once-with-key' | 'twice-at-once' | 'again';

/** What someone at the shelf is about to do; the numbers pick from what there is when they come to it. */
export type StockAct =
  | {
      readonly kind: 'move';
      readonly medicine: number;
      readonly type: (typeof TYPES)[number];
      readonly owner: number;
      /** Of a transfer: how many owners further on. */
      readonly to: number;
      readonly lot: string | undefined;
      readonly expiresOn: string | undefined;
      /** In quarters of the medicine's unit. */
      readonly quarters: number;
      readonly inDoseUnit: boolean;
      readonly sending: Sending;
    }
  | {
      readonly kind: 'correct';
      /** How many lines ago it was entered. */
      readonly back: number;
      readonly otherSide: boolean;
      readonly quarters: number;
      readonly sending: Sending;
    };

const TYPES = ['receipt', 'return', 'disposal', 'count', 'transfer'] as const;

const sending = fc.oneof(
  { weight: 18, arbitrary: fc.constant<Sending>('once') },
  { weight: 1, arbitrary: fc.constant<Sending>('twice-at-once') },
  { weight: 1, arbitrary: fc.constant<Sending>('again') },
);

/** Few, so that many want the same packs. */
const packs = fc.oneof(
  ...[
    { weight: 5, lot: 'A1', expiresOn: '2027-06-30' },
    { weight: 3, lot: 'A1', expiresOn: undefined },
    { weight: 1, lot: 'A1', expiresOn: '2027-09-30' },
    { weight: 5, lot: 'B2', expiresOn: '2027-07-31' },
    { weight: 3, lot: 'B2', expiresOn: undefined },
    { weight: 3, lot: undefined, expiresOn: undefined },
  ].map(({ weight, ...one }) => ({ weight, arbitrary: fc.constant(one) })),
);

const moving = fc
  .record({
    kind: fc.constant('move'),
    // The last one needs a witness, whose proof takes its time.
    medicine: fc.oneof({ weight: 30, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.constant(3) }),
    type: fc.constantFrom(...TYPES, 'receipt', 'receipt', 'return', 'transfer'),
    owner: fc.nat(3),
    to: fc.integer({ min: 1, max: 3 }),
    packs,
    quarters: fc.integer({ min: 1, max: 24 }),
    inDoseUnit: fc.boolean(),
    sending,
  })
  .map(({ packs: { lot, expiresOn }, ...act }): StockAct => ({ ...act, kind: 'move', lot, expiresOn }));

const correcting: fc.Arbitrary<StockAct> = fc.record({
  kind: fc.constant('correct'),
  back: fc.nat(30),
  otherSide: fc.boolean(),
  quarters: fc.nat(24),
  sending,
});

const anAct = fc.oneof({ weight: 6, arbitrary: moving }, { weight: 1, arbitrary: correcting });

/** The same acts for the same seed. */
export function stockActs(count: number, seed: number): readonly StockAct[] {
  return fc.sample(fc.noBias(anAct), { seed, numRuns: count });
}
