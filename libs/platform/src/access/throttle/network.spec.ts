import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { networkOf } from './network.js';

describe('the place of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
    ['1:2:3:4:5:6:192.0.2.7', '1:2:3:4::/64'],
    ['', ''],
    ['unknown', 'unknown'],
    ['x'.repeat(300), 'x'.repeat(45)],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  const half = fc.array(group, { minLength: 4, maxLength: 4 });

  test('is the same for all addresses that share 64 bits, however they are written', () => {
    fc.assert(
      fc.property(half, half, half, (network, one, other) => {
        const written = [...network, ...one].map((part) => part.padStart(4, '0').toUpperCase()).join(':');
        const short = new URL(`http://[${[...network, ...other].join(':')}]`).hostname.slice(1, -1);
        expect(networkOf(short)).toBe(networkOf(written));
      }),
    );
  });

  test('is another for another 64 bits', () => {
    fc.assert(
      fc.property(half, half, half, (one, other, host) => {
        const same = networkOf([...one, ...host].join(':')) === networkOf([...other, ...host].join(':'));
        expect(same).toBe(one.join(':') === other.join(':'));
      }),
    );
  });
});
