import type { Instrument } from './instrument.js';
import { NEWS2 } from './news2.js';

/** Every instrument that the home can assess with, by the contract's names (api.md section 7). */
export const INSTRUMENTS: readonly Instrument[] = [NEWS2];

const BY_CODE = new Map(INSTRUMENTS.map((instrument) => [instrument.code, instrument]));

export function instrumentByCode(code: string): Instrument | undefined {
  return BY_CODE.get(code);
}
