import { expect, test } from '@jest/globals';
import { readInstrumentConfig } from './instrument.config.js';

test('without a setting the home has stated no licence', () => {
  expect(readInstrumentConfig({})).toEqual({ licences: undefined });
});

test.each([
  ['waterlow', ['waterlow']],
  ['mna-sf, waterlow', ['mna-sf', 'waterlow']],
  ['waterlow,waterlow', ['waterlow']],
])('%s states %j', (INSTRUMENT_LICENCES, licences) => {
  expect(readInstrumentConfig({ INSTRUMENT_LICENCES })).toEqual({ licences });
});

test.each(['Waterlow', 'news2', 'waterlow;mna-sf', 'waterlow,'])('%s is refused', (INSTRUMENT_LICENCES) => {
  expect(() => readInstrumentConfig({ INSTRUMENT_LICENCES })).toThrow(/^INSTRUMENT_LICENCES: must be of waterlow and/);
});
