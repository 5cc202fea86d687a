import { ABBEY } from './abbey.js';
import { BARTHEL } from './barthel.js';
import { BRADEN } from './braden.js';
import { GDS_15 } from './gds-15.js';
import type { Instrument } from './instrument.js';
import { MNA_SF } from './mna-sf.js';
import { MUST } from './must.js';
import { NEWS2 } from './news2.js';
import { PAINAD } from './painad.js';
import { WATERLOW } from './waterlow.js';

/** Every instrument that the home can assess with, by the contract's names and in its order (api.md section 7). */
export const INSTRUMENTS: readonly Instrument[] = [
  NEWS2,
  BARTHEL,
  BRADEN,
  MUST,
  GDS_15,
  PAINAD,
  ABBEY,
  MNA_SF,
  WATERLOW,
];

const BY_CODE = new Map(INSTRUMENTS.map((instrument) => [instrument.code, instrument]));

export function instrumentByCode(code: string): Instrument | undefined {
  return BY_CODE.get(code);
}
